//! TLS for the listeners: a certificate from files, or one made at the start.

use std::path::Path;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::Failure;

/// A certificate with the chain above it, and its key.
type Identity = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

/// What shakes hands, with the identity from these files or, without them, a new one for `names`.
pub(super) fn acceptor(
    files: Option<(&Path, &Path)>,
    names: Vec<String>,
) -> Result<TlsAcceptor, Failure> {
    let (chain, key) = match files {
        Some((certificate, key)) => read(certificate, key)?,
        None => self_signed(names)?,
    };
    let wrong = |error| Failure::new(format!("this certificate and key cannot be used: {error}"));
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(wrong)?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(wrong)?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn read(certificate: &Path, key: &Path) -> Result<Identity, Failure> {
    let cannot =
        |path: &Path, error| Failure::new(format!("{} cannot be read: {error}", path.display()));
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| cannot(certificate, error))?;
    let key = PrivateKeyDer::from_pem_file(key).map_err(|error| cannot(key, error))?;
    Ok((chain, key))
}

/// A certificate that vouches for itself: good against listening, not against somebody who pretends
/// to be this server, unless its fingerprint is compared.
fn self_signed(names: Vec<String>) -> Result<Identity, Failure> {
    let made = rcgen::generate_simple_self_signed(names)
        .map_err(|error| Failure::new(format!("a certificate cannot be made: {error}")))?;
    let certificate = made.cert.der().clone();
    let fingerprint: Vec<String> =
        Sha256::digest(&certificate).iter().map(|octet| format!("{octet:02X}")).collect();
    eprintln!(
        "mailscope: TLS by a certificate made for this run; its SHA-256 fingerprint is {}",
        fingerprint.join(":")
    );
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    Ok((vec![certificate], key.into()))
}
