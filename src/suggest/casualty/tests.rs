#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::expect_used, clippy::panic)]
use super::*;
use crate::suggest::finding::testing;

#[test]
fn every_rule_fires_on_its_examples_and_is_silent_on_the_others() {
    testing::check_rules(RULES, casualties);
}

#[test]
fn casualties_have_their_spans_counts_and_kinds() {
    testing::check_all(casualties, &[
        ("The attack killed at least 12 people, including three children, and wounded 30 more.", &[("killed at least 12 people", "count_min=12; count_max=; count_qualifier=at_least; count_text=at least 12; victim_type=people; casualty_type=killed"), ("including three children", "count_min=3; casualty_type=killed; victim_type=children"), ("wounded 30 more", "count_min=30; casualty_type=injured")]),
        ("Two soldiers were killed and 14 wounded.", &[("Two soldiers were killed", "count_min=2; count_max=2"), ("14 wounded", "casualty_type=injured; count_min=14")]),
        ("The fire left two dozen people dead.", &[("two dozen people dead", "count_min=24; count_max=24; count_qualifier=exact")]),
        ("Between 10 and 15 villagers died in the landslide on Monday.", &[("Between 10 and 15 villagers died", "count_min=10; count_max=15; count_qualifier=range; time=on Monday")]),
        ("Up to 1.2 million people were displaced in Sindh.", &[("Up to 1.2 million people were displaced", "count_min=; count_max=1200000; count_qualifier=at_most; casualty_type=displaced; place=Sindh")]),
        ("About 40 hikers were injured.", &[("About 40 hikers were injured", "count_min=40; count_max=40; count_qualifier=about")]),
        ("Dozens of people were killed or wounded.", &[("Dozens of people were killed or wounded", "count_min=24; count_max=; count_qualifier=vague; casualty_type=killed,injured")]),
        ("Police arrested 43 protesters in Minsk.", &[("arrested 43 protesters", "casualty_type=detained; count_min=43")]),
        ("Fewer than 20 sailors are missing.", &[("Fewer than 20 sailors are missing", "count_max=20; count_qualifier=fewer_than; casualty_type=missing")]),
        ("The death toll rose to 43.", &[("The death toll rose to 43", "count_min=43; scope=running_total")]),
        ("The crew escaped unhurt.", &[("The crew escaped unhurt", "count_max=0; count_qualifier=none")]),
        ("There were no injuries.", &[("no injuries", "count_max=0; count_qualifier=none; casualty_type=injured")]),
        ("The mayor confirmed that three women had been killed.", &[("three women had been killed", "status=confirmed; count_min=3")]),
        ("The rebels claimed they killed 30 troops.", &[("killed 30 troops", "status=claimed")]),
        ("More than 200 people, mostly women and children, died in the floods of 2010.", &[("More than 200 people, mostly women and children, died", "count_min=200; count_qualifier=more_than")]),
    ]);
}

#[test]
fn traps_are_passed_over() {
    let traps: &[&str] = &[
        "The committee killed the proposal on Tuesday.", "A 12-year-old boy won the race.", "The two runners finished in a dead heat.", "Talks are in deadlock.", "His pride was wounded.", "The striker injured his knee in the match.",
        "A leak could kill hundreds of people.", "The war may have killed its chances.", "The wolf killed 12 sheep.", "The dog was killed.", "Smoking kills 400 people every day.", "He died of cancer aged 81.", "Firefighters rescued 12 people.",
        "In the film, 12 people are killed.", "Anyone who kills a person shall be jailed.", "The tax will kill 2,000 jobs.", "They missed the deadline by 14 days.", "He killed time.", "The 2014 dead line was restored.", "Condolences were offered for the lives lost.",
        "The team was wounded by three early goals.",
    ];
    testing::check_all(casualties, &traps.iter().map(|text| (*text, &[] as &[(&str, &str)])).collect::<Vec<_>>());
}
