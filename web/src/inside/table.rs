//! A table of which only the part is there that can be seen.

use std::ops::Range;

use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use crate::dom;
use crate::parts::virtual_list::{List, Spacer, wanted};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Its name.
    pub(crate) label: AttrValue,
    pub(crate) class: &'static str,
    /// How many rows there are, which is the first of those that are here, and how many are.
    pub(crate) total: usize,
    pub(crate) first: usize,
    pub(crate) len: usize,
    pub(crate) on_rows: Callback<Range<usize>>,
    /// The row of headings.
    pub(crate) head: Html,
    /// The rows.
    pub(crate) children: Html,
}

/// The table. The arrows move among the buttons of class `row-open`.
#[component]
pub(crate) fn Table(props: &Props) -> Html {
    let scroller = use_node_ref();
    let onscroll = {
        let (scroller, on_rows) = (scroller.clone(), props.on_rows.clone());
        let (total, first, len) = (props.total, props.first, props.len);
        Callback::from(move |_: Event| {
            let Some(element) = scroller.cast::<Element>() else { return };
            if let Some(rows) = wanted(&element, total, first, len) {
                on_rows.emit(rows);
            }
        })
    };
    let onkeydown = {
        let scroller = scroller.clone();
        Callback::from(move |event: KeyboardEvent| {
            let by = match event.key().as_str() {
                "ArrowDown" => 1,
                "ArrowUp" => -1,
                _ => return,
            };
            let moved = scroller.cast::<Element>().is_some_and(|e| dom::rove(&e, ".row-open", by));
            if moved {
                event.prevent_default();
            }
        })
    };
    let below = props.total.saturating_sub(props.first + props.len);
    html! {
        <div class="inside-scroll" ref={scroller} tabindex="0" role="region"
            aria-label={props.label.clone()} {onscroll} {onkeydown}>
            <table class={classes!("inside-table", props.class)} role="table"
                aria-label={props.label.clone()} aria-rowcount={(props.total + 1).to_string()}>
                <thead role="rowgroup">{props.head.clone()}</thead>
                <tbody role="rowgroup">
                    <Spacer key="above" rows={props.first} list={List::Table} />
                    {props.children.clone()}
                    <Spacer key="below" rows={below} list={List::Table} />
                </tbody>
            </table>
        </div>
    }
}

/// The row of headings.
pub(crate) fn head(columns: &[(&'static str, AttrValue)]) -> Html {
    let columns = columns.iter().map(|(class, name)| {
        html! { <th key={*class} scope="col" role="columnheader" class={*class}>{name.clone()}</th> }
    });
    html! { <tr role="row" aria-rowindex="1">{for columns}</tr> }
}
