//! Sentences with the casualties in them, and sentences that only look like it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use crate::suggest::tests::check_values;

#[test]
fn a_casualty_has_its_words_its_count_and_its_kind() {
    check_values(
        "casualty",
        &[
            (
                "The attack killed at least 12 people, including three children, and wounded 30 more.",
                &[
                    "killed at least 12 people; min=12 max= at_least; killed; victim_type=people; count_text=at least 12",
                    "including three children; min=3 max=3 exact; killed; victim_type=children",
                    "wounded 30 more; min=30 max=30 exact; injured",
                ],
            ),
            (
                "Two soldiers were killed and 14 wounded.",
                &[
                    "Two soldiers were killed; min=2 max=2 exact; killed",
                    "14 wounded; min=14 max=14 exact; injured",
                ],
            ),
            (
                "The fire left two dozen people dead.",
                &["two dozen people dead; min=24 max=24 exact; killed"],
            ),
            (
                "Between 10 and 15 villagers died in the landslide on Monday.",
                &["Between 10 and 15 villagers died; min=10 max=15 range; killed; time=on Monday"],
            ),
            (
                "Up to 1.2 million people were displaced in Sindh.",
                &[
                    "Up to 1.2 million people were displaced; min= max=1200000 at_most; displaced; place=Sindh",
                ],
            ),
            (
                "About 40 hikers were injured.",
                &["About 40 hikers were injured; min=40 max=40 about; injured"],
            ),
            (
                "Dozens of people were killed or wounded.",
                &["Dozens of people were killed or wounded; min=24 max= vague; killed injured"],
            ),
            (
                "Police arrested 43 protesters in Minsk.",
                &["arrested 43 protesters; min=43 max=43 exact; detained; place=Minsk"],
            ),
            (
                "Fewer than 20 sailors are missing.",
                &["Fewer than 20 sailors are missing; min= max=20 fewer_than; missing"],
            ),
            (
                "The death toll rose to 43.",
                &["The death toll rose to 43; min=43 max=43 exact; killed; scope=running_total"],
            ),
            (
                "The crew escaped unhurt.",
                &["The crew escaped unhurt; min=0 max=0 none; injured; victim_type=crew"],
            ),
            (
                "There were no injuries.",
                &["no injuries; min=0 max=0 none; injured"],
            ),
            (
                "The mayor confirmed that three women had been killed.",
                &["three women had been killed; min=3 max=3 exact; killed; status=confirmed"],
            ),
            (
                "The rebels claimed they killed 30 troops.",
                &["killed 30 troops; min=30 max=30 exact; killed; status=claimed"],
            ),
            (
                "More than 200 people, mostly women and children, died in the floods of 2010.",
                &[
                    "More than 200 people, mostly women and children, died; min=200 max= more_than; killed",
                ],
            ),
            (
                "Friends of those who died or were wounded in the fighting met at noon.",
                &["those who died or were wounded; min= max= vague; killed injured"],
            ),
            (
                "Hundreds of thousands of people were displaced by the flood.",
                &[
                    "Hundreds of thousands of people were displaced; min=200000 max= vague; displaced",
                ],
            ),
            (
                "Several miners were injured in the collapse.",
                &["Several miners were injured; min= max= vague; injured; count_text=Several"],
            ),
            (
                "Three to five hikers are missing.",
                &["Three to five hikers are missing; min=3 max=5 range; missing"],
            ),
            (
                "No fewer than 30 guests were hurt in the crash.",
                &[
                    "No fewer than 30 guests were hurt; min=30 max= at_least; injured; victim_type=guests",
                ],
            ),
            (
                "A gunman shot and killed two nurses in Lowell on Friday.",
                &[
                    "shot and killed two nurses; min=2 max=2 exact; killed; place=Lowell; time=on Friday",
                ],
            ),
            (
                "The ministers met in Oslo for the first talks since border clashes claimed more than 200 lives.",
                &["claimed more than 200 lives; min=200 max= more_than; killed"],
            ),
            (
                "Nobody was injured.",
                &["Nobody was injured; min=0 max=0 none; injured"],
            ),
            (
                "There were no reports of serious injuries.",
                &["no reports of serious injuries; min=0 max=0 none; injured"],
            ),
            (
                "The army denied that 12 villagers had been killed.",
                &["12 villagers had been killed; min=12 max=12 exact; killed; status=denied"],
            ),
            (
                "Twenty-three passengers drowned when the ferry capsized.",
                &[
                    "Twenty-three passengers drowned; min=23 max=23 exact; killed; victim_type=passengers",
                ],
            ),
            (
                "The quake claimed some 1,500 lives in 2003.",
                &[
                    "claimed some 1,500 lives; min=1500 max=1500 about; killed; victim_type=; time=in 2003",
                ],
            ),
            (
                "The bomb took the lives of six students.",
                &[
                    "took the lives of six students; min=6 max=6 exact; killed; victim_type=students",
                ],
            ),
            (
                "Half a dozen climbers remain missing.",
                &["Half a dozen climbers remain missing; min=6 max=6 exact; missing"],
            ),
            (
                "The raid ended with nine people arrested.",
                &["nine people arrested; min=9 max=9 exact; detained"],
            ),
            (
                "An ambush left 40 soldiers dead or wounded.",
                &["40 soldiers dead or wounded; min=40 max=40 exact; killed injured"],
            ),
            (
                "Thousands fled their homes.",
                &["Thousands fled their homes; min=2000 max= vague; displaced"],
            ),
            (
                "A cyclist was killed by a truck.",
                &["A cyclist was killed; min=1 max=1 exact; killed; victim_type=cyclist"],
            ),
            (
                "The court heard of the murder of two sisters.",
                &["the murder of two sisters; min=2 max=2 exact; killed; victim_type=sisters"],
            ),
            (
                "The outbreak has infected 80 people.",
                &["infected 80 people; min=80 max=80 exact; affected"],
            ),
            (
                "Twelve people were taken hostage.",
                &["Twelve people were taken hostage; min=12 max=12 exact; detained"],
            ),
            (
                "The town evacuated 3,000 residents.",
                &[
                    "evacuated 3,000 residents; min=3000 max=3000 exact; displaced; victim_type=residents",
                ],
            ),
            (
                "The death toll stands at 310.",
                &["The death toll stands at 310; min=310 max=310 exact; killed"],
            ),
            (
                "The shelling killed two nurses, a driver and three children.",
                &["killed two nurses; min=2 max=2 exact; killed"],
            ),
            (
                "Five hundred and twelve sailors perished.",
                &["Five hundred and twelve sailors perished; min=512 max=512 exact; killed"],
            ),
            (
                "The clashes killed 12 and injured scores.",
                &[
                    "killed 12; min=12 max=12 exact; killed",
                    "injured scores; min=40 max= vague; injured",
                ],
            ),
            (
                "So far 20 people have died in the fire.",
                &["20 people have died; min=20 max=20 exact; killed; scope=running_total"],
            ),
            (
                "Reports that six officers were shot dead are disputed.",
                &["six officers were shot dead; min=6 max=6 exact; killed; status=disputed"],
            ),
        ],
    );
}

#[test]
fn what_befell_nobody_is_passed_over() {
    let traps = [
        "The committee killed the proposal on Tuesday.",
        "A 12-year-old boy won the race.",
        "The two runners finished in a dead heat.",
        "Talks are in deadlock.",
        "His pride was wounded.",
        "The striker injured his knee in the match.",
        "A leak could kill hundreds of people.",
        "The war may have killed its chances.",
        "The wolf killed 12 sheep.",
        "The dog was killed.",
        "Smoking kills 400 people every day.",
        "He died of cancer aged 81.",
        "Firefighters rescued 12 people.",
        "In the film, 12 people are killed.",
        "Anyone who kills a person shall be jailed.",
        "The tax will kill 2,000 jobs.",
        "They missed the deadline by 14 days.",
        "He killed time.",
        "Condolences were offered for the lives lost.",
        "The team was wounded by three early goals.",
        "Were 12 people killed?",
        "They plotted to murder two judges.",
        "Two people would have died without the guard.",
        "The flight landed with 40 passengers.",
        "A bomb would kill 500 people.",
        "The drill assumed that 300 people were injured.",
        "The fire destroyed 12 houses.",
        "Officers shot video of two men.",
        "She lost 2,000 votes.",
        "The party captured 12 seats.",
    ];
    let silent: Vec<(&str, &[&str])> = traps.iter().map(|text| (*text, &[] as &[&str])).collect();
    check_values("casualty", &silent);
}
