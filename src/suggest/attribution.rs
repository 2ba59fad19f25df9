//! Who said what, found once for a block: verbs of speech, their subjects, and what they bring in.
//!
//! In comes a [`Reading`]; out come [`Attribution`]s, each with its shape. The rules for quotes are names for these shapes.
//! Quotation marks count as one word whatever they hold: only what stands outside them is searched for verbs, so a speech of
//! many sentences is one content. Every search stays in its sentence and within a bound.

use std::collections::HashSet;

use crate::article::{Extent, TokenKind};
use crate::suggest::lexicon::Classes;
use crate::suggest::names::{NameRun, name_run};
use crate::suggest::reading::{Reading, Word};
use crate::suggest::source::{self, Words};

/// From a quotation to the verb behind its subject and apposition.
const MOST_TAIL: usize = 36;

/// From a verb to what it brings in, addressee and circumstances between.
const MOST_GAP: usize = 14;

/// «Asked about the roof, she said», «Speaking in Lund, he said»: how the words came, not the words.
const SCENE_OPENERS: &[&str] = &[
    "addressing",
    "answering",
    "asked",
    "pressed",
    "questioned",
    "referring",
    "responding",
    "speaking",
    "writing",
];

/// A content outside marks: beyond it, what looks like one sentence is a list or no prose.
const MOST_CONTENT: usize = 120;

/// How cue and content stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// «“…,” she said»
    CueAfter,
    /// «She said, “…”»
    CueBefore,
    /// «“…,” she said, “…”»
    CueBetween,
    /// «She said that …»
    ThatClause,
    /// «She said it was …»
    BareClause,
    /// «It was …, she said.»
    ClauseBefore,
    /// «According to her, …»
    AccordingTo,
    /// «…, according to her.»
    AccordingToAfter,
    /// «vowed to …»
    Infinitive,
    /// «called it “…”»
    Called,
    /// «urged them “to …”»
    Ordered,
    /// «For her, this “…”»
    ForSomeone,
    /// «Lee: …» in a headline.
    Colon,
    /// Marks alone, behind speech of someone.
    Continued,
    /// Found by the network and by no rule.
    Learned,
}

/// Where the source stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// These words name it.
    Words(Words),
    /// It is that of the attribution before.
    Previous,
    /// Nobody is named.
    Nobody,
}

/// A content with its cue and source, as ranges of words.
#[derive(Clone, Debug)]
pub(crate) struct Attribution {
    /// How they stand.
    pub(crate) shape: Shape,
    /// The content.
    pub(crate) fragments: Vec<Extent>,
    /// Its first and last word, for finding what is in it.
    pub(crate) content: Words,
    /// The cue's words, auxiliaries included, and the word that has the lemma.
    pub(crate) cue: Option<(Words, usize)>,
    /// Whose it is.
    pub(crate) source: Source,
    /// Which pairs of marks are its own.
    pairs: Vec<usize>,
    /// The word behind all of it.
    end: usize,
    /// How sure the network is, where it had a say.
    pub(crate) sure: Option<Sure>,
}

/// The highest level of [`Sure`].
pub(crate) const LEAST_DOUBTFUL: u8 = 7;

/// How sure the network is of content, cue and source: a level from 0 to [`LEAST_DOUBTFUL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sure {
    pub(crate) content: u8,
    pub(crate) cue: u8,
    pub(crate) source: u8,
}

impl Attribution {
    /// One that no rule below made.
    pub(crate) fn new(
        shape: Shape,
        fragments: Vec<Extent>,
        content: Words,
        cue: Option<(Words, usize)>,
        source: Source,
        pairs: Vec<usize>,
    ) -> Attribution {
        let end = cue.map_or(content.1, |(_, verb)| content.1.max(verb + 1));
        Attribution {
            shape,
            fragments,
            content,
            cue,
            source,
            pairs,
            end,
            sure: None,
        }
    }

    /// The same, with how sure the network is of it.
    pub(crate) fn so_sure(mut self, sure: Sure) -> Attribution {
        self.sure = Some(sure);
        self
    }

    /// The indexes of its own pairs of marks.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = usize> + '_ {
        self.pairs.iter().copied()
    }
}

/// All attributions of a block, in no particular order.
pub(crate) fn attributions(reading: &Reading<'_>) -> Vec<Attribution> {
    let mut finder = Finder {
        reading,
        found: Vec::new(),
        taken: vec![false; reading.pairs.len()],
        used: HashSet::new(),
    };
    if !reading.is_headline {
        finder.pairs_with_tails();
    }
    finder.verbs();
    finder.according_to();
    finder.colon();
    finder.join_followers();
    finder.for_someone();
    finder.continued();
    finder.found
}

struct Finder<'r, 'a> {
    reading: &'r Reading<'a>,
    found: Vec<Attribution>,
    /// Pairs that have their attribution.
    taken: Vec<bool>,
    /// Verbs that are cues already.
    used: HashSet<usize>,
}

/// Who said it, behind a content.
struct Tail {
    cue: (Words, usize),
    source: Words,
    end: usize,
}

impl Finder<'_, '_> {
    /// «“…,” she said»
    fn pairs_with_tails(&mut self) {
        let reading = self.reading;
        for (number, pair) in reading.pairs.iter().enumerate() {
            let last = reading.before(pair.close).map_or("", |word| word.text);
            let stops = [",", "?", "!", "…", "...", "—", "–", "--", "-", ".", "?!"].contains(&last);
            let comma = reading.is(pair.close + 1, &[",", "—", "–", "--"]);
            if !stops && !comma {
                continue;
            }
            let Some(tail) = self.tail(pair.close + 1) else {
                continue;
            };
            // «“Yes.” She said, “No.”»: after a full stop the verb belongs to what follows.
            let announces = reading
                .pairs
                .get(number + 1)
                .is_some_and(|next| next.open <= tail.end + 2)
                && reading.is(tail.end, &[",", ":"]);
            if last == "." && announces {
                continue;
            }
            let (start, _) = reading.sentence(pair.open);
            let begin = self.content_start(start, pair.open);
            let direct = begin == pair.open;
            let mut fragments = pair.fragments.clone();
            if !direct && let Some(first) = fragments.first_mut() {
                first.start = reading.extent(begin, begin + 1).start;
            }
            self.used.insert(tail.cue.1);
            self.taken
                .iter_mut()
                .skip(number)
                .take(1)
                .for_each(|taken| *taken = true);
            self.found.push(Attribution {
                shape: if direct {
                    Shape::CueAfter
                } else {
                    Shape::ClauseBefore
                },
                fragments,
                content: (begin, pair.close + 1),
                cue: Some(tail.cue),
                source: Source::Words(tail.source),
                pairs: vec![number],
                end: tail.end,
                sure: None,
            });
        }
    }

    /// Where a content that ends with a pair begins: at the sentence's start, unless only an opening word or another quotation stands there.
    fn content_start(&self, start: usize, open: usize) -> usize {
        let reading = self.reading;
        let from = (start..open)
            .rev()
            .take(MOST_CONTENT)
            .find(|at| !reading.is_outside(*at))
            .map_or(start, |at| at + 1);
        if open - from > MOST_CONTENT {
            return open;
        }
        let few = open.saturating_sub(from) < 2
            || (from..open).all(|at| reading.word(at).is_some_and(|word| !word.is_word()));
        let cued = (from..open)
            .any(|at| reading.has(at, Classes::SAY.and(Classes::TELL)) && self.is_cue(at));
        if few || cued { open } else { from }
    }

    /// «, said Ann Lee, a spokeswoman», «Ann Lee, a spokeswoman, said», «according to Lee», from the word behind a content.
    fn tail(&self, at: usize) -> Option<Tail> {
        let reading = self.reading;
        let at = at + usize::from(reading.is(at, &[",", "—", "–", "--"]));
        let (_, sentence_end) = reading.sentence(at);
        let limit = (at..sentence_end.min(at + MOST_TAIL))
            .find(|index| !reading.is_outside(*index))
            .unwrap_or(sentence_end.min(at + MOST_TAIL));
        if reading.is(at, &["according"]) && reading.is(at + 1, &["to"]) {
            let source = source::after(reading, at + 2, limit)?;
            return Some(Tail {
                cue: ((at, at + 2), at),
                source,
                end: source.1,
            });
        }
        let verb = (at..limit.min(at + 3))
            .find(|index| !reading.has(*index, Classes::ADVERB))
            .unwrap_or(at);
        if reading.has(verb, Classes::SAY.and(Classes::TELL))
            && reading.is_outside(verb)
            && verb < limit
            && !reading.word(verb).is_some_and(Word::is_capital)
            && let Some(source) = source::after(reading, verb + 1, limit)
        {
            return Some(Tail {
                cue: ((verb, verb + 1), verb),
                source,
                end: source.1,
            });
        }
        let verbs = (at + 1..limit).filter(|index| {
            reading.has(*index, Classes::SAY.and(Classes::TELL).and(Classes::THAT))
                && self.is_cue(*index)
        });
        for verb in verbs.take(3) {
            let Some(((from, to), phrase_end)) = source::before(reading, verb, at) else {
                continue;
            };
            let opening = (at..from).all(|index| {
                reading.has(index, Classes::ADVERB.and(Classes::CONJUNCTION))
                    || reading.is(index, &[","])
            });
            if opening {
                let end = self.behind_circumstances(verb + 1, sentence_end);
                return Some(Tail {
                    cue: ((phrase_end, verb + 1), verb),
                    source: (from, to),
                    end,
                });
            }
        }
        None
    }

    /// Behind addressee and circumstances: at the first comma, colon, stop or mark.
    fn behind_circumstances(&self, at: usize, limit: usize) -> usize {
        let reading = self.reading;
        (at..limit.min(at + MOST_GAP))
            .find(|index| {
                reading.is(*index, &[",", ":", ";", ".", "—", "–", "--"])
                    || !reading.is_outside(*index)
            })
            .unwrap_or(at)
    }

    /// Whether a word that can be a verb of speech is one here, as far as its neighbours show.
    fn is_cue(&self, at: usize) -> bool {
        let reading = self.reading;
        let Some(word) = reading
            .word(at)
            .filter(|word| word.pair.is_none() && !word.possessive)
        else {
            return false;
        };
        if word.is_capital() && !reading.is_headline {
            return false;
        }
        let participle = word.text.ends_with("ing");
        let mut before = at;
        while before > 0 && reading.has(before - 1, Classes::ADVERB) && at - before < 3 {
            before -= 1;
        }
        let Some(previous) = before.checked_sub(1).and_then(|index| reading.word(index)) else {
            return participle;
        };
        let noun = previous.has(Classes::DETERMINER.and(Classes::PREPOSITION))
            && !previous.has(Classes::PRONOUN)
            && !previous.is("since")
            && !participle
            || previous.possessive && !participle;
        let infinitive = previous.is("to");
        let might = previous.has(Classes::MODAL) && !previous.is("will");
        let passive = ["is", "are", "was", "were", "be", "been", "being", "as"]
            .iter()
            .any(|form| previous.is(form))
            && !participle;
        let denied =
            previous.is("not") || previous.text.ends_with("n't") || previous.text.ends_with("n’t");
        let base = word.text == word.entry.lemma
            && ![
                "say", "think", "believe", "hope", "know", "argue", "insist", "claim", "fear",
                "warn", "want", "suggest", "expect",
            ]
            .contains(&word.text);
        !(noun || infinitive || might || passive || denied || base)
    }

    /// What verbs bring in: clauses, marks, infinitives.
    fn verbs(&mut self) {
        let reading = self.reading;
        let speech = Classes::SAY
            .and(Classes::TELL)
            .and(Classes::THAT)
            .and(Classes::TO)
            .and(Classes::ORDER)
            .and(Classes::CALL);
        for verb in 0..reading.words.len() {
            if !reading.has(verb, speech) || self.used.contains(&verb) || !self.is_cue(verb) {
                continue;
            }
            self.verb(verb);
        }
    }

    fn verb(&mut self, verb: usize) {
        let reading = self.reading;
        let (start, end) = reading.sentence(verb);
        // The search for a subject stops at marks and at the content of the cue before.
        let floor = (start..verb)
            .rev()
            .take(60)
            .find(|at| !reading.is_outside(*at))
            .map_or(start, |at| at + 1);
        let subject = source::before(reading, verb, floor);
        let participle = reading
            .word(verb)
            .is_some_and(|word| word.text.ends_with("ing"));
        let progressive = reading
            .before(verb)
            .is_some_and(|word| word.has(Classes::AUXILIARY));
        let (source, cue_from) = match subject {
            Some((words, phrase_end)) if !participle || progressive => {
                (Source::Words(words), phrase_end)
            }
            _ if participle
                && !progressive
                && reading.before(verb).is_some_and(|word| {
                    [",", "and", "by", "while"].iter().any(|text| word.is(text))
                        || word.pair.is_some()
                }) =>
            {
                (Source::Previous, verb)
            }
            None if reading.before(verb).is_some_and(|word| {
                [",", "and", "but", "then"].iter().any(|text| word.is(text))
                    || word.has(Classes::ADVERB)
            }) =>
            {
                (self.first_subject(floor, verb), verb)
            }
            _ => return,
        };
        let cue = ((cue_from, verb + 1), verb);
        if self.clause_before(verb, cue, source, floor, end) {
            return;
        }
        let Some((shape, from)) = self.complement(verb, end) else {
            return;
        };
        let content = match shape {
            Shape::CueBefore => {
                let Some(number) = reading.word(from).and_then(|word| word.pair) else {
                    return;
                };
                let Some(pair) = reading.pair(number) else {
                    return;
                };
                let number = number as usize;
                if self.taken.get(number).copied().unwrap_or(true) {
                    return;
                }
                let next = reading
                    .word(pair.close + 1)
                    .filter(|_| pair.close + 1 < end);
                let last = reading.before(pair.close).map_or("", |word| word.text);
                let over = next.is_none_or(|word| {
                    !word.is_word()
                        || word.has(
                            Classes::TEMPORAL
                                .and(Classes::CALENDAR)
                                .and(Classes::CONJUNCTION),
                        )
                }) || ["?", "!", "."].contains(&last);
                if over {
                    (from, pair.close + 1)
                } else {
                    (from, self.clause_end(pair.close + 1, end))
                }
            }
            Shape::Called | Shape::Ordered => {
                let Some(pair) = reading
                    .word(from)
                    .and_then(|word| word.pair)
                    .and_then(|number| reading.pair(number))
                else {
                    return;
                };
                let begin = if shape == Shape::Called {
                    verb + 1
                } else {
                    from
                };
                (begin, pair.close + 1)
            }
            _ => (from, self.clause_end(from, end)),
        };
        self.push(shape, content, Some(cue), source);
    }

    /// The first one named in a sentence whose later verb has no subject of its own.
    fn first_subject(&self, floor: usize, verb: usize) -> Source {
        let reading = self.reading;
        let (start, _) = reading.sentence(verb);
        let start = start.max(floor);
        let known = |from: usize, to: usize| {
            reading
                .words
                .get(from..to)
                .is_some_and(|words| reading.registry.named(reading.article, words).is_some())
        };
        for at in start..verb.min(start + 24) {
            if reading.is_headline
                && let Some(to) = (at + 1..(at + 4).min(verb)).rev().find(|to| known(at, *to))
            {
                return Source::Words((at, to));
            }
            if !reading.is_headline
                && reading.has(at, Classes::PRONOUN)
                && !reading.is(at, &["it", "who", "you"])
            {
                return Source::Words((at, at + 1));
            }
            if let Some(run) =
                name_run(&reading.words, at).filter(|run| !reading.is_headline && run.to <= verb)
                && known(run.name, run.to)
            {
                return Source::Words((run.from, run.to));
            }
        }
        Source::Nobody
    }

    /// «It was late, she said.» and «It was late, said Lee.»; true when the verb is such a one.
    fn clause_before(
        &mut self,
        verb: usize,
        cue: (Words, usize),
        source: Source,
        floor: usize,
        end: usize,
    ) -> bool {
        let reading = self.reading;
        if reading.is_headline
            || !reading.has(verb, Classes::SAY.and(Classes::TELL))
                && !reading.is(verb, &["shows", "showed", "found", "believes", "believed"])
        {
            return false;
        }
        let (start, _) = reading.sentence(verb);
        let inverted = reading.before(verb).is_some_and(|word| word.text == ",") && verb > start;
        let (comma, source, behind) = if inverted {
            let Some(words) = source::after(reading, verb + 1, end) else {
                return false;
            };
            if reading.has(verb, Classes::TELL)
                || reading
                    .word(verb)
                    .is_some_and(|word| word.text.ends_with("ing"))
            {
                return false;
            }
            (verb - 1, Source::Words(words), words.1)
        } else {
            let Source::Words((from, _)) = source else {
                return false;
            };
            let Some(comma) = (floor..from)
                .rev()
                .take(3)
                .find(|at| reading.is(*at, &[","]))
            else {
                return false;
            };
            let opening = (comma + 1..from)
                .all(|at| reading.has(at, Classes::ADVERB.and(Classes::CONJUNCTION)));
            if !opening {
                return false;
            }
            (comma, source, verb + 1)
        };
        // What follows must be the end or a circumstance, not what is said.
        let next = reading.word(behind).filter(|_| behind < end);
        let ends = next.is_none_or(|word| {
            !word.is_word() && word.pair.is_none() && word.text != ":"
                || word.has(
                    Classes::TEMPORAL
                        .and(Classes::CALENDAR)
                        .and(Classes::ADVERB),
                ) && !word.is("that")
        });
        let told = reading.has(verb, Classes::TELL)
            && next.is_some_and(|word| {
                word.has(Classes::ADDRESSEE) || word.is_capital() || word.has(Classes::DETERMINER)
            })
            && !(behind..end.min(behind + MOST_GAP)).any(|at| {
                reading.is(at, &["that", ":", "to", "whether"]) || !reading.is_outside(at)
            });
        if comma.saturating_sub(start) > MOST_CONTENT || reading.is(start, SCENE_OPENERS) {
            return false;
        }
        let has_verb = (start..comma).any(|at| {
            reading.has(at, Classes::AUXILIARY)
                || reading.word(at).is_some_and(|word| {
                    (word.text.ends_with("ed") || word.text.ends_with('s')) && !word.is_capital()
                })
        });
        let pair_before = reading
            .before(comma)
            .is_some_and(|word| word.pair.is_some());
        let quoted_next =
            reading.is(behind, &[","]) && !reading.is_outside(behind + 1) && behind + 1 < end;
        if !(ends || told)
            || comma < start + 3
            || !has_verb
            || pair_before
            || quoted_next && comma < start + 5
        {
            return false;
        }
        let mut begin = start;
        if reading.has(begin, Classes::CONJUNCTION)
            && reading.is(begin, &["and", "but", "so", "yet"])
        {
            begin += 1;
        }
        self.push(Shape::ClauseBefore, (begin, comma), Some(cue), source)
    }

    /// What a verb brings in, and where it begins.
    fn complement(&self, verb: usize, end: usize) -> Option<(Shape, usize)> {
        let reading = self.reading;
        let limit = end.min(verb + 1 + MOST_GAP);
        let mut at = verb + 1;
        let tells = reading.has(verb, Classes::TELL.and(Classes::ORDER));
        if reading.is(at, &["to"])
            && reading.has(verb, Classes::TO)
            && !reading.is_headline
            && reading.is_outside(at)
        {
            return Some((Shape::Infinitive, at));
        }
        // Addressee: «told reporters», «said to the crowd».
        let spoken_to = reading.is(at, &["to"]) && reading.has(verb, Classes::SAY);
        // «told it», but not «said it would»
        let object = reading.is(at, &["him", "her", "them", "us", "me"])
            || reading.is(at, &["it"]) && !reading.has(at + 1, Classes::AUXILIARY);
        if object {
            at += 1;
        } else if (tells || spoken_to) && !reading.is(at, &["that"]) {
            at = source::after(reading, at + usize::from(spoken_to), limit)
                .map_or(at, |words| words.1);
        }
        if !reading.is_outside(at) && reading.has(verb, Classes::ORDER) && at > verb + 1 && at < end
        {
            return Some((Shape::Ordered, at));
        }
        if reading.is_headline {
            return None;
        }
        if reading.has(verb, Classes::CALL) {
            let pair = (verb + 1..limit).find(|at| !reading.is_outside(*at));
            let named = pair.filter(|pair| {
                !(verb + 1..*pair).any(|at| reading.is(at, &[",", ";", ":", "that", "."]))
            });
            // «a street called “The Narrows”» bears a name; «what she called “a farce”» is judged.
            let judged = named.filter(|pair| {
                *pair > verb + 1
                    || (verb.saturating_sub(6)..verb).any(|at| reading.is(at, &["what"]))
            });
            if judged.is_some() || !reading.has(verb, Classes::SAY.and(Classes::THAT)) {
                return judged.map(|pair| (Shape::Called, pair));
            }
        }
        // Circumstances: «said on Monday in a statement that».
        let mut behind = at;
        let opens = |at: usize| {
            reading.is(at, &["that", "whether", ":"])
                || !reading.is_outside(at)
                || reading.is(at, &[","])
        };
        while behind < limit && !opens(behind) {
            behind += 1;
        }
        let circumstances = behind > at
            && behind < limit
            && (reading.has(
                at,
                Classes::TEMPORAL
                    .and(Classes::CALENDAR)
                    .and(Classes::ADVERB),
            ) || reading.is(at, &["of", "about", "to", "a"]))
            && !reading.has(at, Classes::PRONOUN);
        if circumstances || behind == at {
            at = behind;
        }
        let speaks = reading.has(verb, Classes::SAY.and(Classes::TELL));
        if reading.is(at, &[","]) && speaks {
            let next = at + 1;
            // «said that, it was», «said, however, that»
            if !reading.is_outside(next) && next < end {
                return self.direct(next);
            }
            let that = (next..limit.min(next + 6)).find(|at| reading.is(*at, &["that"]));
            return that
                .filter(|that| reading.is(that - 1, &[","]))
                .map(|that| (Shape::ThatClause, that + 1));
        }
        if reading.is(at, &[":"]) && speaks {
            return if !reading.is_outside(at + 1) {
                self.direct(at + 1)
            } else {
                Some((Shape::BareClause, at + 1))
            };
        }
        if at < end && !reading.is_outside(at) {
            return if speaks || reading.has(verb, Classes::THAT) {
                self.direct(at)
            } else {
                None
            };
        }
        if reading.is(at, &["that"]) && (speaks || reading.has(verb, Classes::THAT)) {
            let comma = usize::from(reading.is(at + 1, &[","]));
            return Some((Shape::ThatClause, at + 1 + comma));
        }
        let asks = reading.has(
            verb,
            Classes::INQUIRY
                .and(Classes::SAY)
                .and(Classes::TELL)
                .and(Classes::THAT),
        );
        let question = ["whether", "how", "why", "what", "who", "where", "when"]
            .iter()
            .any(|word| reading.is(at, &[word]))
            || reading.has(verb, Classes::INQUIRY) && reading.is(at, &["if"]);
        if asks && question {
            return Some((Shape::ThatClause, at));
        }
        let bare = reading.has(
            verb,
            Classes::SAY.and(Classes::BELIEF).and(Classes::EMOTION),
        ) || tells && at > verb + 1;
        (bare && self.is_clause(at, end)).then_some((Shape::BareClause, at))
    }

    fn direct(&self, at: usize) -> Option<(Shape, usize)> {
        self.reading
            .word(at)
            .and_then(|word| word.pair)
            .map(|_| (Shape::CueBefore, at))
    }

    /// Whether a clause with subject and verb begins here.
    fn is_clause(&self, at: usize, end: usize) -> bool {
        let reading = self.reading;
        let Some(first) = reading.word(at).filter(|_| at < end) else {
            return false;
        };
        let opens = first.has(
            Classes::PRONOUN
                .and(Classes::DETERMINER)
                .and(Classes::NUMBER),
        ) || first.is("there")
            || first.is_capital()
            || first.text.ends_with('s')
            || first.kind == TokenKind::Number
            || first.has(Classes::BODY);
        let verb = (at + 1..end.min(at + 18)).find(|at| {
            reading.has(*at, Classes::AUXILIARY)
                || reading.word(*at).is_some_and(|word| {
                    word.text.ends_with("ed") && !word.is_capital() && word.text.len() > 3
                })
        });
        let contracted = first.has(Classes::AUXILIARY);
        let is_pronoun = first.has(Classes::PRONOUN)
            && reading.word(at + 1).is_some_and(|word| {
                word.is_word() && !word.has(Classes::PREPOSITION.and(Classes::CONJUNCTION))
            });
        let no_prepositions =
            verb.is_some_and(|verb| verb > at && !reading.has(at, Classes::PREPOSITION));
        opens && (is_pronoun || contracted || no_prepositions)
    }

    /// Where a clause that begins here ends: at the sentence's end, or where the next one's saying begins.
    fn clause_end(&self, from: usize, end: usize) -> usize {
        let reading = self.reading;
        let speech = Classes::SAY.and(Classes::TELL);
        let stop = (from + 2..end).take(MOST_CONTENT).find(|at| {
            if !reading.is_outside(*at) || !reading.is(*at, &[",", "and", ";", "--", "—"]) {
                return false;
            }
            let next = at + 1 + usize::from(reading.is(at + 1, &["and", "but"]));
            let cue = |at: usize| reading.has(at, speech) && self.is_cue(at);
            let participle = reading.is(*at, &[","])
                && reading.has(next, speech)
                && reading
                    .word(next)
                    .is_some_and(|word| word.text.ends_with("ing"));
            let again = cue(next)
                || reading.has(next, Classes::ADVERB) && cue(next + 1)
                || reading.has(next, Classes::PRONOUN)
                    && cue(next + 1)
                    && reading.is(next + 2, &[".", ",", "that"]);
            let according = reading.is(next, &["according"]) && reading.is(next + 1, &["to"]);
            participle || again || according
        });
        let mut to = stop.unwrap_or(end.min(from + MOST_CONTENT));
        while to > from
            && reading.before(to).is_some_and(|word| {
                word.pair.is_none()
                    && !word.is_word()
                    && word.kind == TokenKind::Punctuation
                    && !matches!(word.text, ")" | "]")
            })
        {
            to -= 1;
        }
        to
    }

    /// «According to Lee, …» and «…, according to Lee.»
    fn according_to(&mut self) {
        let reading = self.reading;
        for at in 0..reading.words.len() {
            if !reading.is(at, &["according"])
                || !reading.is(at + 1, &["to"])
                || !reading.is_outside(at)
                || self.used.contains(&at)
                || reading.is_headline
            {
                continue;
            }
            let (start, end) = reading.sentence(at);
            let Some(source) = source::after(reading, at + 2, end) else {
                continue;
            };
            // «according to plan», «to size»: one bare noun that is nobody.
            let bare = source.1 == source.0 + 1
                && reading.word(source.0).is_some_and(|word| {
                    let someone = Classes::ROLE
                        .and(Classes::BODY)
                        .and(Classes::PEOPLE)
                        .and(Classes::PRONOUN);
                    !word.is_capital() && !word.has(someone) && !word.text.ends_with('s')
                });
            if bare {
                continue;
            }
            let cue = Some(((at, at + 2), at));
            let opening = at == start
                || at == start + 1 && reading.has(start, Classes::CONJUNCTION)
                || at <= start + 2 && reading.before(at).is_some_and(|word| word.text == ",");
            if opening {
                let comma =
                    (source.1..end.min(source.1 + MOST_GAP)).find(|at| reading.is(*at, &[","]));
                if let Some(comma) = comma {
                    self.push(
                        Shape::AccordingTo,
                        (comma + 1, self.clause_end(comma + 1, end)),
                        cue,
                        Source::Words(source),
                    );
                }
            } else {
                let to = at - usize::from(reading.before(at).is_some_and(|word| word.text == ","));
                if to > start + 2 && to - start <= MOST_CONTENT {
                    self.push(
                        Shape::AccordingToAfter,
                        (start, to),
                        cue,
                        Source::Words(source),
                    );
                }
            }
        }
    }

    /// «Lee: …»
    fn colon(&mut self) {
        let reading = self.reading;
        let Some(colon) = (1..reading.words.len().min(8))
            .find(|at| reading.is(*at, &[":"]) && reading.is_outside(*at))
        else {
            return;
        };
        let end = reading.words.len();
        let known = (0..colon).any(|at| {
            reading
                .words
                .get(at..colon)
                .is_some_and(|words| reading.registry.named(reading.article, words).is_some())
        });
        let opens = reading.word(colon + 1).is_some_and(|word| {
            word.pair.is_some_and(|pair| {
                reading
                    .pair(pair)
                    .is_some_and(|pair| pair.open == colon + 1)
            })
        });
        let named = name_run(&reading.words, 0).is_some_and(|run| run.to == colon);
        if !named || !(known && reading.is_headline || opens) || colon + 2 >= end {
            return;
        }
        let content = if reading.is_headline {
            (colon + 1, self.clause_end(colon + 1, end))
        } else {
            (
                colon + 1,
                reading
                    .word(colon + 1)
                    .and_then(|word| word.pair)
                    .and_then(|pair| reading.pair(pair))
                    .map_or(end, |pair| pair.close + 1),
            )
        };
        self.push(
            Shape::Colon,
            content,
            Some(((colon, colon + 1), colon)),
            Source::Words((0, colon)),
        );
    }

    /// Marks that go on behind a cue belong to the quotation before it.
    fn join_followers(&mut self) {
        let reading = self.reading;
        for index in 0..self.found.len() {
            let Some(attribution) = self.found.get(index) else {
                return;
            };
            if !matches!(
                attribution.shape,
                Shape::CueAfter | Shape::CueBefore | Shape::ClauseBefore
            ) || attribution.pairs.is_empty()
            {
                continue;
            }
            let Some(last) = attribution.pairs.last().copied() else {
                continue;
            };
            let mut end = attribution.end.max(attribution.content.1);
            let mut more: Vec<usize> = Vec::new();
            for number in last + 1..reading.pairs.len() {
                let Some(pair) = reading.pairs.get(number) else {
                    break;
                };
                if self.taken.get(number).copied().unwrap_or(true) {
                    break;
                }
                let (_, sentence_end) = reading.sentence(end.saturating_sub(1));
                // In the sentence of the cue: behind a comma or a colon, some words of circumstance between.
                let same_sentence = pair.open < sentence_end
                    && more.is_empty()
                    && pair.open <= end + MOST_GAP
                    && reading
                        .before(pair.open)
                        .is_some_and(|word| [",", ":", "—", "–", "--"].contains(&word.text))
                    && !(end..pair.open).any(|at| {
                        reading.has(at, Classes::SAY.and(Classes::TELL).and(Classes::THAT))
                    });
                let opens_next = reading.sentences.binary_search(&pair.open).is_ok()
                    && (pair.open == sentence_end
                        || pair.open == end
                        || sentence_end <= pair.open
                            && (end..pair.open)
                                .all(|at| reading.word(at).is_some_and(|word| !word.is_word())));
                let (_, own_end) = reading.sentence(pair.close);
                let fills = (pair.close + 1..own_end)
                    .all(|at| reading.word(at).is_some_and(|word| !word.is_word()));
                if !(same_sentence || opens_next && fills) {
                    break;
                }
                more.push(number);
                end = pair.close + 1;
            }
            let fragments: Vec<Extent> = more
                .iter()
                .filter_map(|number| reading.pairs.get(*number))
                .flat_map(|pair| pair.fragments.iter().copied())
                .collect();
            for number in &more {
                self.taken
                    .iter_mut()
                    .skip(*number)
                    .take(1)
                    .for_each(|taken| *taken = true);
            }
            if let Some(attribution) = self.found.get_mut(index)
                && !more.is_empty()
            {
                attribution.fragments.extend(fragments);
                attribution.pairs.extend(more);
                attribution.content.1 = attribution.content.1.max(attribution.content.0);
                if attribution.shape == Shape::CueAfter {
                    attribution.shape = Shape::CueBetween;
                }
            }
        }
    }

    /// «For observers such as Ann Lee, the vote “shows …”»
    fn for_someone(&mut self) {
        let reading = self.reading;
        for (number, pair) in reading.pairs.iter().enumerate() {
            let (start, end) = reading.sentence(pair.open);
            let long = pair.close > pair.open + 4;
            if self.taken.get(number).copied().unwrap_or(true)
                || !long
                || !reading.is(start, &["for", "to"])
                || reading.is_headline
                || pair.close + 3 < end
            {
                continue;
            }
            let name = (start + 1..pair.open.min(start + 24))
                .filter_map(|at| name_run(&reading.words, at))
                .find(|run| {
                    (run.name..run.to).any(|at| {
                        reading.words.get(at..run.to).is_some_and(|words| {
                            reading.registry.named(reading.article, words).is_some()
                        })
                    })
                });
            let apart = |run: &NameRun| (run.to..pair.open).any(|at| reading.is(at, &[","]));
            if let Some(run) = name.filter(apart) {
                self.push(
                    Shape::ForSomeone,
                    (pair.open, pair.close + 1),
                    Some(((start, start + 1), start)),
                    Source::Words((run.from, run.to)),
                );
            }
        }
    }

    /// A quotation that fills its sentences and has no cue goes on with the speech before.
    fn continued(&mut self) {
        let reading = self.reading;
        if reading.is_headline {
            return;
        }
        for (number, pair) in reading.pairs.iter().enumerate() {
            // The quick questions first: marks by the thousand, with nothing between, fail at the length.
            if pair.close < pair.open + 5
                || self.taken.get(number).copied().unwrap_or(true)
                || reading.sentences.binary_search(&pair.open).is_err()
            {
                continue;
            }
            let (_, end) = reading.sentence(pair.close);
            let fills = (pair.close + 1..end)
                .all(|at| reading.word(at).is_some_and(|word| !word.is_word()));
            let speech = reading
                .before(pair.close)
                .is_some_and(|word| [".", "?", "!", "…", ","].contains(&word.text))
                || reading.is(pair.close + 1, &["."]);
            if !fills || !speech {
                continue;
            }
            self.push(
                Shape::Continued,
                (pair.open, pair.close + 1),
                None,
                Source::Previous,
            );
        }
    }

    /// Adds a content of whole words; false when it is none.
    fn push(
        &mut self,
        shape: Shape,
        content: Words,
        cue: Option<(Words, usize)>,
        source: Source,
    ) -> bool {
        let reading = self.reading;
        let (mut from, mut to) = content;
        // Marks are taken whole or not at all.
        if let Some(pair) = reading
            .word(from)
            .and_then(|word| word.pair)
            .and_then(|pair| reading.pair(pair))
        {
            from = pair.open;
        }
        if let Some(pair) = to
            .checked_sub(1)
            .and_then(|last| reading.word(last))
            .and_then(|word| word.pair)
            .and_then(|pair| reading.pair(pair))
        {
            to = to.max(pair.close + 1);
        }
        if from >= to || source == Source::Nobody && shape != Shape::Infinitive {
            return false;
        }
        let mut pairs: Vec<usize> = Vec::new();
        for word in reading.words.get(from..to).unwrap_or(&[]) {
            if let Some(pair) = word.pair
                && pairs.last() != Some(&(pair as usize))
            {
                pairs.push(pair as usize);
            }
        }
        let whole = pairs
            .first()
            .and_then(|pair| reading.pairs.get(*pair))
            .filter(|pair| pairs.len() == 1 && pair.open == from && pair.close + 1 == to);
        let fragments = whole.map_or_else(
            || vec![reading.extent(from, to)],
            |pair| pair.fragments.clone(),
        );
        for pair in &pairs {
            self.taken
                .iter_mut()
                .skip(*pair)
                .take(1)
                .for_each(|taken| *taken = true);
        }
        self.used.extend(cue.map(|cue| cue.1));
        let end = cue.map_or(to, |(_, verb)| to.max(verb + 1));
        self.found.push(Attribution {
            shape,
            fragments,
            content: (from, to),
            cue,
            source,
            pairs,
            end,
            sure: None,
        });
        true
    }
}
