//! SCRAM (RFC 5802, RFC 7677): the password is never sent, and the server shows that it knows it
//! too.
//!
//! Everything cryptographic is `RustCrypto`'s; only the messages are written here. The kept SASL
//! libraries cannot be used: `rsasl` 2.3 and `scram-rs` 0.25 draw their nonces from the operating
//! system, and here chance comes from the world's one generator only (and there is no operating
//! system in a browser's WebAssembly); `scram` 0.6 stands on `ring`, which does not build there.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use mailscope_base::{AccountId, Prng};
use mailscope_store::Store;

use super::{Step, hash::Hash, may_act_as, prepared};

/// RFC 7677 §4: at least 4096 times.
const ITERATIONS: u32 = 4_096;
/// Octets of chance in a salt and in a nonce.
const CHANCE_OCTETS: usize = 18;

/// What the server adds to an exchange.
///
/// A server that keeps only keys derived from a password has one salt for it (RFC 5802 §3) and must
/// invent a lasting one for every name that it does not know. This one keeps the password, since
/// its LOGIN and APOP need it, so every exchange has a new salt: then an unknown name looks the
/// same as a known one without further ado.
#[derive(Clone, Debug)]
pub(super) struct Scram {
    hash: Hash,
    nonce: String,
    salt: Vec<u8>,
}

/// The server's first message is sent, and the client's last one awaited.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    hash: Hash,
    salt: Vec<u8>,
    /// `gs2-header`, which the client repeats under its proof.
    gs2_header: String,
    identity: String,
    user: String,
    /// The client's nonce and the server's.
    nonce: String,
    /// `client-first-message-bare "," server-first-message`.
    dialogue: String,
}

impl Scram {
    /// With a new nonce and a new salt.
    pub(super) fn draw(hash: Hash, rng: &mut Prng) -> Self {
        let mut chance = || -> Vec<u8> {
            (0..CHANCE_OCTETS).map(|_| u8::try_from(rng.below(256)).unwrap_or(0)).collect()
        };
        Self { hash, nonce: BASE64.encode(chance()), salt: chance() }
    }

    /// Reads the client's first message (RFC 5802 §5, RFC 7677 §3) and writes the server's.
    ///
    /// ```abnf
    /// client-first-message      = gs2-header client-first-message-bare
    /// gs2-header                = gs2-cbind-flag "," [ authzid ] ","
    /// client-first-message-bare = [reserved-mext ","] username "," nonce ["," extensions]
    /// server-first-message      = [reserved-mext ","] nonce "," salt "," iteration-count
    ///                             ["," extensions] ; RFC 5802 §7
    /// ```
    pub(super) fn first(self, message: &[u8]) -> Result<(Vec<u8>, Waiting), Step> {
        let malformed = Step::Malformed("n,,n=user,r=nonce (RFC 5802 section 7)");
        let read = || {
            let message = core::str::from_utf8(message).ok()?;
            let (flag, rest) = message.split_once(',')?;
            let (identity, bare) = rest.split_once(',')?;
            let (user, rest) = bare.strip_prefix("n=")?.split_once(',')?;
            let nonce = rest.split(',').next()?.strip_prefix("r=")?;
            let identity = match identity {
                "" => String::new(),
                identity => saslname(identity.strip_prefix("a=")?)?,
            };
            let gs2_header = message.strip_suffix(bare)?;
            let printable = !nonce.is_empty() && nonce.bytes().all(|b| b.is_ascii_graphic());
            let user = saslname(user).filter(|user| !user.is_empty())?;
            printable.then_some((flag, gs2_header, identity, user, nonce, bare))
        };
        let Some((flag, gs2_header, identity, user, nonce, bare)) = read() else {
            return Err(malformed);
        };
        // Not: RFC 5802 §6: a session does not see the TLS connection that it could bind to.
        // `y` is right towards a server without channel binding.
        if !matches!(flag, "n" | "y") {
            return Err(Step::Malformed("n or y at the beginning: channel binding is not offered"));
        }
        let nonce = format!("{nonce}{}", self.nonce);
        let salt = BASE64.encode(&self.salt);
        let challenge = format!("r={nonce},s={salt},i={ITERATIONS}");
        let waiting = Waiting {
            hash: self.hash,
            salt: self.salt,
            gs2_header: gs2_header.to_owned(),
            identity,
            user,
            nonce,
            dialogue: format!("{bare},{challenge}"),
        };
        Ok((challenge.into_bytes(), waiting))
    }
}

impl Waiting {
    /// Reads the client's last message, checks its proof and writes the server's own.
    ///
    /// ```abnf
    /// client-final-message-without-proof = channel-binding "," nonce ["," extensions]
    /// client-final-message = client-final-message-without-proof "," proof
    /// server-final-message = (server-error / verifier) ["," extensions] ; RFC 5802 §7
    /// ```
    pub(super) fn last(&self, message: &[u8], store: &Store) -> Result<(Vec<u8>, AccountId), Step> {
        let read = || {
            let (without_proof, proof) = core::str::from_utf8(message).ok()?.rsplit_once(",p=")?;
            let mut attributes = without_proof.split(',');
            let binding = attributes.next()?.strip_prefix("c=")?;
            let nonce = attributes.next()?.strip_prefix("r=")?;
            Some((without_proof, binding, nonce, BASE64.decode(proof).ok()?))
        };
        let Some((without_proof, binding, nonce, proof)) = read() else {
            return Err(Step::Malformed("c=biws,r=nonce,p=proof (RFC 5802 section 7)"));
        };
        let known = store.credentials(prepared(&self.user).as_bytes());
        let password = known.map_or("", |(_, password)| password);
        let keys = Keys::of(self.hash, prepared(password).as_bytes(), &self.salt);
        let spoken = format!("{},{without_proof}", self.dialogue);
        let proven = keys.prove(&proof, spoken.as_bytes());
        let same = binding == BASE64.encode(&self.gs2_header) && nonce == self.nonce;
        match known {
            Some((account, _)) if proven && same => {
                if !may_act_as(account, &self.identity, store) {
                    return Err(Step::Unauthorized);
                }
                let verifier = BASE64.encode(keys.signature(spoken.as_bytes()));
                Ok((format!("v={verifier}").into_bytes(), account))
            }
            _ => Err(Step::Denied),
        }
    }
}

/// What both ends derive from a password (RFC 5802 §3).
struct Keys {
    hash: Hash,
    stored: Vec<u8>,
    server: Vec<u8>,
}

impl Keys {
    fn of(hash: Hash, password: &[u8], salt: &[u8]) -> Self {
        let salted = hash.hi(password, salt, ITERATIONS);
        let stored = hash.digest(&hash.hmac(&salted, b"Client Key"));
        Self { hash, stored, server: hash.hmac(&salted, b"Server Key") }
    }

    /// `ClientProof = ClientKey XOR ClientSignature`, and `H(ClientKey)` is the stored key: only
    /// who has the password can have made such a proof, and it does not tell the password.
    fn prove(&self, proof: &[u8], spoken: &[u8]) -> bool {
        let signature = self.hash.hmac(&self.stored, spoken);
        let key: Vec<u8> = proof.iter().zip(&signature).map(|(a, b)| a ^ b).collect();
        proof.len() == signature.len() && self.hash.digest(&key) == self.stored
    }

    /// `ServerSignature`: the client sees by it that the server has the password too.
    fn signature(&self, spoken: &[u8]) -> Vec<u8> {
        self.hash.hmac(&self.server, spoken)
    }
}

/// ```abnf
/// saslname = 1*(value-safe-char / "=2C" / "=3D") ; RFC 5802 §7
/// ```
fn saslname(text: &str) -> Option<String> {
    let mut parts = text.split('=');
    let mut name = parts.next()?.to_owned();
    for part in parts {
        let (octet, rest) = part.split_at_checked(2)?;
        name.push(match octet {
            "2C" => ',',
            "3D" => '=',
            _ => return None,
        });
        name.push_str(rest);
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use mailscope_base::UidValidity;

    use super::*;

    /// The store of the RFCs' examples.
    fn store() -> Store {
        let mut store = Store::new(UidValidity::new(1).unwrap());
        store.create_account("user", "example.com", "pencil");
        store
    }

    /// Plays an example: client-first, the server's nonce and salt, server-first, client-final,
    /// server-final.
    fn example(hash: Hash, nonce: &str, salt: &str, messages: [&str; 4]) {
        let [client_first, server_first, client_final, server_final] = messages;
        let salt = BASE64.decode(salt).unwrap();
        let scram = Scram { hash, nonce: nonce.to_owned(), salt };
        let (challenge, waiting) = scram.first(client_first.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(challenge).unwrap(), server_first);
        let (verifier, account) = waiting.last(client_final.as_bytes(), &store()).unwrap();
        assert_eq!(String::from_utf8(verifier).unwrap(), server_final);
        assert_eq!(account, AccountId(0));
        // One letter of the proof, the nonce or the channel binding changed, or nobody there.
        let wrong_proof = client_final.replace(",p=", ",p=AAAA");
        assert!(waiting.last(wrong_proof.as_bytes(), &store()).is_err());
        let wrong_nonce = client_final.replace(",r=", ",r=x");
        assert_eq!(waiting.last(wrong_nonce.as_bytes(), &store()), Err(Step::Denied));
        let wrong_binding = client_final.replace("c=biws", "c=eSws");
        assert_eq!(waiting.last(wrong_binding.as_bytes(), &store()), Err(Step::Denied));
        let nobody = Store::new(UidValidity::new(1).unwrap());
        assert_eq!(waiting.last(client_final.as_bytes(), &nobody), Err(Step::Denied));
    }

    #[test]
    // RFC 5802 §5.
    fn the_example_of_rfc_5802_section_5() {
        example(
            Hash::Sha1,
            "3rfcNHYJY1ZVvWVs7j",
            "QSXCR+Q6sek8bf92",
            [
                "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL",
                "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
                "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
                "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=",
            ],
        );
    }

    #[test]
    // RFC 7677 §3.
    fn the_example_of_rfc_7677_section_3() {
        example(
            Hash::Sha256,
            "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
            "W22ZaJ0SNY7soEsUEjb6gQ==",
            [
                "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
                "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,\
                 s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,\
                 p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
                "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
            ],
        );
    }

    #[test]
    fn what_is_no_first_message_is_refused() {
        // RFC 5802 §5.1 and §7: no binding that is not offered, no mandatory extension, no `=` but
        // `=2C` and `=3D`, a nonce that is printable.
        for message in [
            "",
            "n",
            "n,,",
            "n,,n=user",
            "n,,n=user,",
            "n,,n=user,r=",
            "n,,n=,r=abc",
            "p=tls-unique,,n=user,r=abc",
            "n,,m=x,n=user,r=abc",
            "n,,n=us=er,r=abc",
            "n,user,n=user,r=abc",
            "x,,n=user,r=abc",
            "n,,n=user,r=a b",
            "n,,n=user,x=1,r=abc",
        ] {
            let scram = Scram { hash: Hash::Sha1, nonce: "x".to_owned(), salt: vec![1] };
            assert!(
                matches!(scram.first(message.as_bytes()), Err(Step::Malformed(_))),
                "{message}"
            );
        }
        let scram = Scram { hash: Hash::Sha1, nonce: "x".to_owned(), salt: vec![1] };
        let (_, waiting) = scram.first(b"y,a=u=3Dx,n=a=2Cb=3Dc,r=abc,z=1").unwrap();
        assert_eq!((&*waiting.user, &*waiting.identity), ("a,b=c", "u=x"));
        assert_eq!(waiting.gs2_header, "y,a=u=3Dx,");
    }
}
