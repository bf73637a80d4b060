//! SCRAM-SHA-256 (RFC 5802, RFC 7677) on the client's side. Everything cryptographic is
//! `RustCrypto`'s; only the messages are written here.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit as _, Mac as _};
use mailscope_base::Prng;
use mailscope_base::limits::SCRAM_ITERATIONS_MAX;
use sha2::{Digest as _, Sha256};

use super::prepared;

/// RFC 7677 §4: at least 4096 times. A server that asks for fewer wants the password to be guessed.
const ITERATIONS_MIN: u32 = 4_096;
/// Octets of chance in a nonce.
const NONCE_OCTETS: usize = 18;
/// No channel binding, no authorization identity (RFC 5802 §7, `gs2-header`).
const GS2_HEADER: &str = "n,,";

/// One exchange.
#[derive(Clone, Debug)]
pub(super) struct Scram {
    nonce: String,
    /// `client-first-message-bare`.
    bare: String,
    stage: Stage,
}

#[derive(Clone, Debug)]
enum Stage {
    First,
    /// The proof is sent; the server has to answer with this signature.
    Final(Vec<u8>),
    /// It did.
    Convinced,
}

impl Scram {
    /// With a new nonce.
    pub(super) fn draw(user: &str, rng: &mut Prng) -> Self {
        let chance: Vec<u8> =
            (0..NONCE_OCTETS).map(|_| u8::try_from(rng.below(256)).unwrap_or(0)).collect();
        Self::new(user, BASE64.encode(chance))
    }

    fn new(user: &str, nonce: String) -> Self {
        // saslname = 1*(value-safe-char / "=2C" / "=3D") ; RFC 5802 §7
        let user = prepared(user).replace('=', "=3D").replace(',', "=2C");
        let bare = format!("n={user},r={nonce}");
        Self { nonce, bare, stage: Stage::First }
    }

    /// `client-first-message` (RFC 5802 §7); nothing if it was sent.
    pub(super) fn first(&self) -> Option<Vec<u8>> {
        let begins = matches!(self.stage, Stage::First);
        begins.then(|| format!("{GS2_HEADER}{}", self.bare).into_bytes())
    }

    /// Whether the server has shown that it knows the password, too.
    pub(super) fn convinced(&self) -> bool {
        matches!(self.stage, Stage::Convinced)
    }

    /// Answers `server-first-message`, then `server-final-message` (RFC 5802 §5.1).
    pub(super) fn answer(
        &mut self,
        challenge: &[u8],
        password: &str,
    ) -> Result<Vec<u8>, &'static str> {
        let text = core::str::from_utf8(challenge).map_err(|_| "a challenge that is no text")?;
        match &self.stage {
            // An empty challenge: the server has not taken the initial response, and asks for it.
            Stage::First if text.is_empty() => Ok(self.first().unwrap_or_default()),
            Stage::First => self.prove(text, password),
            Stage::Final(signature) => {
                let verifier = text.split(',').next().and_then(|part| part.strip_prefix("v="));
                let told = verifier.and_then(|text| BASE64.decode(text).ok());
                if told.as_ref() != Some(signature) {
                    return Err("the server did not show that it knows the password");
                }
                self.stage = Stage::Convinced;
                Ok(Vec::new())
            }
            Stage::Convinced => Err("the server asks for more than SCRAM has"),
        }
    }

    /// Reads the server's nonce, salt and iteration count, and makes the proof:
    ///
    /// ```abnf
    /// server-first-message = [reserved-mext ","] nonce "," salt "," iteration-count ["," extensions]
    /// client-final-message = channel-binding "," nonce "," proof ; RFC 5802 §7
    /// ```
    fn prove(&mut self, challenge: &str, password: &str) -> Result<Vec<u8>, &'static str> {
        let read = || {
            let mut parts = challenge.split(',');
            let nonce = parts.next()?.strip_prefix("r=")?;
            let salt = BASE64.decode(parts.next()?.strip_prefix("s=")?).ok()?;
            let iterations: u32 = parts.next()?.strip_prefix("i=")?.parse().ok()?;
            Some((nonce, salt, iterations))
        };
        let Some((nonce, salt, iterations)) = read() else {
            return Err("a challenge that is not one of SCRAM");
        };
        // "The client MUST verify that the initial part of the nonce used in subsequent messages is
        // the same as the nonce it initially specified" (RFC 5802 §5.1).
        if !nonce.starts_with(&self.nonce) || nonce.len() == self.nonce.len() {
            return Err("the server did not take up the client's nonce");
        }
        if !(ITERATIONS_MIN..=SCRAM_ITERATIONS_MAX).contains(&iterations) {
            return Err("the server asks for too few or too many iterations");
        }
        // RFC 5802 §3.
        let password = prepared(password);
        let salted =
            pbkdf2::pbkdf2_hmac_array::<Sha256, 32>(password.as_bytes(), &salt, iterations);
        let client_key = hmac(&salted, b"Client Key");
        let stored_key = Sha256::digest(&client_key);
        let without_proof = format!("c={},r={nonce}", BASE64.encode(GS2_HEADER));
        let spoken = format!("{},{challenge},{without_proof}", self.bare);
        let signature = hmac(&stored_key, spoken.as_bytes());
        let proof: Vec<u8> = client_key.iter().zip(&signature).map(|(a, b)| a ^ b).collect();
        self.stage = Stage::Final(hmac(&hmac(&salted, b"Server Key"), spoken.as_bytes()));
        Ok(format!("{without_proof},p={}", BASE64.encode(proof)).into_bytes())
    }
}

/// `HMAC(key, str)` (RFC 5802 §2.2). Keys of any length are right for it, so the error is never
/// made.
fn hmac(key: &[u8], text: &[u8]) -> Vec<u8> {
    Hmac::<Sha256>::new_from_slice(key)
        .map(|mac| mac.chain_update(text).finalize().into_bytes().to_vec())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    const SERVER_FIRST: &str = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,\
                                s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

    fn example() -> Scram {
        Scram::new("user", "rOprNGfwEbeRWgbNEkqO".to_owned())
    }

    #[test]
    // RFC 7677 §3.
    fn the_example_of_rfc_7677_section_3() {
        let mut scram = example();
        assert_eq!(scram.first().unwrap(), b"n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
        let last = scram.answer(SERVER_FIRST.as_bytes(), "pencil").unwrap();
        let expected = "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,\
                        p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
        assert_eq!(String::from_utf8(last).unwrap(), expected);
        assert!(!scram.convinced());
        let proof = b"v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";
        assert_eq!(scram.answer(proof, "pencil"), Ok(Vec::new()));
        assert!(scram.convinced());
    }

    #[test]
    fn a_server_that_cannot_prove_itself_is_not_believed() {
        // RFC 5802 §5.1, §9 and RFC 7677 §4: another nonce, too few iterations, a wrong signature, an error.
        let refuses = |challenge: &str| example().answer(challenge.as_bytes(), "pencil").is_err();
        assert!(refuses("r=another,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"));
        assert!(refuses("r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"));
        assert!(refuses("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1"));
        assert!(refuses("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4000000000"));
        assert!(refuses("m=ext,r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"));
        assert!(refuses("nonsense"));
        for last in ["v=AAAA", "e=invalid-proof", ""] {
            let mut scram = example();
            scram.answer(SERVER_FIRST.as_bytes(), "pencil").unwrap();
            assert!(scram.answer(last.as_bytes(), "pencil").is_err() && !scram.convinced());
        }
    }

    #[test]
    fn commas_and_equals_signs_in_names() {
        // RFC 5802 §5.1, `n:`.
        let scram = Scram::new("a=b,c", "x".to_owned());
        assert_eq!(scram.first().unwrap(), b"n,,n=a=3Db=2Cc,r=x");
    }
}
