//! Every claim of the table is put to the test, and the verdict that its texts speak of is the one
//! that the worlds show.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use std::collections::BTreeSet;

use mailscope_lesson::claim::{self, Claim, Verdict};

/// The rows of the table.
const CLAIMS: u16 = 39;

fn all() -> Vec<Claim> {
    claim::all().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_verdict_is_what_the_worlds_show() {
    for claim in all() {
        let judged = claim.judge().unwrap_or_else(|error| panic!("{error}"));
        let cases: Vec<String> = judged
            .cases
            .iter()
            .map(|case| {
                let found: Vec<_> = case.found.iter().map(|found| found.what.as_str()).collect();
                format!("\n  {} is {}: {}", case.name.en, case.holds, found.join(" | "))
            })
            .collect();
        assert_eq!(judged.verdict, claim.expected, "{}: {}", claim.id, cases.concat());
        let numbers = judged.cases.iter().map(|case| case.numbers.len()).sum::<usize>();
        assert!(numbers > 0, "{} has numbers beside its verdict", claim.id);
    }
}

#[test]
fn every_row_of_the_table_has_its_file() {
    let claims = all();
    let numbers: Vec<u16> = claims.iter().map(|claim| claim.number).collect();
    assert_eq!(numbers, (1..=CLAIMS).collect::<Vec<_>>());
    let ids: BTreeSet<&str> = claims.iter().map(|claim| claim.id.as_str()).collect();
    assert_eq!(ids.len(), claims.len(), "an id is for one claim");
}

const CLAIM: &str = r#"
id = "test"
number = 1
expected = "holds"
says = { en = "Mail is there.", de = "Mail ist da." }
finding = { en = "It is.", de = "Ist sie." }
"#;

/// A case in which it is true (`present`) or false (`absent`) that the server has a mail.
fn case(by: &str, is: &str) -> String {
    format!(
        "[[case]]\nname = {{ en = \"a\", de = \"b\" }}\nscenario = \"first-day\"\nby = \"{by}\"\n\
         true_if = [{{ holder = \"server\", mail = \"Photos from Saturday\", is = \"{is}\" }}]\n"
    )
}

#[test]
fn the_verdict_follows_from_the_cases() {
    for (cases, verdict) in [
        ([("setting", "present"), ("case", "present")], Verdict::Holds),
        ([("setting", "absent"), ("case", "absent")], Verdict::DoesNotHold),
        ([("setting", "absent"), ("setting", "present")], Verdict::Depends),
        ([("case", "absent"), ("case", "present")], Verdict::InPart),
        // One setting alone decides nothing: it is the cases that differ.
        ([("setting", "absent"), ("case", "present")], Verdict::InPart),
    ] {
        let cases_text: String = cases.iter().map(|(by, is)| case(by, is)).collect();
        let claim = Claim::parse("claims/test.toml", &format!("{CLAIM}{cases_text}"));
        let judged = claim.expect("reads").judge().expect("runs");
        assert_eq!(judged.verdict, verdict, "{cases:?}");
    }
}

/// A sentence about a mistake names the file, the case and the condition.
#[test]
fn what_is_wrong_is_named() {
    let good = case("case", "present");
    for (from, to, part) in [
        ("\"server\"", "\"fridge\"", "there are server, laptop, phone, tablet, nord.example"),
        ("Photos from Saturday", "Photos from Sunday", "no mail of this world is called"),
        ("first-day", "last-day", "there is no scenario \"last-day\""),
        ("present", "somewhere", "there are present, absent, fresh"),
        ("is = \"present\"", "below = 3", "below does not belong"),
        ("is = \"present\"", "measure = \"octets\"", "two things at once"),
        ("by = \"case\"", "by = \"chance\"", "chance"),
        (
            "by = \"case\"",
            "by = \"case\"\nchange = [{ device = \"radio\" }]",
            "no device \"radio\"",
        ),
        ("by = \"case\"", "by = \"case\"\nuntil = \"soon\"", "\"soon\" is no span of time"),
        ("by = \"case\"", "by = \"case\"\nnumbers = [\"laptop-miles\"]", "laptop-miles"),
        ("de = \"b\"", "de = \"\"", "a text is missing"),
    ] {
        assert!(good.contains(from), "{from}");
        let text = format!("{CLAIM}{}", good.replacen(from, to, 1));
        let judged = Claim::parse("claims/test.toml", &text).and_then(|claim| claim.judge());
        let error = judged.expect_err(to).to_string();
        assert!(error.starts_with("claims/test.toml: "), "{error}");
        assert!(error.contains(part), "{to}: {error}");
    }
}
