//! The storage: opening it, opening articles, writing, and getting along with other tabs.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use yew::Context;
use yew::html::Scope;

use crate::app::action::{Problem, ShellAction};
use crate::app::address::Address;
use crate::app::root::keys::KEYS_SETTING;
use crate::app::root::{Msg, Opened, Root, Screen, Store};
use crate::app::sitting::Sitting;
use crate::app::storage::{
    Database, News, Report, StorageError, StoredArticle, Summary, latest_first,
};
use crate::app::{articles, clock, library};
use crate::format::{Action, Entry, read_entry};
use crate::session::{Command, Renaming};

/// The database's name.
const DATABASE: &str = "pressmark";
/// How long a deleted article can be taken back after the page was left, in minutes.
const KEEP_DELETED_MINUTES: f64 = 60.0;

impl Root {
    /// Opens the storage in the background; the page does not wait for it.
    pub(super) fn open_storage(link: &Scope<Root>) {
        let link = link.clone();
        spawn_local(async move {
            let opened = async {
                let database = Database::open(DATABASE).await?;
                let summaries = database.summaries().await?;
                let keys = database.setting(KEYS_SETTING).await?;
                Ok(Opened {
                    database,
                    summaries,
                    keys,
                })
            };
            link.send_message(Msg::StorageOpen(opened.await));
        });
    }

    pub(super) fn storage_open(
        &mut self,
        ctx: &Context<Self>,
        opened: Result<Opened, StorageError>,
    ) -> bool {
        match opened {
            Ok(Opened {
                database,
                summaries,
                keys,
            }) => {
                self.store = Store::Open(database.clone());
                self.writer.attach(database.clone());
                if let Some(keys) = keys {
                    self.take_keys(&keys);
                }
                self.remove_long_deleted(&database, &summaries);
                self.take_summaries(summaries);
                if let Screen::Opening(id) = &self.screen {
                    let id = id.clone();
                    self.load(ctx, id);
                }
            }
            Err(error) => {
                if matches!(self.screen, Screen::Opening(_)) {
                    self.screen = Screen::Missing;
                }
                self.tell_error(error.to_string(), error.hint());
                self.store = Store::Closed(error);
            }
        }
        true
    }

    fn remove_long_deleted(&self, database: &Database, summaries: &[Summary]) {
        let gone: Vec<Rc<str>> = summaries
            .iter()
            .filter(|summary| {
                clock::minutes_since(&summary.deleted)
                    .is_some_and(|minutes| minutes > KEEP_DELETED_MINUTES)
            })
            .map(|summary| summary.id.clone())
            .collect();
        let database = database.clone();
        spawn_local(async move {
            for id in gone {
                // It is tried again at the next start.
                let _ = database.remove(&id).await;
            }
        });
    }

    /// Takes the list as it is stored, and adds what is only in this tab.
    pub(super) fn take_summaries(&mut self, stored: Vec<Summary>) -> bool {
        let in_memory = self.summaries.iter().filter(|known| {
            self.parked.contains_key(&known.id)
                && stored.iter().all(|summary| summary.id != known.id)
        });
        let mut summaries: Vec<Summary> = stored
            .iter()
            .filter(|summary| summary.deleted.is_empty())
            .chain(in_memory)
            .cloned()
            .collect();
        latest_first(&mut summaries);
        self.summaries = summaries.into();
        self.list_open_article();
        true
    }

    /// Brings the open article's line of the list up to date.
    pub(super) fn list_open_article(&mut self) {
        let Screen::Article(sitting) = &self.screen else {
            return;
        };
        let own = &sitting.summary;
        let is_same = |listed: &Summary| {
            listed.id == own.id
                && listed.title == own.title
                && (listed.reviewed, listed.total) == (own.reviewed, own.total)
                && listed.updated.get(..16) == own.updated.get(..16)
        };
        if self.summaries.first().is_some_and(is_same) {
            return;
        }
        let others = self
            .summaries
            .iter()
            .filter(|summary| summary.id != own.id)
            .cloned();
        let mut summaries: Vec<Summary> = std::iter::once(own.clone()).chain(others).collect();
        latest_first(&mut summaries);
        self.summaries = summaries.into();
    }

    /// Has the open article's summary written.
    pub(super) fn keep_summary(&mut self) {
        if let Screen::Article(sitting) = &self.screen {
            self.writer.summary(sitting.summary.clone());
        }
        self.list_open_article();
    }

    pub(super) fn scrolled(&mut self, paragraph: usize) -> bool {
        if let Screen::Article(sitting) = &mut self.screen
            && sitting.summary.place.paragraph != paragraph
        {
            sitting.summary.place.paragraph = paragraph;
            self.writer.summary(sitting.summary.clone());
        }
        false
    }

    /// Goes where the address leads.
    pub(super) fn follow_address(&mut self, ctx: &Context<Self>) -> bool {
        match Address::current() {
            Address::Start => {
                self.leave();
                self.screen = Screen::Start;
            }
            Address::Article(id, span) => {
                let is_open =
                    matches!(&self.screen, Screen::Article(sitting) if *sitting.summary.id == *id);
                self.wanted_span = span;
                if is_open {
                    self.go_to_wanted_span(ctx);
                    return true;
                }
                self.leave();
                let id: Rc<str> = id.into();
                if let Some(sitting) = self.parked.remove(&id) {
                    self.screen = Screen::Article(sitting);
                    self.go_to_wanted_span(ctx);
                } else {
                    self.screen = Screen::Opening(id.clone());
                    self.load(ctx, id);
                }
            }
        }
        self.sheet = None;
        true
    }

    /// Leaves the screen. An article that the device did not take is kept in the tab.
    fn leave(&mut self) {
        let screen = std::mem::replace(&mut self.screen, Screen::Start);
        // What a key wanted of the workbench that goes is no wish for the next one.
        self.handed_down = None;
        if let Screen::Article(mut sitting) = screen {
            sitting.run = None;
            if self.writer.is_unsaved() {
                self.parked.insert(sitting.summary.id.clone(), sitting);
            }
        }
    }

    fn load(&mut self, ctx: &Context<Self>, id: Rc<str>) {
        match &self.store {
            Store::Open(database) => {
                let (link, database) = (ctx.link().clone(), database.clone());
                spawn_local(async move {
                    let stored = database.article(&id).await;
                    link.send_message(Msg::Loaded(id, stored));
                });
            }
            // It is loaded once the storage is open.
            Store::Opening => {}
            Store::Closed(_) => self.screen = Screen::Missing,
        }
    }

    pub(super) fn loaded(
        &mut self,
        ctx: &Context<Self>,
        id: &Rc<str>,
        stored: Result<Option<StoredArticle>, StorageError>,
    ) -> bool {
        if !matches!(&self.screen, Screen::Opening(opening) if opening == id) {
            return false;
        }
        match stored {
            Ok(Some(stored)) => match library::reopen(stored) {
                Ok((mut sitting, problems)) => {
                    sitting.restore_place(&clock::now());
                    let read = sitting.summary.read;
                    self.open(sitting);
                    self.tell_journal_problems(&problems);
                    self.go_to_wanted_span(ctx);
                    if !read {
                        self.ask_engine(None);
                    }
                }
                Err(error) => {
                    self.screen = Screen::Missing;
                    self.tell_error(
                        format!("The stored article cannot be read. {error}"),
                        error.hint(),
                    );
                }
            },
            Ok(None) => self.screen = Screen::Missing,
            Err(error) => {
                self.screen = Screen::Missing;
                self.tell_error(error.to_string(), error.hint());
            }
        }
        true
    }

    fn tell_journal_problems(&mut self, problems: &[Problem]) {
        if let Some(first) = problems.first() {
            self.tell_error(
                format!(
                    "{} of this article's changes could not be read, the first because: {}",
                    problems.len(),
                    first.text
                ),
                "What could be read is shown. Export the article to be on the safe side.",
            );
        }
    }

    /// Keeps an article in the tab that the device may not have taken yet.
    pub(super) fn park(&mut self, sitting: Sitting) {
        self.parked
            .insert(sitting.summary.id.clone(), Box::new(sitting));
    }

    fn open(&mut self, sitting: Sitting) {
        self.screen = Screen::Article(Box::new(sitting));
        self.list_open_article();
    }

    /// Opens a new article, has it stored, and lets the engine read it.
    pub(super) fn open_new(&mut self, sitting: Sitting, base: Rc<str>) {
        self.leave();
        let read = sitting.summary.read;
        let address = Address::Article(sitting.summary.id.to_string(), None);
        self.writer.create(sitting.summary.clone(), base);
        self.open(sitting);
        self.sheet = None;
        address.go();
        if !read {
            self.ask_engine(None);
        }
        ask_to_persist();
    }

    fn go_to_wanted_span(&mut self, ctx: &Context<Self>) {
        if let Some(span) = self.wanted_span.take()
            && matches!(self.screen, Screen::Article(_))
        {
            self.run(ctx, Command::Select(span));
        }
    }

    /// Takes note of how a write went.
    pub(super) fn stored(&mut self, ctx: &Context<Self>, report: Report) -> bool {
        match report {
            Report::Saved { article, seq } => {
                if let (Some(channel), Some(seq)) = (&self.channel, seq) {
                    channel.tell(&article, seq);
                }
                self.failed = None;
                if !self.writer.is_unsaved() {
                    self.parked.clear();
                }
                true
            }
            Report::Failed(error) => {
                let way_out = error
                    .may_pass()
                    .then(|| ("Try again".into(), ShellAction::RetrySaving));
                self.tell_error_with(format!("Not saved. {error}"), error.hint(), way_out);
                self.failed = Some(error);
                true
            }
            Report::Taken { article } => {
                if let Store::Open(database) = &self.store {
                    let (link, database) = (ctx.link().clone(), database.clone());
                    spawn_local(async move {
                        let stored = database.article(&article).await;
                        link.send_message(Msg::Overtaken(article, stored));
                    });
                }
                false
            }
        }
    }

    /// Another tab was first: the article is built anew with its changes, and this tab's come after them.
    pub(super) fn overtaken(
        &mut self,
        ctx: &Context<Self>,
        id: &Rc<str>,
        stored: Result<Option<StoredArticle>, StorageError>,
    ) -> bool {
        let stored = match stored {
            Ok(Some(stored)) => stored,
            Ok(None) => return false,
            Err(error) => {
                self.tell_error(format!("Not saved. {error}"), error.hint());
                self.failed = Some(error);
                return true;
            }
        };
        let now = clock::now();
        let unsaved = self.writer.take(id);
        let Ok((mut sitting, problems)) = library::reopen(stored) else {
            return false;
        };
        self.tell_journal_problems(&problems);
        let mut lost = Vec::new();
        let mut renaming = Renaming::default();
        for own in unsaved {
            match own.entry.action {
                // Undo is about the last step, which is now another one.
                Action::Undo | Action::Redo => lost.push("an undo".to_owned()),
                action => {
                    let action = renaming.renamed(&action, sitting.session.set());
                    let title = title_of(&action);
                    let entry = Entry {
                        seq: 0,
                        at: own.entry.at.clone(),
                        action: action.clone(),
                    };
                    if sitting.session.adopt(vec![entry]).is_ok() {
                        let unsaved = sitting.enter(action, &own.entry.at);
                        self.writer.append(sitting.summary.clone(), unsaved);
                    } else {
                        lost.push(title);
                    }
                }
            }
        }
        if let Screen::Article(open) = &mut self.screen
            && open.summary.id == *id
        {
            open.note_place();
            sitting.summary.place = open.summary.place.clone();
            sitting.corrections = open.corrections.clone();
            sitting.run = open.run;
            sitting.before_run = open.before_run;
            sitting.restore_place(&now);
            sitting.start_at = open.start_at;
            sitting.look_anew();
            **open = sitting;
        }
        if lost.is_empty() {
            self.note(
                ctx,
                "This article was changed in another tab too. Both tabs' changes are kept.",
                "",
                None,
            );
        } else {
            self.tell_error(
                format!(
                    "Another tab changed the same, so this was not kept: {}.",
                    lost.join(", ")
                ),
                "Look at it as it is now, and make your change again if it is still wanted.",
            );
        }
        self.list_open_article();
        true
    }

    /// Another tab has written.
    pub(super) fn hear(&mut self, ctx: &Context<Self>, news: News) -> bool {
        let Store::Open(database) = &self.store else {
            return false;
        };
        let (link, database) = (ctx.link().clone(), database.clone());
        let behind = match &self.screen {
            // What this tab has yet to write meets the other's entries when it is written.
            Screen::Article(sitting)
                if *sitting.summary.id == *news.article && !self.writer.is_unsaved() =>
            {
                (news.seq > sitting.summary.seq).then_some(sitting.summary.seq)
            }
            _ => None,
        };
        spawn_local(async move {
            if let Some(seq) = behind
                && let Ok(lines) = database.journal_after(&news.article, seq).await
            {
                link.send_message(Msg::Foreign(news.article.into(), lines));
            }
            if let Ok(summaries) = database.summaries().await {
                link.send_message(Msg::Summaries(summaries));
            }
        });
        false
    }

    /// Takes in what another tab has added to the journal.
    pub(super) fn adopt(&mut self, ctx: &Context<Self>, id: &Rc<str>, lines: &[String]) -> bool {
        let Screen::Article(sitting) = &mut self.screen else {
            return false;
        };
        if sitting.summary.id != *id || self.writer.is_unsaved() {
            return false;
        }
        let mut next = sitting.summary.seq + 1;
        let mut entries = Vec::new();
        for entry in lines
            .iter()
            .map_while(|line| read_entry(line, sitting.session.article()).ok())
        {
            // Entries that came twice are left out, and those after a missing one wait for it.
            if entry.seq == next {
                next += 1;
                entries.push(entry);
            }
        }
        if entries.is_empty() {
            return false;
        }
        match sitting.adopt(entries) {
            Ok(change) => {
                self.say(&change.say);
                self.list_open_article();
                self.note(
                    ctx,
                    "Changed in another tab; you see it as it is now.",
                    "",
                    None,
                );
            }
            Err(_) => self.tell_error(
                "Another tab changed this article, and that could not be shown here.",
                "Load the page again to see it as it is now.",
            ),
        }
        true
    }

    /// Marks an article as deleted, or no more.
    pub(super) fn delete(&mut self, ctx: &Context<Self>, id: &Rc<str>) -> bool {
        let Some(mut summary) = self
            .summaries
            .iter()
            .find(|summary| summary.id == *id)
            .cloned()
        else {
            return false;
        };
        let title = articles::title_of(&summary);
        summary.deleted = clock::now().into();
        if matches!(&self.screen, Screen::Article(sitting) if sitting.summary.id == *id) {
            if let Screen::Article(sitting) = &self.screen {
                summary.seq = sitting.summary.seq;
                summary.place = sitting.summary.place.clone();
                summary.read = sitting.summary.read;
            }
            self.leave();
            Address::Start.go();
        }
        self.summaries = self
            .summaries
            .iter()
            .filter(|listed| listed.id != *id)
            .cloned()
            .collect();
        self.writer.summary(summary.clone());
        self.deleted.insert(id.clone(), summary);
        let way_back = ("Undo".into(), ShellAction::Restore(id.clone()));
        self.note(ctx, format!("«{title}» was deleted."), "", Some(way_back));
        true
    }

    /// Takes a deletion back.
    pub(super) fn restore(&mut self, id: &Rc<str>) -> bool {
        let Some(mut summary) = self.deleted.remove(id) else {
            return false;
        };
        summary.deleted = Rc::from("");
        let mut summaries: Vec<Summary> = self
            .summaries
            .iter()
            .cloned()
            .chain([summary.clone()])
            .collect();
        latest_first(&mut summaries);
        self.summaries = summaries.into();
        self.writer.summary(summary);
        self.say("It is back.");
        true
    }

    /// Keeps a setting, where anything can be kept.
    pub(super) fn keep_setting(&self, name: &'static str, value: String) {
        if let Store::Open(database) = &self.store {
            let database = database.clone();
            spawn_local(async move {
                // A setting that is not kept lasts as long as the page: nothing worth a message.
                let _ = database.set_setting(name, &value).await;
            });
        }
    }
}

fn title_of(action: &Action) -> String {
    match action {
        Action::Do { title, .. } => title.to_string(),
        Action::Engine { .. } => "some proposals".to_owned(),
        Action::Undo | Action::Redo => "an undo".to_owned(),
    }
}

/// Asks the browser not to throw the articles away when room gets scarce. It may say no, and nothing depends on it.
fn ask_to_persist() {
    let Some(navigator) = web_sys::window().map(|window| window.navigator()) else {
        return;
    };
    // Missing where the page does not come over a safe connection.
    let storage = js_sys::Reflect::get(&navigator, &"storage".into())
        .ok()
        .and_then(|storage| storage.dyn_into::<web_sys::StorageManager>().ok());
    if let Some(promise) = storage.and_then(|storage| storage.persist().ok()) {
        spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        });
    }
}
