//! The root: owns the session, alone runs commands, and hands plain data down.

use yew::prelude::*;

/// The whole page.
pub struct Root;

impl Component for Root {
    type Message = ();
    type Properties = ();

    fn create(_ctx: &Context<Self>) -> Self {
        Root
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        html! { <main><h1>{ "Pressmark" }</h1><textarea aria-label="Article" /></main> }
    }
}
