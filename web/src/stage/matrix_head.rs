//! The head of the matrix: whose column each is, and how old what they know is.

use std::rc::Rc;

use mailscope_view::{Column, DeviceView, Matrix};
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::parts::icon::{Glyph, icon, of_device};
use crate::stage::Msg as StageMsg;
use crate::stage::age;
use crate::stage::cast::called;
use crate::stage::matrix::Filter;
use crate::stage::plan::server_after;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) matrix: Rc<Matrix>,
    pub(crate) devices: Vec<Rc<DeviceView>>,
    pub(crate) server: String,
    pub(crate) filter: Filter,
}

/// The head, with the switch for the rows.
#[component]
pub(crate) fn MatrixHead(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let heads = props.matrix.columns.iter().zip(&props.devices);
    let mut heads: Vec<Html> = heads.map(|(column, device)| head(&app, column, device)).collect();
    let server = html! {
        <th key="server" scope="col" role="columnheader" class="is-server">
            <span class="head">
                <span class="head-name">{icon(Glyph::Server)}{t.text("matrix-server")}</span>
                <span class="head-age" title={props.server.clone()}>{t.text("matrix-original")}</span>
            </span>
        </th>
    };
    heads.insert(server_after(heads.len()).min(heads.len()), server);
    let only = props.filter.only_differing;
    let switch = app.send.reform(move |_: MouseEvent| Msg::Stage(StageMsg::OnlyDiffering(!only)));
    html! {
        <thead role="rowgroup">
            <tr role="row" aria-rowindex="1">
                <th scope="col" role="columnheader" class="corner">
                    <h2 id="matrix-name">{t.text("matrix")}</h2>
                    <button class="only-differing" type="button" aria-pressed={only.to_string()}
                        aria-label={t.text("matrix-only-differing")}
                        title={t.text("matrix-only-differing")} onclick={switch}>
                        {icon(Glyph::Differs)}
                    </button>
                </th>
                {for heads}
            </tr>
        </thead>
    }
}

fn head(app: &Context, column: &Column, device: &DeviceView) -> Html {
    let t = &app.t;
    let name = called(t, t.say(&device.name), device.owner.as_deref());
    html! {
        <th key={column.device.0} scope="col" role="columnheader">
            <span class="head">
                <span class="head-name" title={name.clone()}>
                    {icon(of_device(device.kind))}<span class="head-word">{name}</span>
                </span>
                <span class="head-age">{age::of_column(t, column)}</span>
            </span>
        </th>
    }
}

/// The columns of the stage.
pub(crate) fn columns(devices: usize) -> Html {
    let column = |nth: usize| html! { <col key={nth} class={format!("column-{nth}")} /> };
    let before = server_after(devices).min(devices);
    html! {
        <colgroup>
            <col class="column-world" />
            {for (1..=before).map(column)}
            <col class="column-server" />
            {for (before + 1..=devices).map(column)}
        </colgroup>
    }
}
