//! The program's word lists: one entry a line, `#` before a remark.

/// The entries of a list.
pub(super) fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).filter(|line| !line.is_empty())
}
