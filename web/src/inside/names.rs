//! Names: zones, and what resolvers remember of them.

use std::rc::Rc;

use mailscope_view::{InsideContent, InsideView, MemoryRow, RecordRow, ZoneView};
use yew::prelude::*;

use crate::app::{Context, use_app};
use crate::inside::facts::{card, nothing};
use crate::parts::icon::Glyph;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) view: Rc<InsideView>,
}

/// The name servers.
#[component]
pub(crate) fn Names(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let InsideContent::Names(names) = &props.view.content else { return Html::default() };
    html! {
        <>
            <div class="inside-main">
                {card("inside-zones", Glyph::Names, t.text("inside-zones"),
                    html! { <>{for names.zones.iter().map(|zone| zone_view(&app, zone))}</> })}
            </div>
            <div class="inside-side">
                {card("inside-memories", Glyph::Clock, t.text("inside-memory"), html! {
                    <>{for names.memories.iter().map(|(name, rows)| html! {
                        <div key={name.clone()}>
                            <h4>{name.clone()}</h4>{memory(&app, rows, &[])}
                        </div>
                    })}</>
                })}
            </div>
        </>
    }
}

/// A zone.
pub(crate) fn zone_view(app: &Context, zone: &ZoneView) -> Html {
    let t = &app.t;
    let record = |(at, row): (usize, &RecordRow)| {
        html! {
            <tr key={at} role="row">
                <td role="cell">{row.owner.clone()}</td>
                <td role="cell" class="number">{row.ttl}</td>
                <td role="cell">{row.kind.clone()}</td>
                <td role="cell" class="data">{row.data.clone()}</td>
            </tr>
        }
    };
    let negative = t.say(&zone.negative).to_string();
    html! {
        <div key={zone.name.clone()} class="zone">
            <h4><code>{zone.name.clone()}</code></h4>
            if let Some(behaviour) = &zone.behaviour {
                <p class="note">{t.sentence(behaviour)}</p>
            }
            if zone.records.is_empty() {
                {nothing(t.text("inside-zone-empty"))}
            } else {
                <table class="records" role="table"
                    aria-label={t.text_with("inside-zone-of", &[("name", zone.name.clone().into())])}>
                    <thead role="rowgroup"><tr role="row">
                        <th scope="col" role="columnheader">{t.text("inside-column-name")}</th>
                        <th scope="col" role="columnheader" class="number">{"TTL"}</th>
                        <th scope="col" role="columnheader">{t.text("inside-column-type")}</th>
                        <th scope="col" role="columnheader">{t.text("inside-column-data")}</th>
                    </tr></thead>
                    <tbody role="rowgroup">{for zone.records.iter().enumerate().map(record)}</tbody>
                </table>
            }
            if zone.more > 0 {
                <p class="quiet">{t.text_with("inside-more", &[("n", zone.more.into())])}</p>
            }
            <p class="quiet">{t.text_with("inside-negative", &[("span", negative.into())])}</p>
        </div>
    }
}

/// What a resolver remembers.
pub(crate) fn memory(app: &Context, rows: &[MemoryRow], asking: &[String]) -> Html {
    let t = &app.t;
    if rows.is_empty() && asking.is_empty() {
        return nothing(t.text("inside-memory-empty"));
    }
    let row = |(at, row): (usize, &MemoryRow)| {
        html! {
            <li key={at} class={classes!("memory", row.focus.then_some("is-focus"))}>
                <code>{row.name.clone()}{" "}{row.kind.clone()}</code>
                <span class="left">{t.text_with("inside-left", &[("n", row.left.into())])}</span>
                if let Some(nothing) = &row.nothing {
                    <p>{t.sentence(nothing)}</p>
                }
                {for row.records.iter().map(|data| html! {
                    <p key={data.clone()} class="data"><code>{data.clone()}</code></p>
                })}
            </li>
        }
    };
    let asks = |question: &String| {
        html! {
            <li key={question.clone()} class="memory is-asking">
                <code>{question.clone()}</code>
                <span class="left">{t.text("inside-asking")}</span>
            </li>
        }
    };
    html! {
        <ul class="memories">
            {for asking.iter().map(asks)}{for rows.iter().enumerate().map(row)}
        </ul>
    }
}
