//! The page: it draws what [`session`](crate::session) says and sends commands; wasm only.
//!
//! In come the person's keys, pointer, clipboard and files, the browser's storage, and the engine's answers from its
//! worker; out go pixels, files and journal entries. It holds no rule of annotation, and it must never link the engine:
//! suggestions arrive as plain data.

pub mod action;
mod address;
pub mod articles;
mod clock;
mod dialogs;
mod engine;
mod handover;
mod header;
mod library;
pub mod listener;
mod messages;
pub mod paste;
mod root;
mod sitting;
mod start;
pub mod stopped;
pub mod storage;
mod theme;
pub mod workbench;

pub use root::Root;
