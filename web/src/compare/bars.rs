//! What the worlds cost: numbers in tables, each with its bar.

use std::rc::Rc;

use mailscope_view::{PlotBar, PlotRow, PlotView, SideView, WorldHead};
use yew::prelude::*;

use crate::app::use_app;
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon, of_device, of_service};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) view: Rc<SideView>,
}

/// The tables.
#[component]
pub(crate) fn Bars(props: &Props) -> Html {
    let t = use_app().t;
    let view = &props.view;
    let step = [("step", (view.step as u64 + 1).into())];
    html! {
        <section class="side-costs" aria-labelledby="costs-name">
            <div class="pair-head">
                <h2 id="costs-name">{t.text("side-costs")}</h2>
                <p>{t.text_with("side-costs-until", &step)}</p>
            </div>
            <ol class="side-cost-key" aria-hidden="true">
                {for view.worlds.iter().enumerate().map(|(lane, world)| key(&t, lane, world))}
            </ol>
            <div class="side-cost-all">{for view.plots.iter().map(|one| plot(&t, &view.worlds, one))}</div>
        </section>
    }
}

/// Which number and which bar stands for a world.
fn key(t: &Texts, lane: usize, world: &WorldHead) -> Html {
    html! {
        <li key={lane} class={of(world)}>
            <b class="side-cost-world">{lane + 1}</b>{sign(1_000)}<span>{t.sentence(&world.name)}</span>
        </li>
    }
}

fn of(world: &WorldHead) -> String {
    format!("of-{}", world.service.map_or("both", |service| of_service(service).2))
}

/// A bar of so many thousandths.
fn sign(share: u16) -> Html {
    html! {
        <svg class="side-cost-picture" viewBox="0 0 1000 10" preserveAspectRatio="none"
            aria-hidden="true" focusable="false">
            <rect class="side-cost-fill" width={share.to_string()} height="10" />
        </svg>
    }
}

fn plot(t: &Texts, worlds: &[WorldHead], plot: &PlotView) -> Html {
    let name = t.sentence(&plot.name);
    let heads = worlds.iter().enumerate().map(|(lane, world)| {
        html! { <th key={lane} scope="col" role="columnheader">{t.sentence(&world.name)}</th> }
    });
    html! {
        <table key={plot.name.id} class="side-cost-table" role="table">
            <caption>{name}</caption>
            <thead class="vh" role="rowgroup">
                <tr role="row"><td role="cell" />{for heads}</tr>
            </thead>
            <tbody role="rowgroup">{for plot.rows.iter().map(|one| row(t, worlds, one))}</tbody>
        </table>
    }
}

fn row(t: &Texts, worlds: &[WorldHead], row: &PlotRow) -> Html {
    let glyph = row.kind.map(of_device).or((!row.sum).then_some(Glyph::Server));
    let bars = row.bars.iter().zip(worlds).enumerate();
    html! {
        <tr role="row" class={row.sum.then_some("side-cost-sum")}>
            <th scope="row" role="rowheader">
                if let Some(glyph) = glyph {
                    {icon(glyph)}
                }
                {t.sentence(&row.name)}
            </th>
            {for bars.map(|(lane, (one, world))| bar(t, lane, one, world))}
        </tr>
    }
}

fn bar(t: &Texts, lane: usize, bar: &PlotBar, world: &WorldHead) -> Html {
    html! {
        <td key={lane} role="cell" class={classes!("side-cost", of(world))}>
            <b class="side-cost-world" aria-hidden="true">{lane + 1}</b>
            {sign(bar.share)}
            <span class="side-cost-number">{t.say(&bar.amount)}</span>
        </td>
    }
}
