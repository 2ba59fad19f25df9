//! What comes in: wishes, pastes, drops, files, samples, and the window's own events.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DataTransfer, Element, Event, File, HtmlElement};
use yew::Context;
use yew::html::Scope;

use crate::app::action::{ImportResult, Pasted, Problem, Sheet, ShellAction};
use crate::app::address::Address;
use crate::app::clock;
use crate::app::handover;
use crate::app::library;
use crate::app::listener::Listener;
use crate::app::paste::{self, Content};
use crate::app::root::{Dragged, Msg, Root};
use crate::app::workbench::{holds_unkept, keep_typed};
use crate::article::PasteError;
use crate::format::{ReadError, read_bytes};

impl Root {
    /// Does what the person wishes of the shell.
    pub(super) fn act(&mut self, ctx: &Context<Self>, wish: ShellAction) -> bool {
        match wish {
            ShellAction::ShowStart => Address::Start.go(),
            ShellAction::Open(id) => Address::Article(id.to_string(), None).go(),
            ShellAction::Delete(id) => return self.delete(ctx, &id),
            ShellAction::Restore(id) => return self.restore(&id),
            ShellAction::Remove(id) => return self.remove(&id),
            ShellAction::Annotate(pasted) => return self.annotate(pasted),
            ShellAction::ReadFiles(files) => read_files(ctx, files),
            ShellAction::Sample(name) => fetch_sample(ctx, name),
            ShellAction::ChooseFile => {
                if let Some(input) = self.file_input.cast::<HtmlElement>() {
                    input.click();
                }
            }
            ShellAction::Propose => {
                self.sheet = None;
                return self.propose_again(ctx);
            }
            ShellAction::Show(sheet) => {
                self.sheet = Some(sheet);
                return true;
            }
            ShellAction::CloseSheet => {
                self.sheet = None;
                return true;
            }
            ShellAction::SetTheme(theme) => {
                theme.apply();
                self.theme = theme;
                return true;
            }
            ShellAction::Dismiss(id) => return self.dismiss(id),
            ShellAction::RetrySaving => {
                self.forget_not_saved();
                self.writer.retry();
                return true;
            }
            ShellAction::DownloadArticle => return self.download_article(ctx),
            ShellAction::CopyArticle => return self.copy_article(ctx),
            ShellAction::DownloadAll => return self.gather_all(ctx),
            ShellAction::Rebind(command, keys) => return self.rebind(command, keys.as_deref()),
            ShellAction::ResetKeys => return self.reset_keys(),
            ShellAction::SetLetters(letters) => return self.set_letters(letters),
        }
        false
    }

    /// Listens to what happens anywhere on the page.
    pub(super) fn listen(link: &Scope<Root>) -> Vec<Listener> {
        let Some(window) = web_sys::window() else {
            return Vec::new();
        };
        let on = |event: &'static str, heard: Box<dyn FnMut(Event)>| {
            Listener::new(&window, event, heard)
        };
        let told = |link: &Scope<Root>| link.clone();
        let (paste, drop, over, left, moved, closing) = (
            told(link),
            told(link),
            told(link),
            told(link),
            told(link),
            told(link),
        );
        let keys = link.clone();
        vec![
            on(
                "hashchange",
                Box::new(move |_| {
                    // What is being typed belongs to the article that is left.
                    keep_typed();
                    moved.send_message(Msg::AddressChanged);
                }),
            ),
            // The last that a page hears before it is put away, on a phone as well.
            on(
                "pagehide",
                Box::new(|_| {
                    keep_typed();
                }),
            ),
            on(
                "visibilitychange",
                Box::new(|_| {
                    let document = web_sys::window().and_then(|window| window.document());
                    if document.is_some_and(|document| document.hidden()) {
                        keep_typed();
                    }
                }),
            ),
            on(
                "paste",
                Box::new(move |event| {
                    if let Some(data) = event
                        .dyn_ref::<web_sys::ClipboardEvent>()
                        .and_then(|event| event.clipboard_data())
                        && !is_in_field(&event)
                    {
                        take(&paste, &event, &data);
                    }
                }),
            ),
            on(
                "dragover",
                Box::new(move |event| {
                    if let Some(data) = event
                        .dyn_ref::<web_sys::DragEvent>()
                        .and_then(|event| event.data_transfer())
                        && brings_files(&data)
                    {
                        event.prevent_default();
                        data.set_drop_effect("copy");
                        over.send_message(Msg::DragOver(Dragged::Over));
                    }
                }),
            ),
            on(
                "dragleave",
                Box::new(move |event| {
                    // The window itself is left when nothing is entered.
                    if event
                        .dyn_ref::<web_sys::DragEvent>()
                        .is_some_and(|event| event.related_target().is_none())
                    {
                        left.send_message(Msg::DragOver(Dragged::Away));
                    }
                }),
            ),
            on(
                "drop",
                Box::new(move |event| {
                    drop.send_message(Msg::DragOver(Dragged::Away));
                    if let Some(data) = event
                        .dyn_ref::<web_sys::DragEvent>()
                        .and_then(|event| event.data_transfer())
                        && (brings_files(&data) || !is_in_field(&event))
                    {
                        take(&drop, &event, &data);
                    }
                }),
            ),
            on(
                "keydown",
                Box::new(move |event| keys.send_message(Msg::Key(event))),
            ),
            on(
                "beforeunload",
                Box::new(move |event| closing.send_message(Msg::Closing(event))),
            ),
        ]
    }

    /// Makes a paste an article and opens it. If it cannot be one, everything stays as it is.
    pub(super) fn annotate(&mut self, pasted: Pasted) -> bool {
        let article =
            paste::plain_text(pasted).and_then(|text| library::from_paste(&text, &clock::now()));
        match article {
            Ok((sitting, base)) => self.open_new(sitting, base),
            Err(error) => self.refuse_text("This cannot be annotated.", &error),
        }
        true
    }

    fn refuse_text(&mut self, what: &str, error: &PasteError) {
        self.tell_error(format!("{what} {error}"), error.hint());
    }

    /// Takes a file as what its content is.
    pub(super) fn file_read(
        &mut self,
        _ctx: &Context<Self>,
        name: String,
        content: Result<Content, PasteError>,
    ) -> bool {
        match content {
            Ok(Content::Text(text)) => match library::from_paste(&text, &clock::now()) {
                Ok((sitting, base)) => self.open_new(sitting, base),
                Err(error) => self.refuse_text(&format!("«{name}» was not opened."), &error),
            },
            Ok(Content::Records(bytes)) => match read_bytes(&bytes) {
                Ok(documents) => self.import(name, documents),
                Err(error) => self.refuse_file(&name, &error),
            },
            Err(error) => self.refuse_text(&format!("«{name}» was not opened."), &error),
        }
        true
    }

    fn refuse_file(&mut self, name: &str, error: &ReadError) {
        self.tell_error(format!("«{name}» was not imported. {error}"), error.hint());
    }

    /// Stores imported articles beside those that are there, and opens the one if it is one without problems.
    fn import(&mut self, file: String, documents: Vec<crate::format::Document>) {
        let now = clock::now();
        let mut result = ImportResult {
            file,
            ..ImportResult::default()
        };
        let single = documents.len() == 1;
        let mut last = None;
        for document in documents {
            let problems = document.problems.iter().map(|problem| Problem {
                text: problem.to_string(),
                hint: problem.hint().to_owned(),
            });
            result.problems.extend(problems);
            let (mut sitting, base) = library::from_document(document, |id| self.has(id), &now);
            // What an engine has read already must stay as it was exported; one can ask for more.
            sitting.summary.read = sitting.session.has_suggestions();
            let title = crate::app::articles::title_of(&sitting.summary);
            result
                .articles
                .push((sitting.summary.id.clone(), title.into()));
            if single {
                last = Some((sitting, base));
            } else {
                self.writer.create(sitting.summary.clone(), base);
                self.summaries = std::iter::once(sitting.summary.clone())
                    .chain(self.summaries.iter().cloned())
                    .collect();
                self.park(sitting);
            }
        }
        if let Some((sitting, base)) = last {
            self.open_new(sitting, base);
        }
        let words = match result.articles.len() {
            1 => "One article was imported.".to_owned(),
            many => format!("{many} articles were imported."),
        };
        self.say(&words);
        if !single || !result.problems.is_empty() {
            self.sheet = Some(Sheet::Imported(Rc::new(result)));
        }
    }

    pub(super) fn sample_read(&mut self, _ctx: &Context<Self>, text: Option<String>) -> bool {
        match text {
            Some(text) => self.annotate(Pasted::Text(text)),
            None => {
                self.tell_error(
                    "The sample did not arrive.",
                    "Check the connection, or paste an article of your own.",
                );
                true
            }
        }
    }

    /// Warns before the page goes, but only when something would be lost: here, or in an article that was left.
    pub(super) fn closing(&self, event: &Event) {
        let is_typed = holds_unkept();
        // If the person stays away after all, it may still be stored in time.
        keep_typed();
        if is_typed || self.writer.is_unsaved() {
            event.prevent_default();
        }
    }
}

/// Takes a paste or drop that goes into no field.
fn take(link: &Scope<Root>, event: &Event, data: &DataTransfer) {
    event.prevent_default();
    let files = paste::files(data);
    let wish = if files.is_empty() {
        ShellAction::Annotate(paste::pasted(data))
    } else {
        ShellAction::ReadFiles(files)
    };
    link.send_message(Msg::Act(wish));
}

fn brings_files(data: &DataTransfer) -> bool {
    data.types().includes(&"Files".into(), 0)
}

/// Whether something is typed or pasted where it belongs: a field, or a dialog.
fn is_in_field(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| {
            element
                .closest("input, textarea, select, dialog, [contenteditable]")
                .ok()
                .flatten()
                .is_some()
        })
}

fn read_files(ctx: &Context<Root>, files: Vec<File>) {
    let link = ctx.link().clone();
    spawn_local(async move {
        // One after the other, so that they open in the order they were given.
        for file in files {
            let content = paste::read_file(&file).await;
            link.send_message(Msg::FileRead(file.name(), content));
        }
    });
}

fn fetch_sample(ctx: &Context<Root>, name: &'static str) {
    let link = ctx.link().clone();
    spawn_local(async move {
        let text = handover::fetch_text(&format!("samples/{name}")).await;
        link.send_message(Msg::SampleRead(text.ok()));
    });
}
