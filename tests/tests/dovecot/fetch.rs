//! The items of a FETCH response.

use std::collections::BTreeMap;

use time::OffsetDateTime;
use time::macros::format_description;

use super::data::{Data, show};
use super::normal::flags;

/// Keys and values.
pub(crate) fn items(items: &[Data]) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    let mut rest = items;
    while let [key, after @ ..] = rest {
        let key = self::key(key);
        let value = after.first().map(|value| self::value(&key, value)).unwrap_or_default();
        values.insert(key, value);
        rest = after.get(1..).unwrap_or_default();
    }
    values
}

/// The key in one case; quotes round the names of header fields mean nothing.
fn key(key: &Data) -> String {
    key.upper().replace('"', "")
}

fn value(key: &str, value: &Data) -> String {
    match key {
        "FLAGS" => flags(std::slice::from_ref(value)),
        "INTERNALDATE" | "SAVEDATE" => moment(value),
        "MODSEQ" => "<modseq>".to_owned(),
        "BODYSTRUCTURE" | "BODY" => structure(value),
        _ => value.show(),
    }
}

/// In UTC; `<now>` if it is today or yesterday.
fn moment(value: &Data) -> String {
    let Data::Text(text) = value else { return value.show() };
    let text = String::from_utf8_lossy(text);
    let format = format_description!(
        "[day padding:space]-[month repr:short]-[year] [hour]:[minute]:[second] \
         [offset_hour sign:mandatory][offset_minute]"
    );
    match OffsetDateTime::parse(&text, format) {
        Ok(moment) => {
            let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            let now = i64::try_from(now.unwrap_or_default().as_secs()).unwrap_or_default();
            let ago = now - moment.unix_timestamp();
            let today = (-60..86_400).contains(&ago);
            if today { "<now>".to_owned() } else { format!("@{}", moment.unix_timestamp()) }
        }
        Err(_) => format!("<no date-time> {text}"),
    }
}

/// A body structure with what is compared without case in capitals.
fn structure(value: &Data) -> String {
    let parts = value.list();
    let count = parts.iter().take_while(|part| matches!(part, Data::List(_))).count();
    let (multi, rest) = parts.split_at(count);
    let mut shown: Vec<String> = multi.iter().map(structure).collect();
    for (position, item) in rest.iter().enumerate() {
        // Of a multipart: subtype, parameters, disposition. Of a part: type, subtype, parameters,
        // id, description, encoding.
        let at = if count == 0 { position } else { position + 1 };
        let caseless = matches!(at, 0 | 1) || (count == 0 && at == 5);
        shown.push(match item {
            Data::Text(_) if caseless => format!("\"{}\"", item.upper()),
            Data::List(list) if at == 2 => parameters(list),
            Data::List(list) if is_disposition(list) => {
                let value = list.get(1).map(Data::list).unwrap_or_default();
                let value = if value.is_empty() { "NIL".to_owned() } else { parameters(value) };
                format!("(\"{}\" {value})", list[0].upper())
            }
            Data::List(list)
                if list.iter().any(|item| matches!(item, Data::List(_))) && at == 8 =>
            {
                structure(item)
            }
            other => other.show(),
        });
    }
    format!("({})", shown.join(" "))
}

/// `("attachment" ("filename" "x"))`.
fn is_disposition(list: &[Data]) -> bool {
    match list {
        [Data::Text(_), Data::List(_)] => true,
        [Data::Text(_), Data::Atom(nil)] => nil == b"NIL",
        _ => false,
    }
}

/// Names in capitals; their values as they are.
fn parameters(list: &[Data]) -> String {
    let pair = |pair: &[Data]| {
        let name = pair[0].upper();
        let value = show(pair.get(1..).unwrap_or_default());
        // RFC 2046 §4.1.2: names of charsets are compared without case.
        let value = if name == "CHARSET" { value.to_ascii_uppercase() } else { value };
        format!("\"{name}\" {value}")
    };
    let mut pairs: Vec<_> = list.chunks(2).map(pair).collect();
    pairs.sort();
    format!("({})", pairs.join(" "))
}
