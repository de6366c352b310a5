//! `keerpunt sample`: passages that an independent judge places, without seeing how they were coded.

use super::desk::{Desk, InStudy};
use super::share::{Share, above_zero};
use super::{Context, Exit, Failure, Output};
use keerpunt::coding::named::is_within;
use keerpunt::coding::placement::{Item, drawn, items};
use keerpunt::report::provenance::some;
use keerpunt::report::sheet::{Entry, Field, Row, WhenNarrow};
use keerpunt::report::{Sheet, one_line};
use serde_json::{Value, json};

/// Draws coded passages at random for an independent judge, without their codes.
///
/// Give the judge the file and the codes (`keerpunt codebook show --format md`); the judge writes a
/// code behind each passage, and `keerpunt import placement FILE --coder JUDGE` takes the answers
/// in and tells how many match.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Only passages with these codes, each with all below it.
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
    /// How many of the passages: 25% or 0.25.
    #[arg(long, value_name = "SHARE", default_value = "25%", value_parser = above_zero)]
    share: Share,
    /// The seed of the draw; the same seed draws the same passages.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Only passages that this coder coded.
    #[arg(long, value_name = "NAME")]
    coder: Option<String>,
    #[command(flatten)]
    place: InStudy,
    #[command(flatten)]
    output: Output,
}

/// Draws, and writes the sheet that the judge fills in.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    let desk = Desk::open(&arguments.place, context)?;
    let codes = arguments.codes.iter().map(|name| desk.code_or_group(name)).collect::<Result<Vec<_>, _>>()?;
    let all = items(&desk.loaded.shelf.standings, desk.incidents(), |coder, code| {
        arguments.coder.as_deref().is_none_or(|asked| asked == coder)
            && (codes.is_empty() || codes.iter().any(|asked| is_within(code, asked)))
    });
    if all.is_empty() {
        let help = "a judge places what people coded: keerpunt code, keerpunt review or keerpunt serve";
        return Err(Failure::usage("nobody coded such a passage yet", help));
    }
    let whole = all.len();
    let list = drawn(all, arguments.share.0, arguments.seed);
    let told = format!("{} of {}, seed {}", list.len(), some(whole, "coded passage"), arguments.seed);
    let sheet = || sheet(&list, &desk, &told);
    let json = || as_json(&list, whole, arguments.seed, &desk);
    arguments.output.write_tables(context, format, || vec![sheet()], sheet, json)?;
    Ok(desk.exit)
}

fn sheet(list: &[Item], desk: &Desk, told: &str) -> Sheet {
    let row = |item: &Item| {
        let text = item.text(desk.incidents());
        let entries = vec![
            Entry::text(&item.key),
            Entry::text(one_line(&desk.incidents()[item.incident].id)),
            Entry { shown: one_line(text), exact: text.to_string() },
            Entry::text(""),
            Entry::text(""),
        ];
        Row { entries, strong: false }
    };
    let fields = vec![
        Field::text("item", "item"),
        Field::text("incident", "incident"),
        Field::text("passage", "passage").when_narrow(WhenNarrow::Shrinks { least: 20, most: 80, rank: 1 }),
        Field::text("code", "code"),
        Field::text("remark", "remark"),
    ];
    let notes = vec![
        format!("{told}."),
        "The judge fills in `code`; then: keerpunt import placement FILE --coder JUDGE".to_string(),
    ];
    Sheet { fields, rows: list.iter().map(row).collect(), notes, ..Sheet::default() }
}

fn as_json(list: &[Item], whole: usize, seed: u64, desk: &Desk) -> Value {
    let one = |item: &Item| {
        json!({
            "item": item.key,
            "incident": desk.incidents()[item.incident].id,
            "passage": item.text(desk.incidents()),
        })
    };
    let items: Vec<Value> = list.iter().map(one).collect();
    json!({"schema": "keerpunt.sample/1", "seed": seed, "passages": whole, "items": items})
}
