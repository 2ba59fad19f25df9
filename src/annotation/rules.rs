//! What each rule of the engine looks for, as the page tells it beside a proposal.
//!
//! In comes a rule's id as a file has it; out comes its description, the same that the engine's manual has: `rules.txt` is
//! written from the rules by `cargo xtask docs`. The rules themselves are not known here.

/// What a rule looks for; none for a rule that this build does not have.
#[must_use]
pub fn rule_description(id: &str) -> Option<&'static str> {
    let lines = include_str!("rules.txt").lines();
    let mut rules = lines.filter_map(|line| line.split_once(": "));
    rules
        .find(|(known, _)| *known == id)
        .map(|(_, description)| description)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_of_this_build_is_described_and_no_other() {
        assert!(rule_description("claim.law").is_some_and(|says| says.contains("law")));
        assert_eq!(rule_description("claim.of_long_ago"), None);
    }
}
