//! A text as part of a link: compressed by DEFLATE (RFC 1951) with a dictionary of what runs usually
//! say, guarded by a checksum, in base64url (RFC 4648 §5).
//!
//! ```text
//! version  1 octet    of this layout and its dictionary
//! sum      4 octets   SHA-256 over everything else, its beginning
//! length   3 octets   octets of what follows, little end first
//! deflated …
//! ```

use data_encoding::{BASE64URL_NOPAD, DecodeKind};
use mailscope_base::limits;
use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use sha2::{Digest as _, Sha256};

use super::SavedRunError;

/// The version of the layout. Every version begins with itself, the sum and the length.
const VERSION: u8 = 1;
/// What the text is taken to follow. Never to be changed: links of this version need it.
const DICTIONARY: &[u8] = include_bytes!("link-1.dict");
/// Octets before the compressed ones.
const HEAD: usize = 8;
/// DEFLATE's most thorough search, and its largest window (RFC 1951 §2).
const LEVEL: i32 = 10;
const WINDOW_BITS: i32 = -15;

pub(super) fn write(text: &[u8]) -> Result<String, SavedRunError> {
    if text.len() > limits::LINK_TEXT_OCTETS_MAX {
        return Err(SavedRunError::TooLargeForALink);
    }
    let deflated = deflate(text).ok_or(SavedRunError::TooLargeForALink)?;
    let link = sealed(VERSION, &deflated);
    if link.len() > limits::LINK_CHARS_MAX {
        return Err(SavedRunError::TooLargeForALink);
    }
    Ok(link)
}

/// Compressed octets with what stands before them, in base64url.
pub(super) fn sealed(version: u8, deflated: &[u8]) -> String {
    let [a, b, c, ..] = (deflated.len() as u64).to_le_bytes();
    let sum = sum(version, [a, b, c], deflated);
    let octets = [&[version], &sum[..], &[a, b, c], deflated].concat();
    BASE64URL_NOPAD.encode(&octets)
}

pub(super) fn read(link: &str) -> Result<Vec<u8>, SavedRunError> {
    if link.len() > limits::LINK_CHARS_MAX {
        return Err(SavedRunError::TooLarge);
    }
    let octets = BASE64URL_NOPAD.decode(link.as_bytes()).map_err(|error| match error.kind {
        // The last character holds bits of an octet whose other bits are missing.
        DecodeKind::Length | DecodeKind::Trailing => SavedRunError::CutShort,
        DecodeKind::Symbol | DecodeKind::Padding => SavedRunError::Damaged,
    })?;
    let Some((&[version, s0, s1, s2, s3, a, b, c], deflated)) = octets.split_first_chunk::<HEAD>()
    else {
        return Err(if octets.is_empty() {
            SavedRunError::NotARun
        } else {
            SavedRunError::CutShort
        });
    };
    if deflated.len() < u32::from_le_bytes([a, b, c, 0]) as usize {
        return Err(SavedRunError::CutShort);
    }
    if sum(version, [a, b, c], deflated) != [s0, s1, s2, s3] {
        return Err(SavedRunError::Damaged);
    }
    if version > VERSION {
        return Err(SavedRunError::Newer(version.into()));
    }
    inflate(deflated)
}

fn sum(version: u8, length: [u8; 3], deflated: &[u8]) -> [u8; 4] {
    let mut hash = Sha256::new();
    hash.update([version]);
    hash.update(length);
    hash.update(deflated);
    let sum: [u8; 32] = hash.finalize().into();
    let [a, b, c, d, ..] = sum;
    [a, b, c, d]
}

/// The dictionary goes first, up to a point between two octets; what comes after that refers to it.
pub(super) fn deflate(text: &[u8]) -> Option<Vec<u8>> {
    let flags = create_comp_flags_from_zip_params(LEVEL, WINDOW_BITS, 0);
    let mut compressor = CompressorOxide::new(flags);
    let (status, _) =
        compress_to_output(&mut compressor, DICTIONARY, TDEFLFlush::Sync, |_: &[u8]| true);
    if status != TDEFLStatus::Okay {
        return None;
    }
    let mut deflated = Vec::new();
    let (status, _) =
        compress_to_output(&mut compressor, text, TDEFLFlush::Finish, |octets: &[u8]| {
            deflated.extend_from_slice(octets);
            true
        });
    (status == TDEFLStatus::Done).then_some(deflated)
}

/// At most [`limits::LINK_TEXT_OCTETS_MAX`], however much the compressed octets would become.
fn inflate(deflated: &[u8]) -> Result<Vec<u8>, SavedRunError> {
    let mut inflater = DecompressorOxide::new();
    let mut text = DICTIONARY.to_vec();
    let mut read = 0;
    loop {
        let written = text.len();
        let room = (written * 2).min(DICTIONARY.len() + limits::LINK_TEXT_OCTETS_MAX);
        if room == written {
            return Err(SavedRunError::TooLarge);
        }
        text.resize(room, 0);
        let rest = deflated.get(read..).unwrap_or_default();
        let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let (status, taken, given) = decompress(&mut inflater, rest, &mut text, written, flags);
        read += taken;
        text.truncate(written + given);
        match status {
            TINFLStatus::Done if read == deflated.len() => break,
            TINFLStatus::HasMoreOutput => {}
            _ => return Err(SavedRunError::Damaged),
        }
    }
    text.drain(..DICTIONARY.len());
    Ok(text)
}
