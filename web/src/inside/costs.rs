//! What it cost: a row for each holder, a column for each measure, with the way there as a curve.

use std::rc::Rc;

use mailscope_view::{Axis, CostCell, CostRow, CostsView, InsideContent, InsideView, Whom};
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::inside;
use crate::inside::facts::said;
use crate::parts::icon::{Glyph, badge, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) view: Rc<InsideView>,
}

/// The costs.
#[component]
pub(crate) fn Costs(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let InsideContent::Costs(costs) = &props.view.content else { return Html::default() };
    let axis = |axis: Axis, words: &'static str| {
        html! {
            <button type="button" class="face" aria-pressed={(costs.axis == axis).to_string()}
                onclick={app.send.reform(move |_| Msg::Inside(inside::Msg::Axis(axis)))}>
                {t.text(words)}
            </button>
        }
    };
    html! {
        <section class="inside-costs" aria-labelledby="inside-costs">
            <header class="inside-costs-head">
                <h2 id="inside-costs">{icon(Glyph::Measure)}{t.text("inside-costs")}</h2>
                <div class="source-faces" role="group" aria-label={t.text("inside-axis")}>
                    {axis(Axis::Steps, "inside-axis-steps")}
                    {axis(Axis::Time, "inside-axis-time")}
                </div>
            </header>
            <p class="quiet">{t.text("inside-costs-note")}</p>
            {table(&app, costs)}
        </section>
    }
}

fn table(app: &Context, costs: &CostsView) -> Html {
    let t = &app.t;
    let heading = |(at, name): (usize, &mailscope_view::Text)| {
        html! { <th key={at} scope="col" role="columnheader">{t.say(name)}</th> }
    };
    let names: Vec<AttrValue> = costs.columns.iter().map(|name| t.say(name)).collect();
    html! {
        <table class="inside-cost-table" role="table" aria-labelledby="inside-costs">
            <thead role="rowgroup"><tr role="row">
                <th scope="col" role="columnheader">{t.text("inside-column-holder")}</th>
                {for costs.columns.iter().enumerate().map(heading)}
            </tr></thead>
            <tbody role="rowgroup">
                {for costs.rows.iter().enumerate().map(|(at, row)| cost_row(app, at, row, &names))}
            </tbody>
            if !costs.means.is_empty() {
                <tbody role="rowgroup" class="means">
                    {for costs.means.iter().enumerate().map(|(at, it)| cost_row(app, at, it, &names))}
                </tbody>
            }
        </table>
    }
}

fn cost_row(app: &Context, at: usize, row: &CostRow, names: &[AttrValue]) -> Html {
    let t = &app.t;
    let machine = matches!(row.holder, Some(Whom::Server(_)));
    let cell = |(at, cell): (usize, &CostCell)| {
        let name = names.get(at).cloned();
        html! {
            <td key={at} role="cell">
                <span class="cost-name" aria-hidden="true">{name}</span>
                <span class="cost-amount">{said(t, &cell.amount)}</span>
                {drawing(cell)}
            </td>
        }
    };
    let class =
        row.service.map(|service| format!("is-{}", crate::parts::icon::of_service(service).2));
    html! {
        <tr key={at} role="row" class={classes!(class, machine.then_some("is-machine"))}>
            <th scope="row" role="rowheader">
                <span class="cost-holder">{t.say(&row.name)}</span>
                if let Some(service) = row.service {
                    {badge(service)}
                }
            </th>
            {for row.cells.iter().enumerate().map(cell)}
        </tr>
    }
}

/// A curve, or a bar where there is only one moment. The number beside it says the same.
fn drawing(cell: &CostCell) -> Html {
    if cell.curve.len() < 2 {
        let width = format!("{}", cell.share);
        return html! {
            <svg class="spark" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
                <rect class="spark-bar" x="0" y="30" {width} height="40" />
            </svg>
        };
    }
    let points: Vec<String> =
        cell.curve.iter().map(|(x, y)| format!("{x},{}", 1_000 - y.min(&1_000))).collect();
    let line = points.join(" ");
    let area = format!("0,1000 {line} 1000,1000");
    html! {
        <svg class="spark" viewBox="0 -40 1000 1080" preserveAspectRatio="none" aria-hidden="true">
            <polygon class="spark-area" points={area} />
            <polyline class="spark-line" points={line} />
        </svg>
    }
}
