//! The storage: opening it, opening articles, writing, and getting along with other tabs.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use yew::Context;
use yew::html::Scope;

use crate::app::action::{ImportResult, Problem, Sheet, ShellAction};
use crate::app::address::Address;
use crate::app::root::keys::KEYS_SETTING;
use crate::app::root::{Msg, Opened, Root, Screen, Store};
use crate::app::sitting::Sitting;
use crate::app::storage::{
    Database, Fate, News, Report, StorageError, StoredArticle, Summary, latest_first,
};
use crate::app::{articles, clock, library};
use crate::format::read_entry;
use crate::session::Command;

/// The database's name.
const DATABASE: &str = "pressmark";
/// How long a deleted article can be brought back, in minutes.
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
                self.take_summaries(ctx, summaries);
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
        let gone: Vec<Summary> = summaries
            .iter()
            .filter(|summary| is_long_deleted(summary))
            .cloned()
            .collect();
        let database = database.clone();
        spawn_local(async move {
            for Summary { id, deleted, .. } in gone {
                // It is tried again at the next start.
                let _ = database.remove(&id, Some(&deleted)).await;
            }
        });
    }

    /// Takes the lists as they are stored, with what is only in this tab.
    pub(super) fn take_summaries(&mut self, ctx: &Context<Self>, stored: Vec<Summary>) -> bool {
        let open = match &self.screen {
            Screen::Article(sitting) => Some(sitting.summary.id.clone()),
            _ => None,
        };
        let was_there = open.filter(|id| !self.is_deleted(id));
        let in_memory = self.summaries.iter().chain(&*self.deleted).filter(|known| {
            self.parked.contains_key(&known.id)
                && stored.iter().all(|summary| summary.id != known.id)
        });
        let all = stored.iter().chain(in_memory).cloned();
        // What this tab has decided of an article may be on its way to the device.
        let all = all.filter_map(|summary| match self.writer.fate(&summary.id) {
            Some(Fate::Removed) => None,
            Some(Fate::Deleted(deleted)) => Some(Summary { deleted, ..summary }),
            Some(Fate::Kept) => Some(Summary {
                deleted: "".into(),
                ..summary
            }),
            None => Some(summary),
        });
        let (listed, mut deleted): (Vec<_>, Vec<_>) =
            all.partition(|summary| summary.deleted.is_empty());
        deleted.retain(|summary| !is_long_deleted(summary));
        self.list(listed, deleted);
        self.list_open_article();
        if let Some(id) = was_there.filter(|id| self.is_deleted(id)) {
            self.tell_deleted(ctx, &id);
        }
        true
    }

    /// Sets the lists, each with what was changed last first.
    fn list(&mut self, mut listed: Vec<Summary>, mut deleted: Vec<Summary>) {
        latest_first(&mut listed);
        latest_first(&mut deleted);
        self.summaries = listed.into();
        self.deleted = deleted.into();
    }

    /// Whether there is an article of this id, deleted ones included.
    pub(super) fn has(&self, id: &str) -> bool {
        let mut known = self.summaries.iter().chain(&*self.deleted);
        known.any(|summary| *summary.id == *id)
    }

    pub(super) fn is_deleted(&self, id: &str) -> bool {
        self.deleted.iter().any(|summary| *summary.id == *id)
    }

    /// Brings the open article's line of the list up to date.
    pub(super) fn list_open_article(&mut self) {
        let Screen::Article(sitting) = &self.screen else {
            return;
        };
        let own = &sitting.summary;
        if self.is_deleted(&own.id) {
            return;
        }
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

    /// An article that is worked on is no deleted one, whoever has deleted it. Its next entry brings it back.
    pub(super) fn keep_open_article(&mut self) {
        if let Screen::Article(sitting) = &self.screen
            && self.is_deleted(&sitting.summary.id)
        {
            let id = sitting.summary.id.clone();
            self.deleted = without(&self.deleted, &id).into();
        }
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
                    let read = sitting.summary.read;
                    self.screen = Screen::Article(sitting);
                    self.go_to_wanted_span(ctx);
                    if !read {
                        self.ask_engine(None);
                    }
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
            if self.writer.is_unsaved_of(&sitting.summary.id) {
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
                    if self.is_deleted(id) {
                        self.tell_deleted(ctx, id);
                    }
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
                if !self.writer.is_unsaved_of(&article) {
                    self.parked.remove(&article);
                }
                self.settle_saving();
                true
            }
            Report::Failed(error) => {
                self.tell_not_saved(&error);
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

    /// Lets go of «Not saved» once nothing fails any more.
    fn settle_saving(&mut self) {
        if !self.writer.is_failing() {
            self.forget_not_saved();
        }
    }

    /// Another tab was first. What this tab has not written stays with the writer until it is known where it goes.
    pub(super) fn overtaken(
        &mut self,
        ctx: &Context<Self>,
        id: &Rc<str>,
        stored: Result<Option<StoredArticle>, StorageError>,
    ) -> bool {
        match stored {
            Err(error) => self.tell_not_saved(&error),
            Ok(_) if self.writer.is_new(id) => self.give_own_id(ctx, id),
            Ok(None) => self.store_anew(ctx, id),
            Ok(Some(stored)) => self.go_behind(ctx, id, stored),
        }
        true
    }

    /// The sitting at an article that is open, or was left before everything was written.
    fn sitting_at(&mut self, id: &str) -> Option<&mut Sitting> {
        match &mut self.screen {
            Screen::Article(open) if *open.summary.id == *id => Some(open),
            _ => self.parked.get_mut(id).map(|sitting| &mut **sitting),
        }
    }

    /// A new article whose id another tab has given to another one, by an import, gets one of its own.
    fn give_own_id(&mut self, ctx: &Context<Self>, id: &Rc<str>) {
        let own: Rc<str> = clock::fresh_id().into();
        let Some(sitting) = self.sitting_at(id) else {
            return;
        };
        sitting.summary.id = own.clone();
        let summary = sitting.summary.clone();
        match self.parked.remove(id) {
            Some(sitting) => drop(self.parked.insert(own.clone(), sitting)),
            None => Address::Article(own.to_string(), None).take_place(),
        }
        if let Some(Sheet::Imported(result)) = &self.sheet {
            let mut result = ImportResult::clone(result);
            for (listed, _) in &mut result.articles {
                if listed == id {
                    *listed = own.clone();
                }
            }
            self.sheet = Some(Sheet::Imported(Rc::new(result)));
        }
        let mut listed = without(&self.summaries, id);
        listed.push(summary);
        self.list(listed, self.deleted.to_vec());
        self.writer.rename(id, &own);
        self.read_summaries(ctx);
    }

    /// An article that another tab has removed while this one worked on it is stored once more, as it is here.
    fn store_anew(&mut self, ctx: &Context<Self>, id: &Rc<str>) {
        let Some(old) = self.sitting_at(id) else {
            return;
        };
        old.note_place();
        let Ok((mut sitting, base)) = library::afresh(old) else {
            return;
        };
        sitting.session.carry_over(Vec::new(), &old.session);
        sitting.follow_old(old);
        *old = sitting;
        let summary = old.summary.clone();
        self.writer.take(id);
        self.writer.create(summary, base);
        self.note(
            ctx,
            "This article was deleted for good in another tab. It is back, because you went on with it.",
            "What was done before can no longer be undone.",
            None,
        );
        self.list_open_article();
    }

    /// The article is built anew with the other tab's changes, and this tab's come after them.
    fn go_behind(&mut self, ctx: &Context<Self>, id: &Rc<str>, stored: StoredArticle) {
        let (mut sitting, problems) = match library::reopen(stored) {
            Ok(reopened) => reopened,
            Err(error) => {
                self.tell_error(
                    format!("Not saved. What another tab has stored of this article cannot be read: {error}"),
                    "Your work stays in this tab. Export it.",
                );
                return;
            }
        };
        let writer = self.writer.clone();
        let Some(old) = self.sitting_at(id) else {
            return;
        };
        old.note_place();
        let unsaved = writer.take(id).into_iter();
        let carried = sitting
            .session
            .carry_over(unsaved.map(|own| own.entry).collect(), &old.session);
        sitting.follow_old(old);
        for (at, action) in carried.kept {
            let unsaved = sitting.enter(action, &at);
            writer.append(sitting.summary.clone(), unsaved);
        }
        *old = sitting;
        self.tell_journal_problems(&problems);
        if carried.lost.is_empty() {
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
                    carried.lost.join(", ")
                ),
                "Look at it as it is now, and make your change again if it is still wanted.",
            );
        }
        self.list_open_article();
        let is_open = matches!(&self.screen, Screen::Article(open) if open.summary.id == *id);
        if carried.ask_engine && is_open {
            self.ask_engine(None);
        }
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
                if *sitting.summary.id == *news.article
                    && !self.writer.is_unsaved_of(&news.article) =>
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
        if sitting.summary.id != *id || self.writer.is_unsaved_of(id) {
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

    /// Reads the list of articles once more.
    fn read_summaries(&self, ctx: &Context<Self>) {
        if let Store::Open(database) = &self.store {
            let (link, database) = (ctx.link().clone(), database.clone());
            spawn_local(async move {
                if let Ok(summaries) = database.summaries().await {
                    link.send_message(Msg::Summaries(summaries));
                }
            });
        }
    }

    /// Says that the open article is a deleted one, and offers to bring it back.
    fn tell_deleted(&mut self, ctx: &Context<Self>, id: &Rc<str>) {
        let way_back = ("Bring it back".into(), ShellAction::Restore(id.clone()));
        self.note(
            ctx,
            "This article was deleted.",
            "It also comes back if you change it.",
            Some(way_back),
        );
    }

    /// Marks an article as deleted.
    pub(super) fn delete(&mut self, ctx: &Context<Self>, id: &Rc<str>) -> bool {
        let Some(summary) = self.summaries.iter().find(|summary| summary.id == *id) else {
            return false;
        };
        let title = articles::title_of(summary);
        let now: Rc<str> = clock::now().into();
        let summary = Summary {
            deleted: now.clone(),
            ..summary.clone()
        };
        if matches!(&self.screen, Screen::Article(sitting) if sitting.summary.id == *id) {
            self.leave();
            Address::Start.go();
        }
        let mut deleted = without(&self.deleted, id);
        deleted.push(summary);
        self.list(without(&self.summaries, id), deleted);
        self.writer.decide(id, Fate::Deleted(now));
        self.settle_saving();
        let way_back = ("Undo".into(), ShellAction::Restore(id.clone()));
        self.note(ctx, format!("«{title}» was deleted."), "", Some(way_back));
        true
    }

    /// Takes a deletion back.
    pub(super) fn restore(&mut self, id: &Rc<str>) -> bool {
        let Some(summary) = self.deleted.iter().find(|summary| summary.id == *id) else {
            return false;
        };
        let mut listed = without(&self.summaries, id);
        listed.push(Summary {
            deleted: "".into(),
            ..summary.clone()
        });
        self.list(listed, without(&self.deleted, id));
        self.writer.decide(id, Fate::Kept);
        self.drop_offers_of(id);
        self.say("It is back.");
        true
    }

    /// Removes a deleted article for good.
    pub(super) fn remove(&mut self, id: &Rc<str>) -> bool {
        self.deleted = without(&self.deleted, id).into();
        self.parked.remove(id);
        self.writer.decide(id, Fate::Removed);
        self.settle_saving();
        self.drop_offers_of(id);
        self.say("It is gone for good.");
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

/// The summaries but that of one article.
fn without(summaries: &[Summary], id: &str) -> Vec<Summary> {
    let others = summaries.iter().filter(|summary| *summary.id != *id);
    others.cloned().collect()
}

/// Whether an article was deleted so long ago that it cannot be brought back any more.
fn is_long_deleted(summary: &Summary) -> bool {
    clock::minutes_since(&summary.deleted).is_some_and(|minutes| minutes > KEEP_DELETED_MINUTES)
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
