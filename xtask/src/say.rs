//! What the person at the terminal is told. Everything goes to standard error, so that tables on standard output stay clean.

use std::time::Duration;

/// One step, and why it is done.
pub fn step(what: &str, why: &str) {
    if why.is_empty() {
        eprintln!("\n== {what}");
    } else {
        eprintln!("\n== {what}\n   {why}");
    }
}

/// A line that belongs to the step above it.
pub fn note(text: &str) {
    eprintln!("   {text}");
}

/// The sentence with which a command gives up.
pub fn failure(error: &anyhow::Error) {
    eprintln!("\nerror: {error:#}");
}

/// A time as a person says it: `8 s`, `3 min 20 s`.
pub fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole < 100 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {} s", whole / 60, whole % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_times_are_exact_and_long_ones_round() {
        assert_eq!(seconds(Duration::from_millis(8_250)), "8.2 s");
        assert_eq!(seconds(Duration::from_secs(200)), "3 min 20 s");
    }
}
