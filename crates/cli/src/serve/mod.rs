//! `mailscope serve`: the servers of the simulation on real sockets. There is no second server: the
//! same sessions get their bytes from a socket here and from a virtual link there.

mod arguments;
mod connection;
mod heard;
mod mail;
mod queue;
mod said;
mod shared;
mod tls;

use std::io::Write as _;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::Failure;
pub(crate) use arguments::Arguments;
use arguments::{Door, accounts, check_address, wanted};
use shared::{Security, Shared};

pub(crate) fn serve(arguments: &Arguments) -> Result<(), Failure> {
    check_address(arguments)?;
    let wanted = wanted(arguments);
    let store = mail::store(&arguments.domain, &accounts(arguments)?, &arguments.mail)?;
    let acceptor = tls::acceptor(arguments.tls_files(), arguments.tls_names())?;
    let security = Security { acceptor, require_tls: arguments.require_tls };
    let shared = Arc::new(Shared::new(store, arguments.trace, security));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(format!("the runtime cannot start: {error}")))?;
    let served = runtime.block_on(listen(arguments.bind, &wanted, &shared));
    // Sessions that still wait for their clients are not waited for.
    runtime.shutdown_background();
    served
}

async fn listen(bind: IpAddr, wanted: &[Door], shared: &Arc<Shared>) -> Result<(), Failure> {
    let failed = |error| Failure::new(format!("signals cannot be received: {error}"));
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let mut listeners = Vec::new();
    for &door in wanted {
        let address = SocketAddr::new(bind, door.port);
        let cannot =
            |error| Failure::new(format!("{} cannot listen on {address}: {error}", door.name));
        let listener = TcpListener::bind(address).await.map_err(cannot)?;
        let bound = listener.local_addr().map_err(cannot)?;
        listeners.push((door, listener, bound));
    }
    // Only when all of them stand: a script that reads these lines may connect at once.
    for (door, listener, bound) in listeners {
        println!("listening {} {bound}", door.name);
        tokio::spawn(accept(door, listener, Arc::clone(shared)));
    }
    let _ = std::io::stdout().flush();
    tokio::spawn(queue::keep(Arc::clone(shared)));
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}

async fn accept(door: Door, listener: TcpListener, shared: Arc<Shared>) {
    loop {
        match listener.accept().await {
            Ok((socket, _)) => {
                tokio::spawn(connection::drive(door, socket, Arc::clone(&shared)));
            }
            // Out of file descriptors, or a peer that is gone already: the listener lives on.
            Err(error) => {
                eprintln!("mailscope: a connection could not be accepted: {error}");
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        }
    }
}
