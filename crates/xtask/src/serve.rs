//! `cargo xtask serve` and `cargo xtask static`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::shell::{Failure, Outcome};
use crate::static_server::Site;
use crate::{open, page, workspace};

/// The port in our documentation.
pub(crate) const PORT: u16 = 8080;

#[derive(Debug)]
pub(crate) struct Serve {
    pub(crate) port: u16,
    pub(crate) open: bool,
    pub(crate) dev: bool,
}

pub(crate) fn serve(options: &Serve) -> Outcome {
    // Taken first: nobody should wait for a build to learn that the port is in use.
    let site = Site::bind(options.port)?;
    if options.dev {
        drop(site);
        return page::watch(options.port, options.open && open::has_display());
    }
    page::build()?;
    run(&site, &workspace::dist(), options.open)
}

pub(crate) fn serve_folder(port: u16, folder: Option<&OsStr>) -> Outcome {
    let folder = folder.map_or_else(workspace::dist, PathBuf::from);
    if !folder.is_dir() {
        return Err(Failure::usage(format!("There is no folder {}.", folder.display())));
    }
    run(&Site::bind(port)?, &folder, false)
}

fn run(site: &Site, folder: &Path, open_browser: bool) -> Outcome {
    let workers = site.start(folder);
    println!("Mailscope is at {} (Ctrl+C ends it)", site.address());
    if open_browser && open::has_display() {
        open::in_browser(&site.address());
    }
    for worker in workers {
        let _ = worker.join();
    }
    Err(Failure::new("The server stopped."))
}
