//! The engine: asking it, taking in what it proposes, and living without it.

use yew::Context;

use crate::app::clock;
use crate::app::engine::EngineNews;
use crate::app::root::{Root, Screen};

impl Root {
    /// Has the engine read the open article: these paragraphs, or all.
    pub(super) fn ask_engine(&mut self, only: Option<&[usize]>) {
        let Screen::Article(sitting) = &mut self.screen else {
            return;
        };
        // A new request ends the run under way, so what that one had still to read must be asked for again.
        let only = only.filter(|_| sitting.run.is_none());
        let request = sitting.request(only);
        if sitting.run.is_none() {
            sitting.before_run = sitting.session.progress().total;
        }
        sitting.run = Some(self.engine.ask(request));
    }

    /// Has the engine read the whole article once more. What was decided or rejected stays as it is.
    pub(super) fn propose_again(&mut self, ctx: &Context<Self>) -> bool {
        self.ask_engine(None);
        self.note(
            ctx,
            "The article is read again.",
            "What is new comes as proposals; what you decided stays.",
            None,
        );
        true
    }

    /// Takes in what the engine says.
    pub(super) fn engine_news(&mut self, news: EngineNews) -> bool {
        match news {
            EngineNews::Batch { run, batch, done } => {
                let now = clock::now();
                let Screen::Article(sitting) = &mut self.screen else {
                    return false;
                };
                // What still arrives of an older run, or for an article that was left, is of no use.
                if sitting.run != Some(run) {
                    return false;
                }
                let outcome = sitting.suggest(batch, &now);
                // One sentence a run, not one a batch.
                let mut said = String::new();
                if done {
                    sitting.run = None;
                    sitting.summary.read = true;
                    let total = sitting.session.progress().total;
                    said = match total.saturating_sub(sitting.before_run) {
                        0 => "No new proposals.".to_owned(),
                        1 => "1 new proposal.".to_owned(),
                        new => format!("{new} new proposals."),
                    };
                }
                match outcome {
                    Ok(mut change) => {
                        change.say = said;
                        self.follow(change, &now);
                    }
                    // A batch that brings nothing new.
                    Err(_) if done => self.say(&said),
                    Err(_) => return false,
                }
                if done {
                    self.keep_summary();
                }
                true
            }
            EngineNews::Stopped { reason } => {
                self.engine.end();
                if !reason.is_empty() {
                    web_sys::console::warn_1(&reason.into());
                }
                // One that stops while nothing is asked of it is started anew by the next request, which says so if
                // that fails too.
                let was_asked = match &mut self.screen {
                    Screen::Article(sitting) => sitting.run.take().is_some(),
                    _ => false,
                };
                if !was_asked {
                    return false;
                }
                self.tell_error(
                    "The engine stopped, so this article gets no more proposals.",
                    "Your text and tags are safe, and you can go on by hand. The engine starts again with the next article.",
                );
                true
            }
        }
    }
}
