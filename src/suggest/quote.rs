//! The rules for quotes: each is a shape in which content, cue and source stand to one another.
//!
//! In come the attributions of a block; out come candidates with type, attitude, cue and source. How shapes are found is
//! told in `attribution`.

use crate::article::Extent;
use crate::suggest::attribution::{Attribution, Shape, Source};
use crate::suggest::lexicon::Classes;
use crate::suggest::reading::Reading;
use crate::suggest::rule::{Block, Candidate, Cue, Who, rule};
use crate::suggest::source::mentions;

rule! {
    /// Words in quotation marks, followed by the one who said them and the verb, in either order.
    CUE_AFTER {
        id: "quote.cue_after", label: "quote", title: "“…,” she said", source: "PolNeAR annotation guidelines",
        fires: [
            "“The bridge is closed,” the harbour master said.\n~~~~~~~~~~~~~~~~~~~~~~~ quote direct",
            "\"Where were you?\" asked Ms. Okafor.\n~~~~~~~~~~~~~~~~~ quote direct",
            "«We have time», Lena Moor, the head of the choir, told visitors.\n~~~~~~~~~~~~~~ quote direct",
        ],
        silent: [
            "The so-called “Night Market” opened on Friday.",
            "Her novel “The Long Pier” sold well, critics and readers alike.",
        ],
        find: |block| shaped(block, Shape::CueAfter, "quote.cue_after"),
    }
}

rule! {
    /// A quotation that its cue breaks in two: both parts are one quote. What follows in marks without a cue of its own goes with it.
    CUE_BETWEEN {
        id: "quote.cue_between", label: "quote", title: "“…,” she said, “…”", source: "PolNeAR annotation guidelines",
        fires: [
            "“We will rebuild,” said Ms. Ortiz, “by May.”\n~~~~~~~~~~~~~~~~~~                 ~~~~~~~~~ quote direct",
            "“It was dark,” Hall said. “Nobody saw the step.”\n~~~~~~~~~~~~~~            ~~~~~~~~~~~~~~~~~~~~~~ quote direct",
        ],
        silent: [
            "They played “Dawn” and “Dusk” before the break.",
            "Both “north” and “south” doors were locked.",
        ],
        find: |block| shaped(block, Shape::CueBetween, "quote.cue_between"),
    }
}

rule! {
    /// A verb of speech that announces words in quotation marks, with or without a comma or a colon.
    CUE_BEFORE {
        id: "quote.cue_before", label: "quote", title: "She said, “…”", source: "PolNeAR annotation guidelines",
        fires: [
            "Mr. Hall told reporters: “Nobody saw the step.”\n                         ~~~~~~~~~~~~~~~~~~~~~~ quote direct",
            "The keeper said, \"The lamp went out twice.\"\n                 ~~~~~~~~~~~~~~~~~~~~~~~~~~ quote direct",
        ],
        silent: [
            "The choir sang “Morning Light” in the square.",
            "The sign on the gate bears the word “private”.",
        ],
        find: |block| shaped(block, Shape::CueBefore, "quote.cue_before"),
    }
}

rule! {
    /// A verb of speech or thought and a clause with «that», «whether» or a question word.
    THAT_CLAUSE {
        id: "quote.that_clause", label: "quote", title: "She said that …", source: "PolNeAR annotation guidelines",
        fires: [
            "The ministry said that the road would reopen in June.\n                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ quote indirect",
            "Ann Lee told him that they were \"ready\" for rain.\n                      ~~~~~~~~~~~~~~~~~~~~~~~~~~ quote mixed",
        ],
        silent: [
            "The report that the council ordered is long.",
            "He could say that in his sleep.",
        ],
        find: |block| shaped(block, Shape::ThatClause, "quote.that_clause"),
    }
}

rule! {
    /// A verb of speech with a clause that follows without «that».
    BARE_CLAUSE {
        id: "quote.bare_clause", label: "quote", title: "She said it was …", source: "PolNeAR annotation guidelines",
        fires: [
            "The keeper said the lamp had gone out twice.\n                ~~~~~~~~~~~~~~~~~~~~~~~~~~~ quote indirect",
            "Ms. Ortiz says she is tired.\n               ~~~~~~~~~~~~ quote indirect",
        ],
        silent: [
            "The keeper said nothing.",
            "She said goodbye at the door.",
        ],
        find: |block| shaped(block, Shape::BareClause, "quote.bare_clause"),
    }
}

rule! {
    /// A statement without marks, and behind a comma who made it.
    CLAUSE_BEFORE {
        id: "quote.clause_before", label: "quote", title: "It was …, she said", source: "PolNeAR annotation guidelines",
        fires: [
            "The lamp had gone out twice, the keeper said.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~ quote indirect",
            "Two doors were locked, said Ms. Ortiz.\n~~~~~~~~~~~~~~~~~~~~~ quote indirect",
            "HAVEN, Oct. 6 — The lamp had gone out twice, the keeper said.\n                ~~~~~~~~~~~~~~~~~~~~~~~~~~~ quote indirect",
        ],
        silent: [
            "Long after the lamp went out, the keeper said goodbye.",
            "When the lamp goes out, they wait.",
            "In the evening, the keeper reads.",
        ],
        find: |block| shaped(block, Shape::ClauseBefore, "quote.clause_before"),
    }
}

rule! {
    /// «According to» someone, then the statement.
    ACCORDING_TO {
        id: "quote.according_to", label: "quote", title: "According to her, …", source: "PolNeAR annotation guidelines",
        fires: [
            "According to the ministry, the road is safe.\n                           ~~~~~~~~~~~~~~~~ quote indirect",
            "According to Ann Lee, the vote was close.\n                      ~~~~~~~~~~~~~~~~~~ quote indirect",
        ],
        silent: [
            "All went according to plan.",
            "They were sorted according to size.",
        ],
        find: |block| shaped(block, Shape::AccordingTo, "quote.according_to"),
    }
}

rule! {
    /// A statement, then «according to» someone.
    ACCORDING_TO_AFTER {
        id: "quote.according_to_after", label: "quote", title: "…, according to her", source: "PolNeAR annotation guidelines",
        fires: [
            "The road is safe, according to the ministry.\n~~~~~~~~~~~~~~~~ quote indirect",
            "The vote was close, according to Ann Lee.\n~~~~~~~~~~~~~~~~~~ quote indirect",
        ],
        silent: [
            "The tiles were laid according to plan.",
            "Guests sat according to rank.",
        ],
        find: |block| shaped(block, Shape::AccordingToAfter, "quote.according_to_after"),
    }
}

rule! {
    /// A verb of will and what its subject wills to do.
    INFINITIVE {
        id: "quote.infinitive", label: "quote", title: "She vowed to …", source: "PolNeAR annotation guidelines",
        fires: [
            "The keeper vowed to relight the lamp.\n                 ~~~~~~~~~~~~~~~~~~~ quote indirect",
            "Mr. Hall refused to leave the hall.\n                 ~~~~~~~~~~~~~~~~~ quote indirect",
        ],
        silent: [
            "The lamp went out.",
            "It took an hour to reach the top.",
        ],
        find: |block| shaped(block, Shape::Infinitive, "quote.infinitive"),
    }
}

rule! {
    /// A verb of naming or judging with words in marks.
    CALLED {
        id: "quote.called", label: "quote", title: "She called it “…”", source: "PolNeAR annotation guidelines",
        fires: [
            "Ms. Ortiz called the plan “a slow disaster.”\n                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~ quote mixed",
            "Critics described him as “a man in a hurry”.\n                  ~~~~~~~~~~~~~~~~~~~~~~~~~ quote mixed",
        ],
        silent: [
            "A street called “The Narrows” floods often.",
            "The band was dubbed “The Gulls” at school.",
        ],
        find: |block| shaped(block, Shape::Called, "quote.called"),
    }
}

rule! {
    /// A verb of asking, whom it asks, and in marks what for.
    ORDERED {
        id: "quote.ordered", label: "quote", title: "She urged them “to …”", source: "PolNeAR annotation guidelines",
        fires: [
            "Ann Lee urged them \"to sit down and talk\".\n                   ~~~~~~~~~~~~~~~~~~~~~~ quote direct",
            "The judge told him “to come back sober.”\n                   ~~~~~~~~~~~~~~~~~~~~~ quote direct",
        ],
        silent: [
            "The judge rose to leave.",
            "She encouraged them on “The Late Hour”.",
        ],
        find: |block| shaped(block, Shape::Ordered, "quote.ordered"),
    }
}

rule! {
    /// «For» someone, and what they think in marks at the sentence's end.
    FOR_SOMEONE {
        id: "quote.for_someone", label: "quote", title: "For her, this “…”", source: "PolNeAR annotation guidelines",
        fires: [
            "For watchers such as Ann Lee, who led the port, the vote “shows that nobody has a plan.”\n                                                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ quote direct",
            "To Ann Lee, who led the port, the vote “was a farce from the start.”\n                                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ quote direct",
        ],
        silent: [
            "For years Ann Lee sang in “The Port and the Bell”.",
            "For an hour the choir sang “Morning Light over the Bay”.",
        ],
        find: |block| shaped(block, Shape::ForSomeone, "quote.for_someone"),
    }
}

rule! {
    /// A name and a colon: in a headline what follows is theirs; elsewhere only words in marks.
    COLON {
        id: "quote.colon", label: "quote", title: "Lee: …", source: "PolNeAR annotation guidelines",
        fires: [
            "Ann Lee: “Nobody has a plan.”\n         ~~~~~~~~~~~~~~~~~~~~ quote direct",
            "Tom Hall: \"Nobody saw the step.\"\n          ~~~~~~~~~~~~~~~~~~~~~~ quote direct",
        ],
        silent: [
            "Doors: two.",
            "The choir sang three songs: “Dawn”, “Noon” and “Dusk”.",
        ],
        find: |block| shaped(block, Shape::Colon, "quote.colon"),
    }
}

rule! {
    /// Sentences in marks without a cue, behind speech of someone: they go on.
    CONTINUED {
        id: "quote.continued", label: "quote", title: "“…” alone, behind speech", source: "PolNeAR annotation guidelines",
        fires: [
            "The lamp had gone out twice, Ann Lee said.\n\n“Nobody saw the step in the dark.”\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ quote direct",
            "Mr. Hall says he is tired. “We have no more hands on deck.”\n                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ quote direct",
        ],
        silent: [
            "The band played. “Dusk” came last.",
            "Nobody came. “Private” stood on the gate.",
        ],
        find: |block| shaped(block, Shape::Continued, "quote.continued"),
    }
}

rule! {
    /// Words that a network, trained on labelled articles, takes for someone’s, with the words that bring them in: for what
    /// follows none of the other rules.
    LEARNED {
        id: "quote.learned", label: "quote", title: "Learned from articles", source: "PolNeAR, training part",
        fires: [
            "The mayor is confident that the bridge will hold.\n                       ~~~~~~~~~~~~~~~~~~~~~~~~~ quote indirect",
            "Ann Lee supports a ban on fishing in the bay.\n                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~ quote indirect",
        ],
        silent: [
            "The lamp went out twice.",
            "Two doors were locked when the choir came.",
        ],
        find: |block| shaped(block, Shape::Learned, "quote.learned"),
    }
}

fn shaped(block: &Block<'_>, shape: Shape, rule: &'static str) -> Vec<Candidate> {
    let found = block
        .attributions
        .iter()
        .filter(|attribution| attribution.shape == shape);
    found
        .map(|attribution| candidate(block.reading, attribution, rule))
        .collect()
}

fn candidate(reading: &Reading<'_>, attribution: &Attribution, rule: &'static str) -> Candidate {
    let cue = attribution
        .cue
        .map(|(words, verb)| cue(reading, attribution.shape, words, verb));
    let who = match attribution.source {
        Source::Words(words) => Who::Named(mentions(reading, words)),
        Source::Previous => Who::Previous,
        Source::Nobody => Who::Nobody,
    };
    let quote_type = quote_type(reading, attribution);
    let mut texts = vec![("quote_type", quote_type.to_owned())];
    let attitude = attribution.cue.map_or("assertion", |(_, verb)| {
        attitude(reading, verb, attribution.shape)
    });
    texts.push(("attribution_type", attitude.to_owned()));
    let words = cue
        .as_ref()
        .map_or("", |cue| reading.article.slice(cue.extent));
    let marks = match quote_type {
        "direct" => "the words are in quotation marks",
        "mixed" => "part of the words is in quotation marks",
        _ => "the words are reported without quotation marks",
    };
    let reason = match (attribution.shape, words) {
        (Shape::Continued, _) => {
            "Sentences in quotation marks go on with the speech before them.".to_owned()
        }
        (Shape::Learned, "") => {
            format!("It reads like what someone said, going on with the speech before it; {marks}.")
        }
        (Shape::Learned, words) => {
            format!(
                "«{words}» seems to introduce it, as in articles that the engine learned from; {marks}."
            )
        }
        (Shape::Colon, _) => "A name and a colon introduce what follows.".to_owned(),
        (_, words) => format!("«{words}» introduces it; {marks}."),
    };
    Candidate {
        rule,
        label: "quote",
        fragments: attribution.fragments.clone(),
        texts,
        lists: Vec::new(),
        numbers: Vec::new(),
        cue,
        who,
        reason,
        sure: attribution.sure,
    }
}

fn cue(reading: &Reading<'_>, shape: Shape, words: (usize, usize), verb: usize) -> Cue {
    let word = reading.word(verb);
    let according = word.is_some_and(|word| word.is("according"));
    let (cue_type, lemma) = if according {
        ("according_to", "according to".to_owned())
    } else if shape == Shape::Colon || word.is_some_and(|word| word.is(":")) {
        ("punctuation", ":".to_owned())
    } else if shape == Shape::ForSomeone
        || shape == Shape::Learned
            && word.is_some_and(|word| {
                word.entry.lemma.is_empty()
                    && word.has(Classes::NOUN_OF_SPEECH.and(Classes::PREPOSITION))
            })
    {
        ("noun", word.map_or("", |word| word.text).to_lowercase())
    } else {
        let lemma = word.map_or("", |word| {
            if word.entry.lemma.is_empty() {
                word.text
            } else {
                word.entry.lemma
            }
        });
        ("verb", lemma.to_lowercase())
    };
    Cue {
        extent: reading.extent(words.0, words.1),
        cue_type,
        lemma,
    }
}

/// Direct when nothing lies outside the marks, indirect when there are none.
fn quote_type(reading: &Reading<'_>, attribution: &Attribution) -> &'static str {
    let marked: Vec<Extent> = attribution
        .pairs()
        .filter_map(|pair| reading.pairs.get(pair))
        .flat_map(|pair| pair.fragments.iter().copied())
        .collect();
    let covered = |fragment: &Extent| marked.iter().any(|mark| mark.covers(*fragment));
    if marked.is_empty() {
        "indirect"
    } else if attribution.fragments.iter().all(covered) {
        "direct"
    } else {
        "mixed"
    }
}

fn attitude(reading: &Reading<'_>, verb: usize, shape: Shape) -> &'static str {
    if shape == Shape::Ordered {
        "order"
    } else if reading.has(verb, Classes::INQUIRY) {
        "question"
    } else if reading.has(verb, Classes::EMOTION) {
        "emotion"
    } else if reading.has(verb, Classes::BELIEF) {
        "belief"
    } else {
        "assertion"
    }
}
