//! The way of a message, printed for people: scene by scene, with who could read each line.

use std::io;

use mailscope_sim::{EntryRow, Journey, Scene};

use super::seconds;

/// Characters of a line before the column that says who could read it.
const TEXT_CHARS: usize = 96;

pub(super) fn print(mut out: impl io::Write, journeys: &[Journey]) -> io::Result<()> {
    for journey in journeys {
        writeln!(out, "{:?}, sent from {}", journey.subject, journey.from)?;
        writeln!(out)?;
        writeln!(out, "C: and S: are what the client and the server say; at the right: who could read it.")?;
        writeln!(out, "[ends] only the two ends (TLS); [anyone] everybody on the way, too; + names who sat there.")?;
        for (number, scene) in (1..).zip(&journey.scenes) {
            print_scene(&mut out, number, scene)?;
        }
        writeln!(out)?;
        writeln!(out, "The text could be read by: {}", journey.readers.join(", "))?;
    }
    out.flush()
}

fn print_scene(out: &mut impl io::Write, number: usize, scene: &Scene) -> io::Result<()> {
    let rows: Vec<(String, &EntryRow)> =
        scene.rows.iter().filter_map(|row| Some((line(row)?, row))).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let at = seconds(scene.begins.as_micros());
    writeln!(out)?;
    writeln!(out, "{number}. {}   from {at} s on", scene.title)?;
    for (text, row) in rows {
        let readers = who(row);
        writeln!(out, "  {:>12}  {text:<TEXT_CHARS$}  {readers}", seconds(row.at_us))?;
    }
    Ok(())
}

/// What a row says, or nothing for what only repeats another row.
fn line(row: &EntryRow) -> Option<String> {
    let text = clipped(&row.text);
    let at = &row.place;
    Some(match row.what {
        "sent" => {
            let octets = row.octets.unwrap_or_default();
            let by = row.by.unwrap_or('?');
            if row.text.ends_with('…') {
                format!("{by}: {text} ({octets} octets)")
            } else {
                format!("{by}: {text}")
            }
        }
        // What was read as it was sent has its line already; what was not is the point.
        "read" if !row.text.is_empty() && row.cause.is_some() && row.differs => {
            format!("   {at} reads instead: {text}")
        }
        "read" | "entered" | "chose" => return None,
        "opened" | "closed" if row.place.is_empty() => return None,
        "asked" => format!("   asks: {text}"),
        "answered" => format!("   answer: {text}"),
        "routed" => format!("   so mail goes to {text}"),
        "queue" => format!("   queue of {at}: {text}"),
        "stored" => format!("   disk of {at}: {text}"),
        "learned" => format!("   {at} shows: {text}"),
        "tls" => format!("   TLS, {at}: {text}"),
        "action" => format!("   {text}"),
        "woke" => format!("   wakes up: {text}"),
        "transfers" => format!("   takes {text}"),
        "lost" | "could-not" => format!("   {at}: {text}"),
        "switched-on" => "   switched on".to_owned(),
        "opened" => format!("   {at}: connection stands"),
        "closed" => format!("   {at}: connection closed"),
        other => format!("   {other} {text}"),
    })
}

/// Who could read a row, for the column at the right.
fn who(row: &EntryRow) -> String {
    let Some(protection) = row.protection else {
        return if row.readers.is_empty() { String::new() } else { "[anyone]".to_owned() };
    };
    let listeners = row.readers.get(2..).unwrap_or_default();
    let named = if listeners.is_empty() {
        String::new()
    } else {
        format!(" + {}", listeners.join(", "))
    };
    let who = if protection == "clear" { "anyone" } else { "ends" };
    format!("[{who}{named}]")
}

fn clipped(text: &str) -> String {
    let room = TEXT_CHARS - 24;
    if text.chars().count() <= room {
        text.to_owned()
    } else {
        text.chars().take(room - 1).chain(['…']).collect()
    }
}
