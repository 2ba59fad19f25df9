//! What the core is handed because it may not take it itself: the time, and random names.

use js_sys::{Date, Math};
use wasm_bindgen::JsValue;

/// Now, as RFC 3339 in UTC: `2026-11-24T05:00:00.000Z`.
pub fn now() -> String {
    String::from(Date::new_0().to_iso_string())
}

/// A name for a new article: sixteen hex digits, unlike any other.
pub fn fresh_id() -> String {
    let random = web_sys::window().and_then(|window| window.crypto().ok());
    // `random_uuid` is missing where the page does not come over a safe connection; the name need not be a secret.
    let uuid = random
        .filter(|crypto| {
            js_sys::Reflect::has(crypto, &JsValue::from_str("randomUUID")).unwrap_or(false)
        })
        .map(|crypto| crypto.random_uuid());
    match uuid {
        Some(uuid) => uuid
            .chars()
            .filter(char::is_ascii_hexdigit)
            .take(16)
            .collect(),
        None => format!(
            "{:08x}{:08x}",
            (Math::random() * 4e9) as u32,
            (Math::random() * 4e9) as u32
        ),
    }
}

/// How long ago a time was, as a person says it: «just now», «2 min ago», «yesterday», or the day.
pub fn ago(time: &str) -> String {
    let then = Date::parse(time);
    if then.is_nan() {
        return String::new();
    }
    let minutes = ((Date::now() - then) / 60_000.0).max(0.0) as u32;
    let days = days_between(then);
    match (minutes, days) {
        (0, _) => "just now".to_owned(),
        (1..60, _) => format!("{minutes} min ago"),
        (_, 0) => format!("{} h ago", minutes / 60),
        (_, 1) => "yesterday".to_owned(),
        (_, 2..7) => format!("{days} days ago"),
        _ => time.get(..10).unwrap_or(time).to_owned(),
    }
}

/// Midnights, by the person's clock, between a time and now.
fn days_between(then: f64) -> u32 {
    let day = |date: &Date| {
        let midnight = Date::new_with_year_month_day(
            date.get_full_year(),
            date.get_month() as i32,
            date.get_date() as i32,
        );
        midnight.get_time() / 86_400_000.0
    };
    let from = day(&Date::new(&JsValue::from_f64(then)));
    (day(&Date::new_0()) - from).round().max(0.0) as u32
}

/// How many minutes ago a time was; none for what is no time.
pub fn minutes_since(time: &str) -> Option<f64> {
    let then = Date::parse(time);
    (!then.is_nan()).then(|| (Date::now() - then) / 60_000.0)
}
