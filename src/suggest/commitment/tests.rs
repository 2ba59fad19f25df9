//! Sentences with the commitments in them, and sentences that only look like it.

use crate::suggest::tests::{check_values, check_values_on};

#[test]
fn a_commitment_has_its_words_its_actor_and_what_is_to_be_done() {
    check_values(
        "commitment",
        &[
            (
                "“We will rebuild every school,” said Ann Lee, the mayor.",
                &[
                    "will rebuild every school; act=promise; action=rebuild every school; actor=Ann Lee, the mayor; strength=firm; polarity=will_do",
                ],
            ),
            (
                "“I'll fight for every job,” Tom Hall said.",
                &["I'll fight for every job; action=fight for every job; actor=Tom Hall"],
            ),
            (
                "“I won't sign that bill,” Tom Hall said.",
                &["won't sign that bill; polarity=will_not_do; actor=Tom Hall"],
            ),
            (
                "“We are going to build a wall,” Tom Hall said.",
                &["are going to build a wall; action=build a wall; actor=Tom Hall"],
            ),
            (
                "Ann Lee said that the U.S. is \"prepared to do whatever it can to support these talks.\"",
                &[
                    "prepared to do whatever it can to support these talks; act=offer; actor=the U.S.; action=do whatever it can to support these talks",
                ],
            ),
            (
                "The mayor vowed to cut fares unless the council objects.",
                &[
                    "vowed to cut fares unless the council objects; action=cut fares; condition=unless the council objects; strength=conditional; actor=The mayor",
                ],
            ),
            (
                "If elected, she will cut taxes.",
                &[
                    "If elected, she will cut taxes; condition=If elected; strength=conditional; actor=she",
                ],
            ),
            (
                "The company plans to build two plants.",
                &["plans to build two plants; strength=hedged; actor=The company"],
            ),
            (
                "The minister hopes to sign the treaty.",
                &["hopes to sign the treaty; strength=aspiration; actor=The minister"],
            ),
            (
                "The government aims to halve child poverty.",
                &["aims to halve child poverty; strength=aspiration"],
            ),
            (
                "The union threatened to strike.",
                &["threatened to strike; act=threat; actor=The union"],
            ),
            (
                "The bank refused to pay the fine.",
                &["refused to pay the fine; act=refusal; polarity=will_not_do; actor=The bank"],
            ),
            (
                "The two ministers agreed to send monitors.",
                &["agreed to send monitors; act=agreement; actor=The two ministers"],
            ),
            (
                "Norway offered to host the talks.",
                &["offered to host the talks; act=offer; actor=Norway"],
            ),
            (
                "The firm guaranteed that no job would be lost.",
                &["guaranteed that no job would be lost; act=guarantee; actor=The firm"],
            ),
            (
                "Ann Lee promised voters that she would resign.",
                &["promised voters that she would resign; act=promise; actor=Ann Lee"],
            ),
            (
                "Japan pledged $40 million to Ukraine.",
                &[
                    "pledged $40 million to Ukraine; action=$40 million to Ukraine; beneficiary=Ukraine; actor=Japan",
                ],
            ),
            (
                "The mayor promised an inquiry.",
                &["promised an inquiry; action=an inquiry; actor=The mayor"],
            ),
            (
                "Officials offered help to the families.",
                &["offered help to the families; act=offer; beneficiary=the families"],
            ),
            (
                "The minister ruled out a tax on savings.",
                &["ruled out a tax on savings; act=refusal; polarity=will_not_do"],
            ),
            (
                "The union is not willing to accept the cuts.",
                &["is not willing to accept the cuts; act=refusal; polarity=will_not_do"],
            ),
            (
                "The government remains committed to ending the war.",
                &["remains committed to ending the war; act=promise; actor=The government"],
            ),
            (
                "The ministry said it would send 200 soldiers.",
                &["would send 200 soldiers; act=promise; actor=The ministry"],
            ),
            (
                "Tom Hall said he would not raise rents.",
                &["would not raise rents; polarity=will_not_do; actor=he"],
            ),
            (
                "The president announced plans to close the prison.",
                &["plans to close the prison; strength=hedged; action=close the prison"],
            ),
            (
                "Critics doubt her promise to lower fares.",
                &["promise to lower fares; act=promise; action=lower fares"],
            ),
            (
                "The council will build 40 homes and will renovate the pier.",
                &[
                    "will build 40 homes",
                    "will renovate the pier; actor=The council",
                ],
            ),
            (
                "The committee pledged not to raise dues.",
                &["pledged not to raise dues; action=raise dues; polarity=will_not_do"],
            ),
            (
                "The mayor left the hall, vowing to return the money.",
                &["vowing to return the money; act=promise; action=return the money"],
            ),
            (
                "“Our government will defend this border,” the minister said.",
                &["will defend this border; actor=Our government"],
            ),
            (
                "Ann Lee has repeatedly pledged to protect the forest, but few believe her.",
                &["has repeatedly pledged to protect the forest; actor=Ann Lee"],
            ),
            (
                "The state will punish the smugglers, the minister said.",
                &["will punish the smugglers; act=threat; actor=The state"],
            ),
            (
                "The company will invest in roads, schools and clinics.",
                &["will invest in roads, schools and clinics"],
            ),
            (
                "The charity intends to sue the firm.",
                &["intends to sue the firm; strength=hedged; actor=The charity"],
            ),
            (
                "Hungary swore to veto the budget.",
                &["swore to veto the budget; actor=Hungary"],
            ),
            (
                "The U.N. is ready to send observers if both sides agree.",
                &[
                    "is ready to send observers if both sides agree; condition=if both sides agree; strength=conditional; act=offer",
                ],
            ),
            (
                "The senator would be willing to support the bill.",
                &["would be willing to support the bill; strength=hedged; actor=The senator"],
            ),
        ],
    );
}

#[test]
fn a_deadline_is_counted_from_the_day_of_publication() {
    // A Tuesday.
    check_values_on(
        "2022-09-20",
        "commitment",
        &[
            (
                "The mayor vowed to resign by Friday.",
                &[
                    "vowed to resign by Friday; action=resign; deadline=by Friday; deadline_date=2022-09-23",
                ],
            ),
            (
                "The firm promised to pay by 2030.",
                &["promised to pay by 2030; deadline=by 2030; deadline_date=2030-12-31"],
            ),
            (
                "The firm promised to pay before 2030.",
                &["promised to pay before 2030; deadline_date=2030-01-01"],
            ),
            (
                "The firm promised to pay within 30 days.",
                &[
                    "promised to pay within 30 days; deadline=within 30 days; deadline_date=2022-10-20",
                ],
            ),
            (
                "The firm promised to pay by the end of the month.",
                &["promised to pay by the end of the month; deadline_date=2022-09-30"],
            ),
            (
                "The council will build 40 homes by June 30, 2024.",
                &[
                    "will build 40 homes by June 30, 2024; deadline=by June 30, 2024; deadline_date=2024-06-30; action=build 40 homes",
                ],
            ),
            (
                "The council will build 40 homes by June.",
                &["will build 40 homes by June; deadline_date=2023-06-30"],
            ),
            (
                "The council will build 40 homes by 15 November.",
                &["will build 40 homes by 15 November; deadline_date=2022-11-15"],
            ),
            (
                "The minister pledged to publish the report next year.",
                &[
                    "pledged to publish the report next year; deadline=next year; deadline_date=2023-12-31",
                ],
            ),
            (
                "The minister pledged to publish the report tomorrow.",
                &["pledged to publish the report tomorrow; deadline_date=2022-09-21"],
            ),
            (
                "The minister pledged to publish the report on Tuesday.",
                &["pledged to publish the report on Tuesday; deadline_date=2022-09-27"],
            ),
            (
                "The minister pledged to publish the report within two weeks.",
                &["pledged to publish the report within two weeks; deadline_date=2022-10-04"],
            ),
            (
                "The minister pledged to publish the report in early spring.",
                &[
                    "pledged to publish the report in early spring; deadline=in early spring; deadline_date=",
                ],
            ),
        ],
    );
    check_values(
        "commitment",
        &[(
            "The mayor vowed to resign by Friday.",
            &["vowed to resign by Friday; deadline=by Friday; deadline_date="],
        )],
    );
}

#[test]
fn what_binds_nobody_is_passed_over() {
    let traps = [
        "The secretary encouraged them to meet again before the end of the month.",
        "It will rain on Sunday.",
        "The storm will destroy the harvest.",
        "The talks will end on Friday.",
        "He left all of it to a niece in his will.",
        "Will Hall rebuild the pier?",
        "They have the will to fight.",
        "The minister refused to comment.",
        "Ann Lee is a promising singer.",
        "He committed a crime.",
        "The court told the bank to pay.",
        "Residents are expected to leave by noon.",
        "Drivers must pay the fine.",
        "The rain threatened to stop the match.",
        "The leak is a threat to public health.",
        "The president kept his promise to end the war.",
        "She promised herself a rest.",
        "Prices are going to fall.",
        "The law requires firms to publish their pay.",
        "She asked the council to build homes.",
        "They did not agree to pay.",
        "He might agree to sell.",
        "The deal would help farmers if it passed.",
        "He offered no details.",
        "Pledged delegates vote first.",
        "Will you cut taxes?",
        "“They will destroy this town,” Tom Hall said.",
        "Experts believe that the bank will raise rates.",
        "He hopes to win.",
        "The soup is ready to serve.",
        "The plan to sell the hall is dead.",
    ];
    let silent: Vec<(&str, &[&str])> = traps.iter().map(|text| (*text, &[] as &[&str])).collect();
    check_values("commitment", &silent);
}
