//! The rules for casualties as an editor reads them, with the sentences that test them.

use crate::suggest::rule::{made_by, rule};

rule! {
    /// A verb of harm and the people whom it befell.
    ACTIVE {
        id: "casualty.active", label: "casualty", title: "It killed twelve people", source: "ACE 2005, Life.Die and Life.Injure",
        fires: [
            "The blast killed at least 12 people.\n          ~~~~~~~~~~~~~~~~~~~~~~~~~ casualty killed at_least people",
            "The flood has claimed nearly 40 lives.\n              ~~~~~~~~~~~~~~~~~~~~~~~ casualty killed about",
            "Gunmen opened fire at a market, wounding two dozen shoppers.\n                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~ casualty injured exact shoppers",
            "A mob stabbed a guard to death.\n      ~~~~~~~~~~~~~~~~~~~~~~~~ casualty killed exact guard",
            "The shelling forced 300 families from their homes.\n             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ casualty displaced exact families",
        ],
        silent: [
            "The senators killed the bill in committee.",
            "A second strike could kill thousands of people.",
            "The storm killed 300 sheep.",
            "The minister claimed that 200 voters were bused in.",
            "The cuts affected 300 workers.",
            "The club lost three players to rivals.",
        ],
        find: |block| made_by(block.findings, "casualty.active"),
    }
}

rule! {
    /// People of whom the sentence says that they were harmed.
    PASSIVE {
        id: "casualty.passive", label: "casualty", title: "Two soldiers were killed", source: "ACE 2005, Life.Die and Life.Injure",
        fires: [
            "Two soldiers were killed on Friday.\n~~~~~~~~~~~~~~~~~~~~~~~~ casualty killed exact soldiers",
            "A man was shot dead outside the station.\n~~~~~~~~~~~~~~~~~~~ casualty killed exact man",
            "Eleven pupils were taken to hospital.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ casualty injured exact pupils",
            "Two hundred men are being held.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ casualty detained exact men",
        ],
        silent: [
            "Thousands would be killed in such a war.",
            "The motion was killed by two votes.",
            "If ten people are killed, who answers for it?",
            "Fans were left injured in pride.",
            "The talks are being held in Oslo.",
        ],
        find: |block| made_by(block.findings, "casualty.passive"),
    }
}

rule! {
    /// People of whom the sentence says that they died.
    DIED {
        id: "casualty.died", label: "casualty", title: "38 passengers perished", source: "ACE 2005, Life.Die",
        fires: [
            "Relatives of those who died or were wounded gathered at noon.\n             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ casualty killed injured",
            "Some 38 passengers perished when the ferry sank.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~ casualty killed about passengers",
            "Two hikers fell to their deaths.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ casualty killed exact hikers",
            "Ten guests sustained burns.\n~~~~~~~~~~~~~~~~~~~~~~~~~~ casualty injured exact guests",
        ],
        silent: [
            "The sculptor died of natural causes aged 90.",
            "Interest in the plan died within a week.",
            "The comic died a thousand deaths on stage.",
        ],
        find: |block| made_by(block.findings, "casualty.died"),
    }
}

rule! {
    /// A count right before the word of harm.
    ELLIPTIC {
        id: "casualty.elliptic", label: "casualty", title: "14 wounded", source: "ACE 2005, Life.Die and Life.Injure",
        fires: [
            "The crash left five dead.\n               ~~~~~~~~~ casualty killed exact",
            "Police counted three dead and 14 wounded.\n               ~~~~~~~~~~ casualty killed\n                              ~~~~~~~~~~ casualty injured",
        ],
        silent: [
            "The race ended in a dead heat.",
            "Both sides face a deadline in 30 days.",
            "Senators killed the motion.",
        ],
        find: |block| made_by(block.findings, "casualty.elliptic"),
    }
}

rule! {
    /// A noun of harm with its people or its count.
    NOMINAL {
        id: "casualty.nominal", label: "casualty", title: "The deaths of two climbers", source: "ACE 2005, Life.Die and Justice.Arrest-Jail",
        fires: [
            "The inquiry looks into the deaths of two climbers.\n                       ~~~~~~~~~~~~~~~~~~~~~~~~~~ casualty killed climbers",
            "The district reported 43 deaths.\n                      ~~~~~~~~~ casualty killed exact",
        ],
        silent: [
            "The death of the author is an old idea.",
            "The team has had no luck with injuries.",
            "Deaths from measles have fallen by 73 per cent.",
        ],
        find: |block| made_by(block.findings, "casualty.nominal"),
    }
}

rule! {
    /// A death toll with its figure.
    TOLL {
        id: "casualty.toll", label: "casualty", title: "The death toll rose to 43", source: "The guideline for casualties",
        fires: [
            "Rescuers found two more bodies, raising the death toll to 43.\n                                        ~~~~~~~~~~~~~~~~~~~~ casualty killed running_total",
            "The quake had a death toll of 310.\n              ~~~~~~~~~~~~~~~~~~~ casualty killed",
            "The ministry put the number of dead at 31.\n                 ~~~~~~~~~~~~~~~~~~~~~~~~ casualty killed",
        ],
        silent: [
            "The toll on the bridge is $4.",
            "The toll road opens to 2,000 cars.",
            "The death toll could rise to 10.",
        ],
        find: |block| made_by(block.findings, "casualty.toll"),
    }
}

rule! {
    /// The sentence says that nobody was harmed.
    NONE {
        id: "casualty.none", label: "casualty", title: "No one was hurt", source: "The guideline for casualties",
        fires: [
            "No one was hurt in the fire.\n~~~~~~~~~~~~~~~ casualty injured none",
            "The army reported no casualties.\n                  ~~~~~~~~~~~~~ casualty killed none",
            "Not a single passenger was harmed.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ casualty injured none",
        ],
        silent: [
            "No deal was killed by it.",
            "No injuries kept the striker from the match.",
        ],
        find: |block| made_by(block.findings, "casualty.none"),
    }
}

rule! {
    /// A part of a total that came to harm.
    PART {
        id: "casualty.part", label: "casualty", title: "Including three children", source: "The guideline for casualties",
        fires: [
            "The shelling killed 12 people, including three children.\n                               ~~~~~~~~~~~~~~~~~~~~~~~~ casualty killed children",
            "Nine miners were killed, among them two brothers from Leeds.\n                         ~~~~~~~~~~~~~~~~~~~~~~~ casualty killed brothers",
            "A storm killed 12 people, three of them children.\n                          ~~~~~~~~~~~~~~~~~~~~~~ casualty killed children",
        ],
        silent: [
            "Twelve people met, including three children.",
            "The bill has 40 backers, including two nurses.",
        ],
        find: |block| made_by(block.findings, "casualty.part"),
    }
}
