//! A certificate for `localhost`, made by OpenSSL.

use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Goes away when it is dropped.
pub(crate) struct Certificate {
    folder: PathBuf,
    /// In PEM.
    pub(crate) file: PathBuf,
    /// In PEM.
    pub(crate) key: PathBuf,
}

impl Certificate {
    pub(crate) fn new(name: &str) -> Self {
        let name = format!("mailscope-tls-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder");
        let (file, key) = (folder.join("cert.pem"), folder.join("key.pem"));
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"])
            .args(["-nodes", "-days", "2", "-subj", "/CN=localhost"])
            .args(["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout"])
            .arg(&key)
            .arg("-out")
            .arg(&file)
            .stderr(Stdio::null())
            .status();
        assert!(made.expect("openssl starts").success());
        Self { folder, file, key }
    }
}

impl Drop for Certificate {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
