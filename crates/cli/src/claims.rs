//! `mailscope claims`: what people say about mail, put to the test.

use std::io::{self, BufWriter, Write};

use mailscope_lesson::check::{Amount, Number};
use mailscope_lesson::claim::{self, Claim, Judged, Outcome, Verdict};
use mailscope_view::{Text, measured};
use serde_json::{Value, json};

use crate::words::{Language, Words};
use crate::{Failure, printed};

/// Columns in front of the text of a row.
const INDENT: &str = "                      ";

/// Arguments of `mailscope claims`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Only the claim of this number or id.
    #[arg(value_name = "CLAIM")]
    only: Option<String>,
    /// The language of the table.
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    /// Print JSON, an array with one object for each claim.
    #[arg(long)]
    json: bool,
}

pub(crate) fn claims(arguments: &Arguments) -> Result<(), Failure> {
    let failed = |error: mailscope_lesson::FileError| Failure::new(error.to_string());
    let all = claim::all().map_err(failed)?;
    let wanted: Vec<Claim> = all.into_iter().filter(|claim| arguments.wants(claim)).collect();
    if let (Some(only), true) = (&arguments.only, wanted.is_empty()) {
        return Err(Failure::new(format!("there is no claim {only}")));
    }
    let judge = |claim: Claim| claim.judge().map(|judged| (claim, judged));
    let judged: Vec<_> = wanted.into_iter().map(judge).collect::<Result<_, _>>().map_err(failed)?;
    let out = BufWriter::new(io::stdout().lock());
    printed(if arguments.json {
        as_json(out, &judged)
    } else {
        table(out, &judged, arguments.lang)
    })
}

impl Arguments {
    fn wants(&self, claim: &Claim) -> bool {
        self.only.as_ref().is_none_or(|only| *only == claim.id || *only == claim.number.to_string())
    }
}

fn table(mut out: impl Write, claims: &[(Claim, Judged)], language: Language) -> io::Result<()> {
    let words = Words::new(language);
    for (claim, judged) in claims {
        let verdict = words.say(&verdict(judged.verdict));
        writeln!(out, "{:>3}  {verdict:<16} {}", claim.number, language.of(&claim.says))?;
        writeln!(out, "{INDENT}{}", language.of(&claim.finding))?;
        if judged.verdict != claim.expected {
            let expected =
                Text::new("claims-otherwise").text("expected", self::verdict(claim.expected));
            writeln!(out, "{INDENT}{}", words.sentence(&expected))?;
        }
        for case in &judged.cases {
            let said =
                if case.holds { Text::new("claims-true") } else { Text::new("claims-false") };
            write!(out, "{INDENT}· {}: {}", language.of(&case.name), words.say(&said))?;
            for number in &case.numbers {
                write!(out, "; {}", at_holder(number, &words))?;
            }
            writeln!(out)?;
        }
        writeln!(out)?;
    }
    out.flush()
}

fn verdict(verdict: Verdict) -> Text {
    match verdict {
        Verdict::Holds => Text::new("verdict-holds"),
        Verdict::Depends => Text::new("verdict-depends"),
        Verdict::InPart => Text::new("verdict-in-part"),
        Verdict::DoesNotHold => Text::new("verdict-does-not-hold"),
    }
}

/// A number with what it counts, at its holder.
fn at_holder(number: &Number, words: &Words) -> String {
    let holder = match number.holder() {
        "all" => Text::new("holder-all"),
        "server" => Text::new("server"),
        "laptop" => Text::new("device-laptop").number("number", 0),
        "phone" => Text::new("device-phone").number("number", 0),
        "tablet" => Text::new("device-tablet").number("number", 0),
        other => Text::new("holder-named").words("name", other),
    };
    format!("{} {}", words.say(&holder), words.say(&measured(number.measure, number.amount)))
}

fn as_json(mut out: impl Write, claims: &[(Claim, Judged)]) -> io::Result<()> {
    let both = |words: &mailscope_lesson::Words| json!({ "en": words.en, "de": words.de });
    let rows = claims.iter().map(|(claim, judged)| {
        let by_case = judged.cases.iter().map(|case| (case.name.en.clone(), numbers(case)));
        json!({
            "id": claim.id,
            "number": claim.number,
            "verdict": judged.verdict.id(),
            "expected": claim.expected.id(),
            "says": both(&claim.says),
            "finding": both(&claim.finding),
            "numbers": Value::Object(by_case.collect()),
            "cases": judged.cases.iter().map(|case| json!({
                "name": both(&case.name),
                "scenario": case.scenario,
                "holds": case.holds,
                "found": case.found.iter().map(|found| &found.what).collect::<Vec<_>>(),
                "numbers": numbers(case),
            })).collect::<Vec<_>>(),
        })
    });
    serde_json::to_writer_pretty(&mut out, &rows.collect::<Vec<_>>())?;
    writeln!(out)?;
    out.flush()
}

fn numbers(case: &Outcome) -> Value {
    let amount = |amount: Amount| match amount {
        Amount::Count(count) => json!(count),
        Amount::Time(_) => json!(amount.as_f64()),
    };
    let numbers = case.numbers.iter().map(|number| (number.name.clone(), amount(number.amount)));
    Value::Object(numbers.collect())
}
