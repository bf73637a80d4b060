//! `mailscope serve`: the servers of the simulation on real sockets. There is no second server: the
//! same sessions get their bytes from a socket here and from a virtual link there.

mod connection;
mod mail;
mod shared;

use std::io::Write as _;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use mailscope_wire::Service;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::Failure;
use shared::Shared;

/// Arguments of `mailscope serve`. A port of 0 takes a free one. Without any listener named, all
/// that this program has open at their default ports.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1")]
    bind: IpAddr,
    /// Allow an address that other machines can reach. The servers are made for learning, not for
    /// that.
    #[arg(long)]
    allow_remote: bool,
    /// IMAP (default 1143).
    #[arg(long, value_name = "PORT")]
    imap: Option<u16>,
    /// POP3 (default 1110).
    #[arg(long, value_name = "PORT")]
    pop3: Option<u16>,
    /// SMTP between servers (not built yet).
    #[arg(long, value_name = "PORT")]
    smtp: Option<u16>,
    /// Submission (not built yet).
    #[arg(long, value_name = "PORT")]
    submission: Option<u16>,
    /// IMAP over TLS (not built yet).
    #[arg(long, value_name = "PORT")]
    imaps: Option<u16>,
    /// POP3 over TLS (not built yet).
    #[arg(long, value_name = "PORT")]
    pop3s: Option<u16>,
    /// Submission over TLS (not built yet).
    #[arg(long, value_name = "PORT")]
    submissions: Option<u16>,
    /// The domain of the accounts.
    #[arg(long, default_value = "nord.example")]
    domain: String,
    /// An account; may be given several times. Without one: ada:seestern.
    #[arg(long, value_name = "USER:PASSWORD")]
    account: Vec<String>,
    /// Mail for the first account's INBOX: an .eml file, an .mbox file, or a folder of them.
    #[arg(long, value_name = "FILE_OR_DIR")]
    mail: Vec<PathBuf>,
    /// Print every line of every session on standard error.
    #[arg(long)]
    trace: bool,
}

const DEFAULT_ACCOUNT: &str = "ada:seestern";
const IMAP_PORT: u16 = 1143;
const POP3_PORT: u16 = 1110;

pub(crate) fn serve(arguments: &Arguments) -> Result<(), Failure> {
    check_address(arguments)?;
    let wanted = wanted(arguments)?;
    let store = mail::store(&arguments.domain, &accounts(arguments)?, &arguments.mail)?;
    let shared = Arc::new(Shared::new(store, arguments.trace));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(format!("the runtime cannot start: {error}")))?;
    let served = runtime.block_on(listen(arguments.bind, &wanted, &shared));
    // Sessions that still wait for their clients are not waited for.
    runtime.shutdown_background();
    served
}

fn check_address(arguments: &Arguments) -> Result<(), Failure> {
    let bind = arguments.bind;
    if bind.is_loopback() {
        return Ok(());
    }
    if !arguments.allow_remote {
        return Err(Failure::new(format!(
            "{bind} can be reached by other machines; add --allow-remote if that is meant"
        )));
    }
    eprintln!(
        "mailscope: warning: {bind} can be reached by other machines, and passwords travel in clear"
    );
    Ok(())
}

/// The listeners to open. One that is not built is refused where it was asked for, and named where
/// it would have been opened by default.
fn wanted(arguments: &Arguments) -> Result<Vec<(Service, u16)>, Failure> {
    let missing = [
        ("--smtp", arguments.smtp),
        ("--submission", arguments.submission),
        ("--imaps", arguments.imaps),
        ("--pop3s", arguments.pop3s),
        ("--submissions", arguments.submissions),
    ];
    if let Some((name, _)) = missing.iter().find(|(_, port)| port.is_some()) {
        return Err(Failure::new(format!("{name} is not built yet; --imap and --pop3 are")));
    }
    let mut wanted = Vec::new();
    wanted.extend(arguments.imap.map(|port| (Service::Imap, port)));
    wanted.extend(arguments.pop3.map(|port| (Service::Pop3, port)));
    if wanted.is_empty() {
        eprintln!("mailscope: SMTP and submission are not built yet and stay closed");
        wanted = vec![(Service::Imap, IMAP_PORT), (Service::Pop3, POP3_PORT)];
    }
    Ok(wanted)
}

fn accounts(arguments: &Arguments) -> Result<Vec<(String, String)>, Failure> {
    let given = &arguments.account;
    let default = [DEFAULT_ACCOUNT.to_owned()];
    let accounts = if given.is_empty() { &default[..] } else { given };
    let split = |account: &String| match account.split_once(':') {
        Some((user, password)) if !user.is_empty() && !password.is_empty() => {
            Ok((user.to_owned(), password.to_owned()))
        }
        _ => Err(Failure::new(format!("--account {account}: expected USER:PASSWORD"))),
    };
    accounts.iter().map(split).collect()
}

async fn listen(
    bind: IpAddr,
    wanted: &[(Service, u16)],
    shared: &Arc<Shared>,
) -> Result<(), Failure> {
    let failed = |error| Failure::new(format!("signals cannot be received: {error}"));
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let mut listeners = Vec::new();
    for &(service, port) in wanted {
        let address = SocketAddr::new(bind, port);
        let cannot =
            |error| Failure::new(format!("{} cannot listen on {address}: {error}", service.name()));
        let listener = TcpListener::bind(address).await.map_err(cannot)?;
        let bound = listener.local_addr().map_err(cannot)?;
        listeners.push((service, listener, bound));
    }
    // Only when all of them stand: a script that reads these lines may connect at once.
    for (service, listener, bound) in listeners {
        println!("listening {} {bound}", service.name());
        tokio::spawn(accept(service, listener, Arc::clone(shared)));
    }
    let _ = std::io::stdout().flush();
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}

async fn accept(service: Service, listener: TcpListener, shared: Arc<Shared>) {
    loop {
        match listener.accept().await {
            Ok((socket, _)) => {
                tokio::spawn(connection::drive(service, socket, Arc::clone(&shared)));
            }
            // Out of file descriptors, or a peer that is gone already: the listener lives on.
            Err(error) => {
                eprintln!("mailscope: a connection could not be accepted: {error}");
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        }
    }
}
