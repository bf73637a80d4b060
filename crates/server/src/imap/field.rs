//! The fields of a header: the store finds them, since it has to read some of them itself.

pub(super) use mailscope_store::field::{Field, blank_line, fields};

/// The first field of each name, found in one walk through the header.
pub(super) fn pick<'a, const N: usize>(
    header: &'a [u8],
    names: &[&[u8]; N],
) -> [Option<Field<'a>>; N] {
    let mut found = [None; N];
    for field in fields(header) {
        let place = names.iter().position(|name| field.is_named(name));
        if let Some(slot @ None) = place.and_then(|place| found.get_mut(place)) {
            *slot = Some(field);
        }
    }
    found
}
