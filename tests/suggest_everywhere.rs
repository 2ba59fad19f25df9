//! The engine says the same of an article however it is cut into batches; `browser_suggest.rs` has the same in the browser.

mod everywhere;

#[test]
fn an_article_is_read_as_it_was_before_however_it_is_cut() {
    assert_eq!(
        everywhere::said(u32::MAX),
        everywhere::SAID,
        "tests/everywhere/said.txt is what it said before"
    );
    assert_eq!(everywhere::said(300), everywhere::SAID);
    assert_eq!(everywhere::said(1), everywhere::SAID);
}
