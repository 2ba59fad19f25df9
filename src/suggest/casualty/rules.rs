//! The rules for casualties as an editor reads them, with the sentences that test them.

use crate::suggest::finding::RuleText;

const SOURCE: &str = "The built-in schema's guideline for casualties, after ACE 2005 (Life.Die, Life.Injure, Justice.Arrest-Jail)";

/// All of them.
pub(crate) const RULES: &[RuleText] = &[
    RuleText {
        id: "casualty.active",
        description: "A verb of harm and the people whom it befell: «killed at least 12 people».",
        source: SOURCE,
        fires: &[
            "The blast killed at least 12 people.\n          ~~~~~~~~~~~~~~~~~~~~~~~~~~",
            "The flood has claimed nearly 40 lives.\n              ~~~~~~~~~~~~~~~~~~~~~~~~",
            "Gunmen opened fire at a market, wounding two dozen shoppers.\n                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~",
        ],
        silent: &["The senators killed the bill in committee.", "A second strike could kill thousands of people.", "The storm killed 300 sheep.", "The minister claimed that 200 voters were bused in."],
    },
    RuleText {
        id: "casualty.passive",
        description: "People of whom the sentence says that they were harmed: «two soldiers were killed».",
        source: SOURCE,
        fires: &["Two soldiers were killed on Friday.\n~~~~~~~~~~~~~~~~~~~~~~~~", "A man was shot dead outside the station.\n~~~~~~~~~~~~~~~~~~~"],
        silent: &["Thousands would be killed in such a war.", "The motion was killed by two votes.", "If ten people are killed, who answers for it?"],
    },
    RuleText {
        id: "casualty.died",
        description: "People of whom the sentence says that they died: «38 passengers perished».",
        source: SOURCE,
        fires: &["Relatives of those who died or were wounded gathered at noon.\n             ~~~~~~~~~~~~~~~~~~~~~~~~~~", "Some 38 passengers perished when the ferry sank.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~"],
        silent: &["The sculptor died of natural causes aged 90.", "Interest in the plan died within a week."],
    },
    RuleText {
        id: "casualty.elliptic",
        description: "A count right before the word of harm: «14 wounded», «five dead».",
        source: SOURCE,
        fires: &["The crash left five dead.\n               ~~~~~~~~~", "Police counted three dead and 14 wounded.\n               ~~~~~~~~~~\n                              ~~~~~~~~~~"],
        silent: &["The race ended in a dead heat.", "Both sides face a deadline in 30 days."],
    },
    RuleText {
        id: "casualty.nominal",
        description: "A noun of harm with its people or its count: «the deaths of two climbers».",
        source: SOURCE,
        fires: &["The inquiry looks into the deaths of two climbers.\n                       ~~~~~~~~~~~~~~~~~~~~~~~~~~", "The district reported 43 deaths.\n                      ~~~~~~~~~"],
        silent: &["The death of the author is an old idea.", "The team has had no luck with injuries."],
    },
    RuleText {
        id: "casualty.toll",
        description: "A death toll with its figure: «the death toll rose to 43».",
        source: SOURCE,
        fires: &["Rescuers found two more bodies, raising the death toll to 43.\n                                        ~~~~~~~~~~~~~~~~~~~~", "The quake had a death toll of 310.\n              ~~~~~~~~~~~~~~~~~~~"],
        silent: &["The toll on the bridge is $4.", "The toll road opens to 2,000 cars."],
    },
    RuleText {
        id: "casualty.none",
        description: "The sentence says that nobody was harmed: «no one was hurt», «no casualties».",
        source: SOURCE,
        fires: &["No one was hurt in the fire.\n~~~~~~~~~~~~~~~", "The army reported no casualties.\n                  ~~~~~~~~~~~~~"],
        silent: &["No deal was killed by it.", "No injuries kept the striker from the match."],
    },
    RuleText {
        id: "casualty.part",
        description: "A part of a total that came to harm: «including three children».",
        source: SOURCE,
        fires: &["The shelling killed 12 people, including three children.\n             ~~~~~~~~~~~~~~~~\n                               ~~~~~~~~~~~~~~~~~~~~~~~~", "Nine miners were killed, among them two brothers from Leeds.\n~~~~~~~~~~~~~~~~~~~~~~~\n                         ~~~~~~~~~~~~~~~~~~~~~"],
        silent: &["Twelve people met, including three children.", "The bill has 40 backers, including two nurses."],
    },
];
