//! How octets are written in a file for people: as text where they are text, else in base64 (RFC 4648
//! §4).

use bytes::Bytes;
use data_encoding::BASE64;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Octets in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Octets(pub(crate) Bytes);

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Text(String),
    Base64 { base64: String },
}

impl Serialize for Octets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match core::str::from_utf8(&self.0) {
            Ok(text) => text.serialize(serializer),
            Err(_) => Written::Base64 { base64: BASE64.encode(&self.0) }.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Octets {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Written::deserialize(deserializer)? {
            Written::Text(text) => Ok(Self(text.into())),
            Written::Base64 { base64 } => {
                let octets = BASE64.decode(base64.as_bytes()).map_err(de::Error::custom)?;
                Ok(Self(octets.into()))
            }
        }
    }
}

/// For a field of a type that knows them as plain octets.
pub(crate) fn serialize<S: Serializer>(octets: &Bytes, serializer: S) -> Result<S::Ok, S::Error> {
    Octets(octets.clone()).serialize(serializer)
}

/// For a field of a type that knows them as plain octets.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
    Octets::deserialize(deserializer).map(|Octets(octets)| octets)
}

/// For a field of a list of them.
pub(crate) mod list {
    use super::{Bytes, Deserialize, Deserializer, Octets, Serializer};

    pub(crate) fn serialize<S: Serializer>(
        all: &[Bytes],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(all.iter().map(|octets| Octets(octets.clone())))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Bytes>, D::Error> {
        let all = Vec::<Octets>::deserialize(deserializer)?;
        Ok(all.into_iter().map(|Octets(octets)| octets).collect())
    }
}
