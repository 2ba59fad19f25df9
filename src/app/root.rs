//! The root: owns the session, alone runs commands, and hands plain data down.
//!
//! In come commands, wishes, and answers from storage and engine, as messages; out goes the page. What a message does
//! stands in the files of `root/`, one for each part of the world that it concerns.

mod coming_in;
mod engine_news;
mod going_out;
mod keys;
mod storing;
mod telling;

use std::collections::BTreeMap;
use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::annotation::Id;
use crate::app::action::{Letters, Sheet, ShellAction};
use crate::app::address::Address;
use crate::app::clock;
use crate::app::dialogs::{DetailsSheet, ExportSheet, HelpSheet, ImportSheet};
use crate::app::engine::{Engine, EngineNews};
use crate::app::header::{Header, OpenArticle, Saved};
use crate::app::listener::{AfterPaint, Listener, Timer};
use crate::app::messages::{Message, Messages};
use crate::app::paste::Content;
use crate::app::sitting::Sitting;
use crate::app::start::Start;
use crate::app::storage::{
    Channel, Database, News, Report, StorageError, StoredArticle, Summary, Writer,
};
use crate::app::theme::Theme;
use crate::app::workbench::{Workbench, list_has_focus, text_has_focus};
use crate::article::PasteError;
use crate::session::{Change, Command, KeyMap, Overrides, PageAction, Refusal, hints};

/// All that can happen to the page.
pub enum Msg {
    /// The person means something of the article.
    Command(Command),
    /// A key or button of the workbench means something of the page.
    Page(PageAction),
    /// The person wishes something of the shell.
    Act(ShellAction),
    /// The pointer is over an annotation, or over none.
    Hover(Option<Id>),
    /// A link's target is looked for by these words.
    FindTarget(AttrValue),
    /// The text has been painted; what stands beside it may follow.
    Beside,
    /// Scrolling came to rest with this paragraph at the top.
    Scrolled(usize),
    /// The address changed.
    AddressChanged,
    /// A file is dragged over the page, or no more.
    DragOver(Dragged),
    /// The first paint is over.
    Painted,
    /// A note has been seen for long enough.
    NoteSeen(u32),
    /// The storage is open, or cannot be.
    StorageOpen(Result<Opened, StorageError>),
    /// The list of articles as it is stored now.
    Summaries(Vec<Summary>),
    /// An article as it is stored.
    Loaded(Rc<str>, Result<Option<StoredArticle>, StorageError>),
    /// How a write went.
    Stored(Report),
    /// Another tab has written.
    News(News),
    /// What another tab has added to the open article's journal.
    Foreign(Rc<str>, Vec<String>),
    /// The open article as it is stored, after another tab was first.
    Overtaken(Rc<str>, Result<Option<StoredArticle>, StorageError>),
    /// A file was read.
    FileRead(String, Result<Content, PasteError>),
    /// A sample arrived, or did not.
    SampleRead(Option<String>),
    /// All articles as they are stored, to be exported.
    AllLoaded(Result<Vec<StoredArticle>, StorageError>),
    /// The clipboard has the text, or refused it.
    Copied(Result<(), String>),
    /// The engine has something to say.
    Engine(EngineNews),
    /// The window is about to be closed.
    Closing(web_sys::Event),
    /// A key was pressed.
    Key(web_sys::Event),
    /// What was typed when the person asked for saving has been dealt with.
    SayWhetherSaved,
}

/// Whether something is dragged over the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Dragged {
    /// A file or text is over the page.
    Over,
    /// Nothing is.
    Away,
}

/// What opening the storage brought.
pub struct Opened {
    database: Database,
    summaries: Vec<Summary>,
    keys: Option<String>,
}

/// The screen.
enum Screen {
    /// The start screen.
    Start,
    /// An article is being loaded.
    Opening(Rc<str>),
    /// An article.
    Article(Box<Sitting>),
    /// There is no such article.
    Missing,
}

/// Whether the browser keeps anything.
enum Store {
    /// It is being opened.
    Opening,
    /// It is open.
    Open(Database),
    /// It cannot be had.
    Closed(StorageError),
}

/// The whole page.
pub struct Root {
    screen: Screen,
    store: Store,
    writer: Writer,
    channel: Option<Channel>,
    engine: Engine,
    summaries: Rc<[Summary]>,
    /// Articles that were left while the device did not take them.
    parked: BTreeMap<Rc<str>, Box<Sitting>>,
    /// What was deleted and can be brought back, the last one first.
    deleted: Rc<[Summary]>,
    /// The annotation to select when the article is there.
    wanted_span: Option<Id>,
    sheet: Option<Sheet>,
    messages: Rc<[Message]>,
    note_timer: Option<Timer>,
    offer_timer: Option<Timer>,
    next_message: u32,
    said: (u32, AttrValue),
    theme: Theme,
    keys: Rc<KeyMap>,
    letters: Letters,
    overrides: Overrides,
    /// What the workbench itself must do, counted.
    handed_down: Option<(u32, PageAction)>,
    dragged: Dragged,
    file_input: NodeRef,
    /// Waits until the text is painted.
    beside: Option<AfterPaint>,
    calls: Calls,
    _listeners: Vec<Listener>,
}

/// The callbacks handed down, made once: a new one each time would make every child draw again.
struct Calls {
    send: Callback<Command>,
    page: Callback<PageAction>,
    act: Callback<ShellAction>,
    hover: Callback<Option<Id>>,
    find_target: Callback<AttrValue>,
    scrolled: Callback<usize>,
}

impl Component for Root {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link();
        let screen = match Address::current() {
            Address::Start => Screen::Start,
            Address::Article(id, _) => Screen::Opening(id.into()),
        };
        let wanted_span = match Address::current() {
            Address::Article(_, span) => span,
            Address::Start => None,
        };
        let theme = Theme::kept();
        theme.apply();
        Root::open_storage(link);
        Root {
            screen,
            store: Store::Opening,
            writer: Writer::new(link.callback(Msg::Stored)),
            channel: Channel::open(link.callback(Msg::News)),
            engine: Engine::new(link.callback(Msg::Engine)),
            summaries: Rc::from([]),
            parked: BTreeMap::new(),
            deleted: Rc::from([]),
            wanted_span,
            sheet: None,
            messages: Rc::from([]),
            note_timer: None,
            offer_timer: None,
            next_message: 0,
            said: (0, AttrValue::default()),
            theme,
            keys: Rc::default(),
            letters: Letters::On,
            overrides: Overrides::default(),
            handed_down: None,
            dragged: Dragged::Away,
            file_input: NodeRef::default(),
            beside: None,
            calls: Calls {
                send: link.callback(Msg::Command),
                page: link.callback(Msg::Page),
                act: link.callback(Msg::Act),
                hover: link.callback(Msg::Hover),
                find_target: link.callback(Msg::FindTarget),
                scrolled: link.callback(Msg::Scrolled),
            },
            _listeners: Root::listen(link),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Command(command) => self.run(ctx, command),
            Msg::Page(action) => self.page_action(ctx, action),
            Msg::Act(wish) => self.act(ctx, wish),
            Msg::Hover(id) => self.sitting().is_some_and(|sitting| sitting.hover(id)),
            Msg::FindTarget(words) => {
                if let Some(sitting) = self.sitting() {
                    sitting.find_target(words);
                }
                true
            }
            Msg::Beside => self.catch_up(),
            Msg::Scrolled(paragraph) => self.scrolled(paragraph),
            Msg::AddressChanged => self.follow_address(ctx),
            Msg::DragOver(dragged) => std::mem::replace(&mut self.dragged, dragged) != dragged,
            Msg::Painted => {
                self.engine.start();
                false
            }
            Msg::NoteSeen(id) => self.dismiss(id),
            Msg::StorageOpen(opened) => self.storage_open(ctx, opened),
            Msg::Summaries(summaries) => self.take_summaries(ctx, summaries),
            Msg::Loaded(id, stored) => self.loaded(ctx, &id, stored),
            Msg::Stored(report) => self.stored(ctx, report),
            Msg::News(news) => self.hear(ctx, news),
            Msg::Foreign(id, lines) => self.adopt(ctx, &id, &lines),
            Msg::Overtaken(id, stored) => self.overtaken(ctx, &id, stored),
            Msg::FileRead(name, content) => self.file_read(ctx, name, content),
            Msg::SampleRead(text) => self.sample_read(ctx, text),
            Msg::AllLoaded(stored) => self.download_all(ctx, stored),
            Msg::Copied(outcome) => self.copied(ctx, outcome),
            Msg::Engine(news) => self.engine_news(news),
            Msg::Key(event) => self.pressed(ctx, &event),
            Msg::SayWhetherSaved => self.say_whether_saved(ctx),
            Msg::Closing(event) => {
                self.closing(&event);
                false
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let act = self.calls.act.clone();
        let open = match &self.screen {
            Screen::Article(sitting) => Some(OpenArticle {
                title: title(sitting),
                progress: sitting.views.progress,
                undo: sitting
                    .session
                    .undo_title()
                    .map(|title| AttrValue::from(title.to_owned())),
                redo: sitting
                    .session
                    .redo_title()
                    .map(|title| AttrValue::from(title.to_owned())),
            }),
            _ => None,
        };
        let onchange = ctx.link().batch_callback(|event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let files = input.files()?;
            let files = (0..files.length())
                .filter_map(|index| files.get(index))
                .collect();
            // So that the same file can be chosen again.
            input.set_value("");
            Some(Msg::Act(ShellAction::ReadFiles(files)))
        });
        html! {
            <>
                <Header article={open} saved={self.saved()} theme={self.theme} send={self.calls.send.clone()} act={act.clone()} />
                { self.view_screen() }
                { self.view_sheet() }
                <Messages messages={self.messages.clone()} said={self.said.clone()} act={act} />
                <input ref={self.file_input.clone()} type="file" class="aloud" tabindex="-1" aria-hidden="true" multiple=true {onchange} />
                if self.dragged == Dragged::Over {
                    <div class="drop-here" aria-hidden="true">{ "Drop to open" }</div>
                }
            </>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            // Two turns of the event loop: after the first paint, so that the engine's download never stands in its way.
            let painted = ctx.link().callback(|()| Msg::Painted);
            let timer = Timer::after(0, move || {
                std::mem::forget(Timer::after(0, move || painted.emit(())));
            });
            std::mem::forget(timer);
        }
        self.name_the_window();
    }
}

impl Root {
    fn view_screen(&self) -> Html {
        let calls = &self.calls;
        match &self.screen {
            Screen::Start => {
                html! { <Start articles={self.summaries.clone()} deleted={self.deleted.clone()} act={calls.act.clone()} /> }
            }
            Screen::Opening(_) => html! { <main class="centre" aria-busy="true"></main> },
            Screen::Missing => html! {
                <main class="centre">
                    <h1>{ "This article is not here" }</h1>
                    <p>{ "It may have been deleted, or it was made in another browser or on another computer. Articles stay on the device they were made on." }</p>
                    <a class="button" href="#/">{ "To your articles" }</a>
                </main>
            },
            Screen::Article(sitting) => {
                let views = &sitting.views;
                html! {
                    <Workbench article={AttrValue::from(sitting.summary.id.clone())}
                        paragraphs={sitting.session.paragraphs().clone()}
                        selection={views.selection.clone()}
                        selected={sitting.session.selected().cloned()}
                        listed={views.listed.clone()}
                        mode={sitting.session.mode().clone()}
                        card={views.card.clone()}
                        list={views.list.clone()}
                        counts={views.counts.clone()}
                        progress={views.progress}
                        filter={views.filter.clone()}
                        registry={views.registry.clone()}
                        arcs={views.arcs.clone()}
                        link_targets={views.link_targets.clone()}
                        reveal={sitting.reveal.clone()}
                        start_at={sitting.start_at}
                        articles={self.summaries.clone()}
                        keys={self.keys.clone()}
                        send={calls.send.clone()}
                        hints={hints(&sitting.session, &self.keys)}
                        page_action={self.handed_down}
                        page={calls.page.clone()}
                        act={calls.act.clone()}
                        hover={calls.hover.clone()}
                        find_target={calls.find_target.clone()}
                        scrolled={calls.scrolled.clone()} />
                }
            }
        }
    }

    fn view_sheet(&self) -> Html {
        let calls = &self.calls;
        let act = calls.act.clone();
        match (&self.sheet, &self.screen) {
            (Some(Sheet::Help), _) => {
                html! { <HelpSheet keys={self.keys.clone()} letters={self.letters} {act} /> }
            }
            (Some(Sheet::Imported(result)), _) => {
                html! { <ImportSheet result={result.clone()} {act} /> }
            }
            (Some(Sheet::Export), Screen::Article(sitting)) => html! {
                <ExportSheet file={self.file_name(sitting)} annotations={sitting.summary.total}
                    proposals={sitting.summary.total - sitting.summary.reviewed} articles={self.summaries.len()} {act} />
            },
            (Some(Sheet::Details), Screen::Article(sitting)) => html! {
                <DetailsSheet metadata={sitting.metadata().clone()} corrections={sitting.corrections.clone()}
                    length={sitting.length()} send={calls.send.clone()} {act} />
            },
            _ => Html::default(),
        }
    }

    fn sitting(&mut self) -> Option<&mut Sitting> {
        match &mut self.screen {
            Screen::Article(sitting) => Some(sitting),
            _ => None,
        }
    }

    /// Runs a command and does what its change asks for.
    fn run(&mut self, ctx: &Context<Self>, command: Command) -> bool {
        let now = clock::now();
        let Some(sitting) = self.sitting() else {
            return false;
        };
        let is_undo = matches!(command, Command::Undo | Command::Redo);
        let before = sitting.session.selected().cloned();
        // While one works in the text it is painted first. What has the focus elsewhere must see at once what it did.
        let text_first = text_has_focus();
        let run = if text_first {
            sitting.run_ahead(command, &now)
        } else {
            sitting.run(command, &now)
        };
        match run {
            Ok(mut change) => {
                let selected = sitting.session.selected();
                let is_line = selected.is_some()
                    && selected != before.as_ref()
                    && change.journal.is_none()
                    && list_has_focus();
                // A screen reader reads the list's own line; twice would be once too many.
                if is_line {
                    change.say.clear();
                }
                self.follow(change, &now);
                if text_first {
                    self.follow_beside(ctx);
                } else {
                    self.list_open_article();
                }
                true
            }
            // Held keys reach the end of undo; a message for each would be noise.
            Err(Refusal::NoStep(_)) if is_undo => {
                self.say("Nothing more.");
                true
            }
            Err(refusal) => {
                self.refused(ctx, &refusal);
                true
            }
        }
    }

    /// Has a change stored, says it aloud, and asks the engine where it must look again.
    fn follow(&mut self, change: Change, now: &str) {
        if !change.say.is_empty() {
            self.say(&change.say);
        }
        let Screen::Article(sitting) = &mut self.screen else {
            return;
        };
        if let Some(action) = change.journal {
            sitting.note_place();
            let unsaved = sitting.enter(action, now);
            self.writer.append(sitting.summary.clone(), unsaved);
            self.keep_open_article();
        } else if sitting.note_place() {
            self.writer.summary(sitting.summary.clone());
        }
        if !change.ask_engine.is_empty() {
            self.ask_engine(Some(&change.ask_engine));
        }
    }

    /// Has what stands beside the text drawn once the text is painted.
    fn follow_beside(&mut self, ctx: &Context<Self>) {
        if self.beside.is_some() {
            return;
        }
        let painted = ctx.link().callback(|()| Msg::Beside);
        self.beside = AfterPaint::new(move || painted.emit(()));
        // Without frames, as in a page that is not seen, at once.
        if self.beside.is_none() {
            self.catch_up();
        }
    }

    /// Brings up to date what stands beside the text; whether it was behind.
    fn catch_up(&mut self) -> bool {
        self.beside = None;
        let was_behind = self.sitting().is_some_and(Sitting::catch_up);
        if was_behind {
            self.list_open_article();
        }
        was_behind
    }

    /// The name of the window says what is open.
    fn name_the_window(&self) {
        let document = web_sys::window().and_then(|window| window.document());
        let name = match &self.screen {
            Screen::Article(sitting) => format!("{} – Pressmark", title(sitting)),
            _ => "Pressmark".to_owned(),
        };
        if let Some(document) = document
            && document.title() != name
        {
            document.set_title(&name);
        }
    }

    fn saved(&self) -> Saved {
        let Screen::Article(sitting) = &self.screen else {
            return Saved::Nothing;
        };
        let id = &sitting.summary.id;
        if !self.writer.is_unsaved_of(id) {
            return Saved::Yes;
        }
        let failure = match &self.store {
            Store::Closed(error) => Some(error.clone()),
            _ => self.writer.failure_of(id),
        };
        failure.map_or(Saved::Pending, |error| Saved::Failed(error.short().into()))
    }
}

fn title(sitting: &Sitting) -> AttrValue {
    let title = sitting.metadata().title.trim();
    if title.is_empty() {
        "Untitled article".into()
    } else {
        AttrValue::from(title.to_owned())
    }
}
