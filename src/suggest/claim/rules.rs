//! The rules for claims as an editor reads them, with the sentences that test them.

use crate::suggest::rule::{made_by, rule};

rule! {
    /// A share, a sum or a count that the public has a stake in.
    FIGURE {
        id: "claim.figure", label: "claim", title: "One child in four is poor", source: "Full Fact: quantity in the past or present",
        fires: [
            "One in four children in the port lives in poverty.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim quantity CFS",
            "The ministry spends $4 million a year on school books.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim quantity CFS",
        ],
        silent: [
            "How can a port of 9,000 people have no doctor?",
            "“Two million pounds is far too much for a pier,” she said.",
        ],
        find: |block| made_by(block.findings, "claim.figure"),
    }
}

rule! {
    /// A figure that rose or fell.
    CHANGE {
        id: "claim.change", label: "claim", title: "Rents rose by 8%", source: "Full Fact: quantity in the past or present",
        fires: [
            "Rents in the port have risen by 8% since May.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim quantity CFS",
            "“Thefts fell by a third last year,” Ann Lee said.\n ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim quantity CFS",
        ],
        silent: [
            "Did rents rise by 8% last year?",
            "“I hope that rents fall by a third,” she said.",
        ],
        find: |block| made_by(block.findings, "claim.change"),
    }
}

rule! {
    /// The most, the first, the only; or one thing held against another.
    COMPARISON {
        id: "claim.comparison", label: "claim", title: "The highest in Europe", source: "Full Fact: quantity in the past or present",
        fires: [
            "The port has the highest taxes in the country.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim quantity CFS",
            "Nurses there earn less than drivers do.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim quantity CFS",
        ],
        silent: [
            "“It is the most beautiful port in the world,” he said.",
            "Who would rather have a pier than a school?",
        ],
        find: |block| made_by(block.findings, "claim.comparison"),
    }
}

rule! {
    /// One thing is said to cause another, or to go with it.
    CAUSE {
        id: "claim.cause", label: "claim", title: "Smoke causes cancer", source: "Full Fact: correlation or causation",
        fires: [
            "Smoke from the kilns causes cancer.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim correlation_causation CFS",
            "The fire was caused by a lamp, police said.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim correlation_causation CFS",
        ],
        silent: [
            "Does smoke from the kilns cause cancer?",
            "“Thank you because you never gave up,” she said.",
        ],
        find: |block| made_by(block.findings, "claim.cause"),
    }
}

rule! {
    /// What the law or a rule demands, allows or forbids.
    LAW {
        id: "claim.law", label: "claim", title: "It is illegal to …", source: "Full Fact: current laws or rules of operation",
        fires: [
            "It is illegal to fish in the harbour.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim laws_rules CFS",
            "Owners of dogs are required to pay a fee.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim laws_rules CFS",
        ],
        silent: [
            "“The minister must act now,” he said.",
            "“We should ban cars from the quay,” she said.",
        ],
        find: |block| made_by(block.findings, "claim.law"),
    }
}

rule! {
    /// What is going to be, where a figure or a public matter hangs on it.
    PREDICTION {
        id: "claim.prediction", label: "claim", title: "It will cost 900 jobs", source: "Full Fact: prediction",
        fires: [
            "The closure will cost the port 900 jobs, the union said.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim prediction CFS",
            "Prices are expected to rise by 4% next year.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim prediction CFS",
        ],
        silent: [
            "“We will build 900 homes by 2030,” the mayor said.",
            "“I hope it will be fine,” she said.",
        ],
        find: |block| made_by(block.findings, "claim.prediction"),
    }
}

rule! {
    /// How somebody voted, and what they back or oppose.
    POSITION {
        id: "claim.position", label: "claim", title: "She voted against it", source: "Full Fact: other; voting records and support",
        fires: [
            "Senator Hall voted against the pension bill.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim other CFS",
            "The Liberals oppose the second runway.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim other CFS",
        ],
        silent: [
            "“Is it not true that you voted against the bill?” he asked.",
            "Vote for a better port.",
        ],
        find: |block| made_by(block.findings, "claim.position"),
    }
}

rule! {
    /// A wrong or a hidden deed that somebody is said to have done, or denies.
    ACCUSATION {
        id: "claim.accusation", label: "claim", title: "He lied to parliament", source: "The guideline for claims",
        fires: [
            "“The minister lied to parliament,” Tom Hall said.\n ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim other CFS",
            "The firm covered up the leak.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim other CFS",
        ],
        silent: [
            "Did the minister lie to parliament?",
            "“He stole the show and it was wonderful,” she said.",
        ],
        find: |block| made_by(block.findings, "claim.accusation"),
    }
}

rule! {
    /// What somebody has gone through themselves.
    EXPERIENCE {
        id: "claim.experience", label: "claim", title: "I waited for a year", source: "Full Fact: personal experience",
        fires: [
            "“I waited nine months for a bed,” Tom Hall said.\n ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim personal_experience UFS",
            "“We lost our boat in the storm,” Ann Lee said.\n ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim personal_experience UFS",
        ],
        silent: [
            "“I think that is absurd,” she said.",
            "“I will wait for you,” he said.",
        ],
        find: |block| made_by(block.findings, "claim.experience"),
    }
}

rule! {
    /// Another statement about public matters that somebody makes.
    FACT {
        id: "claim.fact", label: "claim", title: "The troops crossed the border", source: "Full Fact: other type of claim",
        fires: [
            "The troops crossed the border at night, the army said.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim other CFS",
            "“The hospital turned patients away,” Ann Lee said.\n ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim other CFS",
        ],
        silent: [
            "“What a wonderful hospital,” she said.",
            "The minister refused to comment.",
        ],
        find: |block| made_by(block.findings, "claim.fact"),
    }
}

rule! {
    /// A fact that can be checked and is routine: scene, procedure, biography, timetables.
    ROUTINE {
        id: "claim.routine", label: "claim", title: "The meeting lasted two hours", source: "ClaimBuster: unimportant factual sentence",
        fires: [
            "The meeting lasted two hours.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim quantity UFS",
            "She was born in Lund and studied law.\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ claim other UFS",
        ],
        silent: [
            "Call the box office for tickets.",
            "When does the meeting start?",
        ],
        find: |block| made_by(block.findings, "claim.routine"),
    }
}
