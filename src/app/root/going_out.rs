//! What goes out: downloads and the clipboard.

use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Context};

use crate::app::root::{Msg, Root, Screen, Store};
use crate::app::sitting::Sitting;
use crate::app::storage::{StorageError, StoredArticle};
use crate::app::{clock, handover, library, paste};
use crate::format::{file_name, file_name_of_many, write_lines, write_pretty};

const JSON: &str = "application/json";
const JSON_LINES: &str = "application/jsonl";

impl Root {
    /// The name that the article's file gets.
    pub(super) fn file_name(&self, sitting: &Sitting) -> AttrValue {
        file_name(
            sitting.session.article(),
            sitting.metadata(),
            today(&clock::now()),
        )
        .into()
    }

    pub(super) fn download_article(&mut self, ctx: &Context<Self>) -> bool {
        let Screen::Article(sitting) = &self.screen else {
            return false;
        };
        let name = self.file_name(sitting);
        let text = write_pretty(sitting.session.article(), sitting.session.set());
        self.hand_out(ctx, &name, JSON, &text)
    }

    fn hand_out(&mut self, ctx: &Context<Self>, name: &str, media_type: &str, text: &str) -> bool {
        match handover::download(name, media_type, text) {
            Ok(()) => self.note(ctx, format!("«{name}» is in your downloads."), "", None),
            Err(error) => self.tell_error(
                format!("The download failed: {}.", paste::said(&error)),
                "Copy to the clipboard instead, and paste it into a file.",
            ),
        }
        true
    }

    pub(super) fn copy_article(&mut self, ctx: &Context<Self>) -> bool {
        let Screen::Article(sitting) = &self.screen else {
            return false;
        };
        let text = write_pretty(sitting.session.article(), sitting.session.set());
        let link = ctx.link().clone();
        spawn_local(async move {
            let outcome = handover::copy(text)
                .await
                .map_err(|error| paste::said(&error));
            link.send_message(Msg::Copied(outcome));
        });
        false
    }

    pub(super) fn copied(&mut self, ctx: &Context<Self>, outcome: Result<(), String>) -> bool {
        match outcome {
            Ok(()) => self.note(ctx, "The JSON is in the clipboard.", "", None),
            Err(reason) => self.tell_error(
                format!("The browser did not let the text into the clipboard: {reason}."),
                "Allow it for this page, or download the file instead.",
            ),
        }
        true
    }

    /// Reads all articles from the device; the download follows.
    pub(super) fn gather_all(&mut self, ctx: &Context<Self>) -> bool {
        let Store::Open(database) = &self.store else {
            return self.download_all(ctx, Ok(Vec::new()));
        };
        let (link, database) = (ctx.link().clone(), database.clone());
        let ids: Vec<_> = self
            .summaries
            .iter()
            .map(|summary| summary.id.clone())
            .collect();
        spawn_local(async move {
            let mut all = Vec::new();
            for id in ids {
                match database.article(&id).await {
                    Ok(stored) => all.extend(stored),
                    Err(error) => {
                        link.send_message(Msg::AllLoaded(Err(error)));
                        return;
                    }
                }
            }
            link.send_message(Msg::AllLoaded(Ok(all)));
        });
        false
    }

    /// Downloads all articles: those in this tab as they are here, the others as they are stored.
    pub(super) fn download_all(
        &mut self,
        ctx: &Context<Self>,
        stored: Result<Vec<StoredArticle>, StorageError>,
    ) -> bool {
        let stored = match stored {
            Ok(stored) => stored,
            Err(error) => {
                self.tell_error(
                    format!("The articles could not be read. {error}"),
                    error.hint(),
                );
                return true;
            }
        };
        let open = match &self.screen {
            Screen::Article(sitting) => Some(&**sitting),
            _ => None,
        };
        let here: Vec<&Sitting> = open
            .into_iter()
            .chain(self.parked.values().map(|sitting| &**sitting))
            .filter(|sitting| !self.is_deleted(&sitting.summary.id))
            .collect();
        let mut unread = Vec::new();
        let mut others = Vec::new();
        for article in stored {
            if here
                .iter()
                .any(|sitting| sitting.summary.id == article.summary.id)
            {
                continue;
            }
            let title = article.summary.title.clone();
            match library::reopen(article) {
                Ok((sitting, _)) => others.push(sitting),
                Err(_) => unread.push(title.to_string()),
            }
        }
        let count = here.len() + others.len();
        let all = here.into_iter().chain(&others);
        let text =
            write_lines(all.map(|sitting| (&**sitting.session.article(), sitting.session.set())));
        let name = file_name_of_many(count, today(&clock::now()));
        if !unread.is_empty() {
            self.tell_error(
                format!(
                    "These articles could not be read, and are not in the file: {}.",
                    unread.join(", ")
                ),
                "The other articles are in it.",
            );
        }
        self.hand_out(ctx, &name, JSON_LINES, &text)
    }
}

/// The day of a time in RFC 3339.
fn today(now: &str) -> &str {
    now.get(..10).unwrap_or("")
}
