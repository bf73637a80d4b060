//! mailin-embedded on a port of loopback: it takes every message and throws it away.

use mailin_embedded::{Handler, Response, Server, SslConfig, response};

#[derive(Clone)]
struct Sink {
    octets: usize,
}

impl Handler for Sink {
    fn data(&mut self, octets: &[u8]) -> std::io::Result<()> {
        self.octets += octets.len();
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        response::OK
    }
}

fn main() {
    let port = std::env::args().nth(1).and_then(|port| port.parse::<u16>().ok()).expect("a port");
    let mut server = Server::new(Sink { octets: 0 });
    server.with_name("peer.example").with_ssl(SslConfig::None).expect("no TLS");
    server.with_addr(("127.0.0.1", port)).expect("a free port");
    server.serve().expect("it serves");
}
