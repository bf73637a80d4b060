//! Long lists of which only a part is there: spacers stand for the rest. All rows are equally high.

use std::ops::Range;

use web_sys::Element;
use yew::prelude::*;

use crate::dom;

/// Rows kept on either side of what can be seen.
const MARGIN: usize = 40;
/// When fewer than this are left, more are asked for.
const RESERVE: usize = 12;

/// The rows to ask for after scrolling, if those from `first` on are not enough.
pub(crate) fn wanted(
    scroller: &Element,
    total: usize,
    first: usize,
    len: usize,
) -> Option<Range<usize>> {
    let height = f64::from(scroller.scroll_height());
    if total == 0 || height <= 0.0 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "no list has 2^52 rows")]
    let row = height / total as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a row on the screen"
    )]
    let at = |pixels: i32| (f64::from(pixels) / row).max(0.0) as usize;
    let top = at(scroller.scroll_top());
    let bottom = (top + at(scroller.client_height()) + 1).min(total);
    let enough =
        first <= top.saturating_sub(RESERVE) && (bottom + RESERVE).min(total) <= first + len;
    (!enough).then(|| top.saturating_sub(MARGIN)..(bottom + MARGIN).min(total))
}

/// What the rows belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    Items,
    Table,
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// How many rows it stands for.
    pub(crate) rows: usize,
    pub(crate) list: List,
}

/// Room for rows that are not there.
#[component]
pub(crate) fn Spacer(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.rows, move |rows| {
            dom::set_style(&node, "--rows", &rows.to_string());
        });
    }
    let hidden = props.rows == 0;
    match props.list {
        List::Items => html! {
            <li ref={node} class="spacer" aria-hidden="true" role="presentation" {hidden} />
        },
        List::Table => html! {
            <tr ref={node} class="spacer" aria-hidden="true" role="presentation" {hidden} />
        },
    }
}
