//! The way of a message, printed for people: scene by scene, with who could read each line.

use std::io;

use mailscope_sim::{EntryRow, Journey, Scene};

use super::seconds;

/// Characters of a line before the column that says who could read it.
const TEXT_CHARS: usize = 92;
/// What the second line of a long text begins with.
const INDENT: &str = "      ";

pub(super) fn print(mut out: impl io::Write, journeys: &[Journey]) -> io::Result<()> {
    for journey in journeys {
        writeln!(out, "{:?}, sent from {}", journey.subject, journey.from)?;
        writeln!(out)?;
        writeln!(
            out,
            "C: and S: are what the client and the server say; at the right: who could read it."
        )?;
        writeln!(
            out,
            "[ends] only the two ends (TLS); [anyone] everybody on the way, too; + names who sat there."
        )?;
        for (number, scene) in (1..).zip(&journey.scenes) {
            print_scene(&mut out, number, scene)?;
        }
        writeln!(out)?;
        if journey.readers.is_empty() {
            writeln!(out, "The text has not left {} by then.", journey.from)?;
            continue;
        }
        writeln!(out, "The text could be read by: {}", journey.readers.join(", "))?;
        match journey.in_clear.as_slice() {
            [] => writeln!(out, "On the wires it was always protected.")?,
            wires => writeln!(out, "and by anyone on the way of: {}", wires.join(", "))?,
        }
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
        let mut time = seconds(row.at_us);
        let mut readers = who(row);
        // What is longer than a line goes on in the next one.
        for part in wrapped(&text) {
            let line = format!("  {time:>12}  {part:<TEXT_CHARS$}  {readers}");
            writeln!(out, "{}", line.trim_end())?;
            time.clear();
            readers.clear();
        }
    }
    Ok(())
}

/// What a row says, or nothing for what only repeats another row.
fn line(row: &EntryRow) -> Option<String> {
    let text = &row.text;
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
    let named =
        if listeners.is_empty() { String::new() } else { format!(" + {}", listeners.join(", ")) };
    let who = if protection == "clear" { "anyone" } else { "ends" };
    format!("[{who}{named}]")
}

/// The text in lines of [`TEXT_CHARS`] characters.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let words = text.split_inclusive(' ').flat_map(pieces);
    for word in words {
        let held = lines.last().map_or(0, |line| line.chars().count());
        if held > INDENT.len() && held + word.trim_end().chars().count() > TEXT_CHARS {
            lines.push(INDENT.to_owned());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(&word);
        }
    }
    lines
}

/// A word in pieces that fit a line.
fn pieces(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    letters.chunks(TEXT_CHARS - INDENT.len()).map(|piece| piece.iter().collect()).collect()
}
