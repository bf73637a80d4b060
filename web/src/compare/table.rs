//! Who has what in which world. Two worlds stand on the two sides of the mail, servers next to it and
//! devices outwards; more worlds are columns.

use std::rc::Rc;

use mailscope_view::{HolderHead, SideCell, SideLine, SideView, WorldHead};
use web_sys::{Element, HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::compare;
use crate::compare::cell::{Side, SideCellView};
use crate::compare::lines::moved;
use crate::dom;
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, badge, icon, of_device};
use crate::parts::virtual_list::{List, Spacer, wanted};
use crate::stage::mail_list::subject;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) view: Rc<SideView>,
    /// Whether only differences are shown.
    pub(crate) differences: bool,
}

/// The table.
#[component]
pub(crate) fn SideTable(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let view = &props.view;
    let scroller = use_node_ref();
    let stop = use_state_eq(|| (0, 0));
    let two = view.worlds.len() == 2;
    let columns = if two { 2 * view.holders.len() } else { view.worlds.len() };
    let last = (view.total.saturating_sub(1), columns.saturating_sub(1));
    let onscroll = {
        let (scroller, view, send) = (scroller.clone(), view.clone(), app.send.clone());
        Callback::from(move |_: Event| {
            let Some(element) = scroller.cast::<Element>() else { return };
            if let Some(rows) = wanted(&element, view.total, view.from, view.lines.len()) {
                send.emit(Msg::Compare(compare::Msg::See(rows)));
            }
        })
    };
    let onkeydown = {
        let (scroller, stop) = (scroller.clone(), stop.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(to) = moved(*stop, last, &event.key()) else { return };
            event.prevent_default();
            let cell = format!("[data-cell='{}-{}']", to.0, to.1);
            let found = scroller.cast::<Element>().and_then(|e| e.query_selector(&cell).ok()?);
            if let Some(element) = found {
                dom::focus(&element);
            }
        })
    };
    let loaded = view.from..view.from + view.lines.len();
    let tab_row = if loaded.contains(&stop.0) { stop.0 } else { view.from };
    let drawn = Drawn {
        app: &app,
        view,
        tab: (tab_row, stop.1.min(last.1)),
        on_focus: Callback::from(move |at| stop.set(at)),
    };
    let rows = view.lines.iter().zip(loaded.clone()).enumerate().map(|(nth, (line, at))| {
        if two { drawn.butterfly(line, at) } else { drawn.plain(line, at, nth) }
    });
    let class = classes!(
        "side-table",
        if two { "is-two" } else { "is-many" },
        (columns > 10).then_some("is-wide"),
    );
    html! {
        <section class="side-place" aria-labelledby="side-name">
            {head(&app, props)}
            if two {
                {sides(t, &view.worlds)}
            }
            <div class="side-scroll" ref={scroller} {onscroll}>
                <table {class} role="table" aria-labelledby="side-name"
                    aria-rowcount={(view.total + 1).to_string()} {onkeydown}>
                    <thead role="rowgroup">
                        <tr role="row" aria-rowindex="1">
                            {if two { heads_of_two(t, view) } else { heads_of_many(t, view) }}
                        </tr>
                    </thead>
                    <tbody role="rowgroup">
                        <Spacer key="above" rows={view.from} list={List::Table} />
                        {for rows}
                        <Spacer key="below" rows={view.total.saturating_sub(loaded.end)}
                            list={List::Table} />
                    </tbody>
                </table>
                if view.total == 0 {
                    <p class="side-none">{t.text("side-none")}</p>
                }
            </div>
        </section>
    }
}

fn head(app: &Context, props: &Props) -> Html {
    let t = &app.t;
    let onchange = app.send.reform(|event: Event| {
        let checked = event.target_unchecked_into::<HtmlInputElement>().checked();
        Msg::Compare(compare::Msg::Differences(checked))
    });
    let alike = [("count", (props.view.holders_alike as u64).into())];
    html! {
        <div class="side-head">
            <h2 id="side-name">{t.text("side-table")}</h2>
            if props.view.holders_alike > 0 {
                <p>{t.text_with("side-holders-alike", &alike)}</p>
            }
            <label class="side-only">
                <input type="checkbox" checked={props.differences} {onchange} />
                {t.text("side-only-differences")}
            </label>
        </div>
    }
}

fn world_name(t: &Texts, world: &WorldHead) -> Html {
    html! {
        <>
            if let Some(service) = world.service {
                {badge(service)}
            }
            <span>{t.sentence(&world.name)}</span>
        </>
    }
}

/// The names of two worlds over their sides.
fn sides(t: &Texts, worlds: &[WorldHead]) -> Html {
    let side = |world: &WorldHead| {
        html! {
            <div class="side-of">
                <p class="side-world-name">{world_name(t, world)}</p>
                <p class="side-about">{t.sentence(&world.about)}</p>
            </div>
        }
    };
    html! { <div class="sides">{for worlds.iter().map(side)}</div> }
}

fn pattern(world: &WorldHead) -> &'static str {
    match world.service.map(crate::parts::icon::of_service) {
        Some((_, _, "imap")) => "of-imap",
        Some((_, _, "pop3")) => "of-pop3",
        _ => "of-both",
    }
}

fn holder_head(t: &Texts, view: &SideView, lane: usize, at: usize) -> Html {
    let (Some(head), Some(world)) = (view.holders.get(at), view.worlds.get(lane)) else {
        return Html::default();
    };
    let policy = head.policies.get(lane).map(|text| t.say(text));
    let class = classes!(
        "side-holder",
        (lane == 0).then_some("is-left"),
        head.kind.is_none().then_some("is-server"),
        pattern(world),
    );
    html! {
        <th key={format!("{lane}-{at}")} scope="col" role="columnheader" {class}>
            <span class="side-holder-name">{glyph(head)}{t.sentence(&head.name)}</span>
            <span class="vh">{" · "}{t.sentence(&world.name)}{" · "}</span>
            if let Some(policy) = policy {
                <span class="side-policy">{policy}</span>
            }
        </th>
    }
}

fn glyph(head: &HolderHead) -> Html {
    icon(head.kind.map_or(Glyph::Server, of_device))
}

/// Outwards on the left, the mail, outwards on the right.
fn heads_of_two(t: &Texts, view: &SideView) -> Html {
    let holders = 0..view.holders.len();
    html! {
        <>
            {for holders.clone().rev().map(|at| holder_head(t, view, 0, at))}
            <th key="mail" scope="col" role="columnheader" class="side-mail">{t.text("side-mail")}</th>
            {for holders.map(|at| holder_head(t, view, 1, at))}
        </>
    }
}

fn heads_of_many(t: &Texts, view: &SideView) -> Html {
    let world = |(lane, world): (usize, &WorldHead)| {
        html! {
            <th key={lane} scope="col" role="columnheader"
                class={classes!("side-world-head", pattern(world))}>
                <span class="side-world-name">{world_name(t, world)}</span>
            </th>
        }
    };
    html! {
        <>
            <th key="mail" scope="col" role="columnheader" class="side-mail">{t.text("side-mail")}</th>
            <th key="holder" scope="col" role="columnheader">{t.text("side-holder")}</th>
            {for view.worlds.iter().enumerate().map(world)}
        </>
    }
}

/// What the rows share.
struct Drawn<'a> {
    app: &'a Context,
    view: &'a SideView,
    /// The cell that the Tab key goes to.
    tab: (usize, usize),
    on_focus: Callback<(usize, usize)>,
}

impl Drawn<'_> {
    fn butterfly(&self, line: &SideLine, at: usize) -> Html {
        let holders = self.view.holders.len();
        let left = (0..holders).rev().enumerate();
        let left = left.map(|(column, holder)| self.cell(line, at, column, (0, holder, holder)));
        let right =
            (0..holders).map(|holder| self.cell(line, at, holders + holder, (1, holder, holder)));
        html! {
            <tr key={line.mail} role="row" class="side-row" aria-rowindex={(at + 2).to_string()}>
                {for left}
                {self.mail(line, true)}
                {for right}
            </tr>
        }
    }

    fn plain(&self, line: &SideLine, at: usize, nth: usize) -> Html {
        let holder = line.holder.unwrap_or_default();
        let worlds =
            (0..self.view.worlds.len()).map(|lane| self.cell(line, at, lane, (lane, 0, holder)));
        let before = nth.checked_sub(1).and_then(|before| self.view.lines.get(before));
        let begins = before.is_none_or(|before| before.mail != line.mail);
        let head = self.view.holders.get(holder);
        html! {
            <tr key={format!("{}-{holder}", line.mail)} role="row"
                class={classes!("side-row", begins.then_some("begins"))}
                aria-rowindex={(at + 2).to_string()}>
                {self.mail(line, begins)}
                <td role="cell" class="side-who">
                    if let Some(head) = head {
                        {glyph(head)}{self.app.t.sentence(&head.name)}
                    }
                </td>
                {for worlds}
            </tr>
        }
    }

    fn mail(&self, line: &SideLine, visible: bool) -> Html {
        html! {
            <th scope="row" role="rowheader" class="side-mail">
                <span class={if visible { "side-subject" } else { "vh" }}>
                    {subject(&self.app.t, &line.subject)}
                </span>
                if visible {
                    <span class="side-author">{line.author.clone()}</span>
                }
            </th>
        }
    }

    /// A cell of a world: by its position among the world's cells, and by its holder.
    fn cell(
        &self,
        line: &SideLine,
        row: usize,
        column: usize,
        (nth, position, holder): (usize, usize, usize),
    ) -> Html {
        let cell: Option<&SideCell> = line.cells.get(nth).and_then(|cells| cells.get(position));
        let Some(cell) = cell else { return html! { <td role="cell" /> } };
        let view = self.view;
        let pair = view.pair.as_ref();
        let chosen = pair.is_some_and(|pair| (pair.mail, pair.holder) == (line.mail, holder));
        let server = view.holders.get(holder).is_some_and(|head| head.kind.is_none());
        let side = if nth == 0 { Side::Left } else { Side::Right };
        let t = &self.app.t;
        let whose = match (view.worlds.get(nth), view.holders.get(holder)) {
            (Some(world), _) if line.holder.is_some() => t.sentence(&world.name),
            (_, Some(head)) => t.sentence(&head.name),
            _ => AttrValue::default(),
        };
        let pattern = view.worlds.get(nth).map_or("of-both", pattern);
        html! {
            <SideCellView key={format!("{nth}-{holder}")} cell={cell.clone()} place={(row, column)}
                spot={(line.mail, holder)} {side} {server} {chosen} {pattern}
                {whose}
                tab_stop={self.tab == (row, column)} on_focus={self.on_focus.clone()} />
        }
    }
}
