//! The rules for speakers and cues: which kinds of words name a quote's source and bring it in.
//!
//! These find nothing by themselves: a mention or a cue is proposed along with the quote that needs it, under the rule for
//! its kind, so that each kind has a score and examples of its own.

use crate::suggest::rule::{Block, Candidate, rule};

rule! {
    /// A person's name, with title and role where they stand with it.
    NAME {
        id: "speaker.name", label: "speaker", title: "A name", source: "PolNeAR annotation guidelines",
        fires: [
            "The lamp had gone out twice, harbour master Ann Lee said.\n                             ~~~~~~~~~~~~~~~~~~~~~~ speaker named",
            "“Nobody saw the step,” said Tom Hall, a spokesman for the choir.\n                            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ speaker named",
            "“Nobody saw the step,” the choir’s treasurer, Piet Okafor, said.\n                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ speaker named",
        ],
        silent: ["Ann Lee sang two songs.", "The pier is named after Tom Hall."],
        find: with_the_quote,
    }
}

rule! {
    /// «He», «she» or «they» as the one who speaks.
    PRONOUN {
        id: "speaker.pronoun", label: "speaker", title: "A pronoun", source: "PolNeAR annotation guidelines",
        fires: [
            "“Nobody saw the step,” she said.\n                       ~~~ speaker",
            "They said that the lamp was out.\n~~~~ speaker",
        ],
        silent: ["She sang two songs.", "He went home."],
        find: with_the_quote,
    }
}

rule! {
    /// A noun for people or what they are: «the minister», «residents».
    NOMINAL {
        id: "speaker.nominal", label: "speaker", title: "«The minister»", source: "PolNeAR annotation guidelines",
        fires: [
            "The lamp had gone out twice, the keeper said.\n                             ~~~~~~~~~~ speaker",
            "Residents said that the road was closed.\n~~~~~~~~~ speaker",
        ],
        silent: ["The keeper reads in the evening.", "Residents left."],
        find: with_the_quote,
    }
}

rule! {
    /// A body that speaks: a ministry, a company, a newspaper, a state.
    ORGANIZATION {
        id: "speaker.organization", label: "speaker", title: "«The ministry»", source: "PolNeAR annotation guidelines",
        fires: [
            "The road is safe, according to the ministry.\n                               ~~~~~~~~~~~~ speaker",
            "The company said that nobody was at work.\n~~~~~~~~~~~ speaker",
        ],
        silent: ["The ministry has a new roof.", "The company moved."],
        find: with_the_quote,
    }
}

rule! {
    /// A verb of speech or thought with its auxiliaries.
    VERB {
        id: "cue.verb", label: "cue", title: "A verb", source: "PolNeAR annotation guidelines",
        fires: [
            "“Nobody saw the step,” she said.\n                           ~~~~ cue verb",
            "The keeper has warned that the lamp is old.\n           ~~~~~~~~~~ cue verb",
        ],
        silent: ["The keeper reads.", "She said goodbye at the door."],
        find: with_the_quote,
    }
}

rule! {
    /// «According to» someone.
    ACCORDING_TO {
        id: "cue.according_to", label: "cue", title: "«According to»", source: "PolNeAR annotation guidelines",
        fires: [
            "The road is safe, according to the ministry.\n                  ~~~~~~~~~~~~ cue according_to",
            "According to Ann Lee, the vote was close.\n~~~~~~~~~~~~ cue according_to",
        ],
        silent: ["All went according to plan.", "Guests sat according to rank."],
        find: with_the_quote,
    }
}

rule! {
    /// Other words that bring in someone's view.
    NOUN {
        id: "cue.noun", label: "cue", title: "«For her»", source: "PolNeAR annotation guidelines",
        fires: [
            "For watchers such as Ann Lee, who led the port, the vote “shows that nobody has a plan.”\n~~~ cue noun",
            "To Ann Lee, who led the port, the vote “was a farce from the start.”\n~~ cue noun",
        ],
        silent: ["For years Ann Lee sang in “The Port and the Bell”.", "To the north lies the pier."],
        find: with_the_quote,
    }
}

rule! {
    /// A colon behind a name.
    PUNCTUATION {
        id: "cue.punctuation", label: "cue", title: "A colon", source: "PolNeAR annotation guidelines",
        fires: [
            "Ann Lee: “Nobody has a plan.”\n       ~ cue punctuation",
            "Tom Hall: \"Nobody saw the step.\"\n        ~ cue punctuation",
        ],
        silent: ["Doors: two.", "The choir sang three songs: “Dawn”, “Noon” and “Dusk”."],
        find: with_the_quote,
    }
}

rule! {
    /// Words that a network, trained on labelled articles, takes for the one whose quote it found.
    LEARNED {
        id: "speaker.learned", label: "speaker", title: "Learned from articles", source: "PolNeAR, training part",
        fires: [
            "The mayor is confident that the bridge will hold.\n~~~~~~~~~ speaker",
            "Ann Lee supports a ban on fishing in the bay.\n~~~~~~~ speaker named",
        ],
        silent: ["The lamp went out twice.", "Two doors were locked when the choir came."],
        find: with_the_quote,
    }
}

rule! {
    /// Words that a network, trained on labelled articles, takes for what brings in the quote that it found.
    LEARNED_CUE {
        id: "cue.learned", label: "cue", title: "Learned from articles", source: "PolNeAR, training part",
        fires: [
            "The mayor is confident that the bridge will hold.\n          ~~~~~~~~~~~~ cue",
            "Ann Lee supports a ban on fishing in the bay.\n        ~~~~~~~~ cue",
        ],
        silent: ["The lamp went out twice.", "Two doors were locked when the choir came."],
        find: with_the_quote,
    }
}

fn with_the_quote(_: &Block<'_>) -> Vec<Candidate> {
    Vec::new()
}
