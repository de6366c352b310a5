//! The files of the page, inside the program.

/// One file of the page.
pub struct Asset {
    /// Where it is asked for.
    pub path: &'static str,
    /// What it is, as HTTP says it.
    pub kind: &'static str,
    /// Its text.
    pub text: &'static str,
}

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

macro_rules! asset {
    ($path:literal, $kind:expr, $file:literal) => {
        Asset { path: $path, kind: $kind, text: include_str!(concat!("assets/", $file)) }
    };
}

/// The page itself.
pub const PAGE: Asset = asset!("/", HTML, "page.html");

/// What stands in place of the page for who lacks the token.
pub const STRANGER: Asset = asset!("/", HTML, "stranger.html");

/// What the page is made of.
pub const ASSETS: &[Asset] = &[
    asset!("/style/icon.svg", "image/svg+xml", "style/icon.svg"),
    asset!("/style/marks.css", CSS, "style/marks.css"),
    asset!("/style/page.css", CSS, "style/page.css"),
    asset!("/style/panes.css", CSS, "style/panes.css"),
    asset!("/style/reading.css", CSS, "style/reading.css"),
    asset!("/style/tables.css", CSS, "style/tables.css"),
    asset!("/script/address.js", SCRIPT, "script/address.js"),
    asset!("/script/api.js", SCRIPT, "script/api.js"),
    asset!("/script/book.js", SCRIPT, "script/book.js"),
    asset!("/script/cards.js", SCRIPT, "script/cards.js"),
    asset!("/script/caret.js", SCRIPT, "script/caret.js"),
    asset!("/script/cell.js", SCRIPT, "script/cell.js"),
    asset!("/script/dialogs.js", SCRIPT, "script/dialogs.js"),
    asset!("/script/dom.js", SCRIPT, "script/dom.js"),
    asset!("/script/head.js", SCRIPT, "script/head.js"),
    asset!("/script/items.js", SCRIPT, "script/items.js"),
    asset!("/script/list.js", SCRIPT, "script/list.js"),
    asset!("/script/main.js", SCRIPT, "script/main.js"),
    asset!("/script/markdown.js", SCRIPT, "script/markdown.js"),
    asset!("/script/marks.js", SCRIPT, "script/marks.js"),
    asset!("/script/passages.js", SCRIPT, "script/passages.js"),
    asset!("/script/picker.js", SCRIPT, "script/picker.js"),
    asset!("/script/points.js", SCRIPT, "script/points.js"),
    asset!("/script/reading.js", SCRIPT, "script/reading.js"),
    asset!("/script/search.js", SCRIPT, "script/search.js"),
    asset!("/script/settings.js", SCRIPT, "script/settings.js"),
    asset!("/script/store.js", SCRIPT, "script/store.js"),
    asset!("/script/story.js", SCRIPT, "script/story.js"),
    asset!("/script/table.js", SCRIPT, "script/table.js"),
    asset!("/script/words.js", SCRIPT, "script/words.js"),
];
