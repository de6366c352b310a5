//! One table as every format wants it: fields, rows, what stands above and below.

/// What stands where nothing can be said.
pub(super) const NOTHING: &str = "-";

/// A table, ready to be written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Lines above it: what it is, what was counted.
    pub heading: Vec<String>,
    /// Titles that stand over several fields, in the order of the fields.
    pub groups: Vec<String>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Its rows; an entry a field.
    pub rows: Vec<Row>,
    /// Lines below it: what is in no count, what to do next.
    pub notes: Vec<String>,
    /// Tables with fields of their own that a file of values holds below this one: what stands beside no row.
    pub further: Vec<Sheet>,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// One a field.
    pub entries: Vec<Entry>,
    /// A row that holds others; shown stronger where the terminal can.
    pub strong: bool,
}

/// What stands in one field of one row: for people, and for programs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// Rounded and short.
    pub shown: String,
    /// Unrounded; empty where there is nothing.
    pub exact: String,
}

impl Entry {
    /// The same for both.
    pub fn text(text: impl Into<String>) -> Self {
        let shown = text.into();
        Self { exact: shown.clone(), shown }
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self::text(count.to_string())
    }

    /// A count that there may be none of.
    pub fn count_or_none(count: Option<usize>) -> Self {
        count.map_or_else(Self::none, Self::count)
    }

    /// Nothing can be said.
    pub fn none() -> Self {
        Self { shown: NOTHING.into(), exact: String::new() }
    }

    /// A share: whole for people, so that 0 and 100 mean none and all.
    pub fn percent(percent: Option<f64>) -> Self {
        percent.map_or_else(Self::none, |percent| {
            let shown = match percent {
                p if p > 0.0 && p < 0.5 => "<1".to_string(),
                p if p > 99.5 && p < 100.0 => ">99".to_string(),
                p => p.round().to_string(),
            };
            Self { shown, exact: percent.to_string() }
        })
    }

    /// A share of one, with two decimals for people.
    pub fn ratio(ratio: Option<f64>) -> Self {
        ratio.map_or_else(Self::none, |ratio| Self { shown: format!("{ratio:.2}"), exact: ratio.to_string() })
    }
}

/// One field of every row.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name in files, unique in the table.
    pub name: String,
    /// Its title for people; short.
    pub title: String,
    /// The group it stands under, by its place in [`Sheet::groups`].
    pub group: Option<usize>,
    /// Numbers stand right.
    pub align: Align,
    /// What it does where the terminal is narrow.
    pub when_narrow: WhenNarrow,
    /// Left out of what people read; programs get it.
    pub only_data: bool,
    /// Left out of files for programs; they get it in fields of their own.
    pub only_shown: bool,
}

/// On which side the entries of a field stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// What a field does where the terminal is narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenNarrow {
    /// It stays as it is.
    Stays,
    /// It goes; lower ranks first.
    Goes {
        /// Fields of one rank go together.
        rank: u8,
    },
    /// It is never wider than `most`, becomes narrower down to `least`, and then goes.
    Shrinks {
        /// Columns of the terminal.
        least: usize,
        /// Columns of the terminal.
        most: usize,
        /// When it goes.
        rank: u8,
    },
    /// Its text is broken into lines, also where it has line ends of its own. It stays, never wider than
    /// `most`, and becomes narrower down to `least`.
    Wraps {
        /// Columns of the terminal.
        least: usize,
        /// Columns of the terminal.
        most: usize,
    },
}

impl Field {
    /// A field of text that stays.
    pub fn text(name: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            title: title.into(),
            group: None,
            align: Align::Left,
            when_narrow: WhenNarrow::Stays,
            only_data: false,
            only_shown: false,
        }
    }

    /// A field of numbers that stays.
    pub fn number(name: impl Into<String>, title: impl Into<String>) -> Self {
        Self { align: Align::Right, ..Self::text(name, title) }
    }

    /// A field that only files have.
    pub fn data(name: impl Into<String>) -> Self {
        Self { only_data: true, ..Self::text(name, "") }
    }

    /// True where an entry may have several lines.
    pub fn wraps(&self) -> bool {
        matches!(self.when_narrow, WhenNarrow::Wraps { .. })
    }

    /// The same under a group.
    pub fn under(mut self, group: usize) -> Self {
        self.group = Some(group);
        self
    }

    /// The same, for people alone.
    pub fn only_shown(mut self) -> Self {
        self.only_shown = true;
        self
    }

    /// The same, with what it does where the terminal is narrow.
    pub fn when_narrow(mut self, when_narrow: WhenNarrow) -> Self {
        self.when_narrow = when_narrow;
        self
    }
}

/// The titles over the fields that are `shown`, from left to right: each with the number of fields below
/// it; `None` over fields without one.
pub fn groups_of(sheet: &Sheet, shown: &[usize]) -> Vec<(Option<usize>, usize)> {
    let mut groups: Vec<(Option<usize>, usize)> = Vec::new();
    for at in shown {
        let group = sheet.fields[*at].group;
        match groups.last_mut() {
            Some((last, span)) if *last == group => *span += 1,
            _ => groups.push((group, 1)),
        }
    }
    groups
}
