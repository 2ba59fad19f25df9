//! The shell's dialogs, on the browser's own `<dialog>`: it keeps the focus inside, closes with Esc, and gives the focus
//! back.

mod details;
mod export;
mod help;
mod import;
mod sheet;

pub use details::DetailsSheet;
pub use export::ExportSheet;
pub use help::HelpSheet;
pub use import::ImportSheet;
pub use sheet::{SheetFrame, close_on_click};
