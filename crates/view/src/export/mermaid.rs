//! A sequence diagram in the language of Mermaid (<https://mermaid.js.org/syntax/sequenceDiagram.html>).

use core::fmt::Write as _;

use mailscope_base::limits;
use mailscope_sim::World;

use super::Say;
use super::ladder::{Kind, Ladder, Saying, What};
use super::names::Standing;
use crate::Text;
use crate::reading::clock_time;

/// The run as a sequence diagram.
pub fn mermaid(world: &World, say: Say<'_>) -> String {
    let ladder = Ladder::of(world, limits::MERMAID_STEPS_MAX, say);
    let mut out = "sequenceDiagram\n".to_owned();
    for (number, participant) in ladder.participants.iter().enumerate() {
        let kind = match participant.standing {
            Standing::Device(_) | Standing::Terminal => "actor",
            Standing::Server | Standing::NameServers => "participant",
        };
        line(&mut out, &format!("{kind} p{number} as {}", escaped(&participant.name)));
    }
    for step in &ladder.steps {
        let time = clock_time(world, step.at, true);
        match &step.what {
            What::Says(saying) => line(&mut out, &message(saying)),
            What::Happens { at, kind, text } => {
                let mark = match kind {
                    Kind::Acts => "▶ ",
                    Kind::Stores | Kind::Shows => "",
                    Kind::Fails => "✗ ",
                };
                let text = escaped(&format!("{mark}{time} {text}"));
                line(&mut out, &format!("Note over p{at}: {text}"));
            }
        }
    }
    if ladder.left_out > 0 {
        let note = Text::new("export-left-out").number("count", ladder.left_out as u64);
        let last = ladder.participants.len().saturating_sub(1);
        line(&mut out, &format!("Note over p0,p{last}: {}", escaped(&say(&note))));
    }
    out
}

fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "    {text}");
}

fn message(saying: &Saying) -> String {
    // Who opened the connection stands at the tail of a solid arrow; answers are dashed.
    let arrow = if saying.is_answer() { "-->>" } else { "->>" };
    let lock = if saying.sealed { "🔒 " } else { "" };
    let (from, to) = (saying.from, saying.to);
    format!("p{from}{arrow}p{to}: {}", escaped(&format!("{lock}{}", saying.text())))
}

/// Text that Mermaid takes for nothing else. `;` ends a statement, `#` begins a character by its
/// number, `%%` a remark, `$$` a formula, and `wrap:` an instruction.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.trim().chars() {
        match character {
            '#' | ';' | '"' | '<' | '>' | '&' | '%' | '$' | '{' | '}' | '\\' | '`' | '~' => {
                let _ = write!(out, "#{};", u32::from(character));
            }
            ':' if out.ends_with("wrap") => out.push_str("#58;"),
            other if other.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    // A message needs a text.
    if out.is_empty() { "…".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_it_or_is_an_instruction() {
        assert_eq!(escaped("Re: a; b"), "Re: a#59; b");
        assert_eq!(escaped("#quot; %%{init}%%"), "#35;quot#59; #37;#37;#123;init#125;#37;#37;");
        assert_eq!(escaped("<script>\nalert(\"x\")"), "#60;script#62; alert(#34;x#34;)");
        assert_eq!(escaped("nowrap: x"), "nowrap#58; x");
        assert_eq!(escaped(" \r\n"), "…");
    }
}
