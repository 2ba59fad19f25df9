//! The rules for commitments as an editor reads them, with the sentences that test them.

use crate::suggest::rule::{made_by, rule};

rule! {
    /// «Will», «shall» or «going to» and a deed, said of oneself or of a body that can do it.
    WILL {
        id: "commitment.will", label: "commitment", title: "We will rebuild", source: "Searle, commissive illocutionary acts",
        fires: [
            "“We will rebuild the pier by May,” Ann Lee said.\n    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ commitment promise firm will_do",
            "The council will not sell the hall.\n            ~~~~~~~~~~~~~~~~~~~~~~ commitment promise will_not_do",
            "“I shall not seek a third term,” Ann Lee said.\n   ~~~~~~~~~~~~~~~~~~~~~~~~~~~ commitment promise will_not_do",
        ],
        silent: [
            "It will rain on Sunday.",
            "She left the house to them in her will.",
            "They lost the will to fight.",
            "Will you build it?",
            "Drivers will pay more.",
            "“We will probably lose,” Ann Lee said.",
        ],
        find: |block| made_by(block.findings, "commitment.will"),
    }
}

rule! {
    /// A «will» that somebody reports, of their own deed.
    REPORTED {
        id: "commitment.reported", label: "commitment", title: "She said she would rebuild", source: "Searle, commissive illocutionary acts",
        fires: [
            "Ann Lee said she would resign in June.\n                 ~~~~~~~~~~~~~~~~~~~~ commitment promise",
            "The ministry said that it would build two schools.\n                          ~~~~~~~~~~~~~~~~~~~~~~~ commitment promise",
            "Officials said they would publish the tapes.\n                    ~~~~~~~~~~~~~~~~~~~~~~~ commitment promise",
        ],
        silent: [
            "Ann Lee said it would rain.",
            "The keeper said he would have paid.",
            "The firm said profits would fall.",
        ],
        find: |block| made_by(block.findings, "commitment.reported"),
    }
}

rule! {
    /// A verb that commits its subject, and what its subject is to do.
    VERB {
        id: "commitment.verb", label: "commitment", title: "She vowed to rebuild", source: "Searle, commissive illocutionary acts",
        fires: [
            "Ann Lee vowed to rebuild the pier.\n        ~~~~~~~~~~~~~~~~~~~~~~~~~ commitment promise firm",
            "The company plans to close two plants by 2030.\n            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ commitment hedged",
            "The mayor threatened to sue the bank.\n          ~~~~~~~~~~~~~~~~~~~~~~~~~~ commitment threat",
            "The syndicate agreed to pay a fine.\n              ~~~~~~~~~~~~~~~~~~~~ commitment agreement",
            "The minister refused to apologise.\n             ~~~~~~~~~~~~~~~~~~~~ commitment refusal will_not_do",
        ],
        silent: [
            "The minister refused to comment.",
            "The storm threatened to flood the town.",
            "She encouraged them to meet again.",
            "She declined to give her surname.",
            "The engine refused to start.",
        ],
        find: |block| made_by(block.findings, "commitment.verb"),
    }
}

rule! {
    /// A verb that commits, and a clause with «will» or «would».
    THAT {
        id: "commitment.that", label: "commitment", title: "She promised that she would", source: "Searle, commissive illocutionary acts",
        fires: [
            "Ann Lee promised that no one would lose a job.\n        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ commitment promise",
            "The firm guaranteed that wages will rise.\n         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ commitment guarantee",
            "The collector assured villagers that water would be restored.\n              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ commitment guarantee villagers",
        ],
        silent: [
            "The evening promised fun for all.",
            "She hoped that it would rain.",
        ],
        find: |block| made_by(block.findings, "commitment.that"),
    }
}

rule! {
    /// A verb that commits, and what is promised, to whom it may be.
    OBJECT {
        id: "commitment.object", label: "commitment", title: "She pledged $5 million", source: "Searle, commissive illocutionary acts",
        fires: [
            "The bank pledged $5 million to Ukraine.\n         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ commitment promise Ukraine",
            "The mayor promised a review of the fares.\n          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ commitment promise",
            "The club offered the coach a new contract.\n         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ commitment offer",
            "The two sides agreed to a ceasefire.\n              ~~~~~~~~~~~~~~~~~~~~~ commitment agreement",
        ],
        silent: [
            "Pledged delegates met on Friday.",
            "The mayor offered his condolences.",
            "The broken promise cost him the race.",
        ],
        find: |block| made_by(block.findings, "commitment.object"),
    }
}

rule! {
    /// An adjective of readiness, and for what.
    READY {
        id: "commitment.ready", label: "commitment", title: "She is prepared to help", source: "The guideline for commitments",
        fires: [
            "The U.S. is “prepared to do whatever it can to help.”\n             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ commitment offer",
            "The union is not willing to accept the cuts.\n          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ commitment refusal will_not_do",
        ],
        silent: [
            "The soup is ready to serve.",
            "Residents must be prepared to leave.",
            "He was ready to fight in 1916.",
        ],
        find: |block| made_by(block.findings, "commitment.ready"),
    }
}

rule! {
    /// A noun for what somebody binds themself to, and what it is.
    NOUN {
        id: "commitment.noun", label: "commitment", title: "Her pledge to rebuild", source: "The guideline for commitments",
        fires: [
            "Voters liked her pledge to cut the fares.\n                 ~~~~~~~~~~~~~~~~~~~~~~~ commitment promise",
            "The firm announced plans to hire 200 people.\n                   ~~~~~~~~~~~~~~~~~~~~~~~~ commitment hedged",
            "Kenya signed a deal to share the water.\n               ~~~~~~~~~~~~~~~~~~~~~~~ commitment agreement firm",
        ],
        silent: [
            "The leak is a threat to public health.",
            "He kept his promise to pay them.",
            "The plan to widen the road was shelved.",
        ],
        find: |block| made_by(block.findings, "commitment.noun"),
    }
}

rule! {
    /// «Ruled out», or a call turned down, and what won't be done.
    RULED_OUT {
        id: "commitment.ruled_out", label: "commitment", title: "She ruled out a sale", source: "The guideline for commitments",
        fires: [
            "The minister ruled out raising taxes.\n             ~~~~~~~~~~~~~~~~~~~~~~~ commitment refusal will_not_do",
            "The company has ruled out a sale.\n            ~~~~~~~~~~~~~~~~~~~~ commitment refusal",
            "Hungary rejected calls to accept more refugees.\n        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ commitment refusal will_not_do",
        ],
        silent: [
            "The minister did not rule out a vote.",
            "Rain ruled out the match.",
        ],
        find: |block| made_by(block.findings, "commitment.ruled_out"),
    }
}
