//! Packets as a pcapng file: Ethernet and IP around what the world tells, with a comment on each
//! packet (`draft-ietf-opsawg-pcapng` §4).

use std::borrow::Cow;
use std::io::{self, Write};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use etherparse::{PacketBuilder, PacketBuilderStep, TcpHeader, TcpOptionElement};
use mailscope_base::limits;
use mailscope_sim::{Capture, CapturedLink, Controls, Packet, Segment, Transport, World};
use mailscope_view::export::packet_comment;
use pcap_file::pcapng::blocks::enhanced_packet::{EnhancedPacketBlock, EnhancedPacketOption};
use pcap_file::pcapng::blocks::interface_description::{
    InterfaceDescriptionBlock, InterfaceDescriptionOption, InterfaceTsResolution,
};
use pcap_file::pcapng::blocks::name_resolution::{
    Ipv4Record, Ipv6Record, NameResolutionBlock, Record,
};
use pcap_file::pcapng::blocks::opt_common::CommonOption;
use pcap_file::pcapng::blocks::section_header::{SectionHeaderBlock, SectionHeaderOption};
use pcap_file::pcapng::{PcapNgWriteError, PcapNgWriter};
use pcap_file::{DataLink, Endianness};

use crate::words::Words;

/// How many routers a packet may still pass; nobody counts them here.
const HOPS: u8 = 64;
/// The window of every segment, times 2^10 (RFC 7323 §2.2): no reader of this world is ever too slow.
const WINDOW: u16 = u16::MAX;
const WINDOW_SCALE: u8 = 10;

/// Writes the packets of `world`. Tells whether they were too many for a file.
pub(super) fn write(out: impl Write, world: &World, words: &Words) -> io::Result<bool> {
    let capture = Capture::of(world);
    let section = SectionHeaderBlock {
        endianness: Endianness::Little,
        options: vec![SectionHeaderOption::UserApplication("mailscope".into())],
        ..SectionHeaderBlock::default()
    };
    let mut file = PcapNgWriter::with_section_header(out, section).map_err(failure)?;
    for link in capture.links() {
        file.write_pcapng_block(interface(link)).map_err(failure)?;
    }
    let records = capture.names().map(|(address, name)| record(address, name)).collect();
    let names = NameResolutionBlock { records, options: Vec::new() };
    file.write_pcapng_block(names).map_err(failure)?;
    let start = u64::try_from(world.clock().start.unix_secs).unwrap_or_default();
    let start = Duration::from_secs(start);
    let mut left = limits::CAPTURE_PACKETS_MAX;
    let mut data = Vec::new();
    for packet in capture {
        if left == 0 {
            file.into_inner().flush()?;
            return Ok(true);
        }
        left -= 1;
        data.clear();
        encode(&packet, &mut data)?;
        let comment = packet_comment(world, &packet, &|text| words.say(text));
        let block = EnhancedPacketBlock {
            interface_id: u32::try_from(packet.link).unwrap_or_default(),
            timestamp: start + Duration::from_micros(packet.at.as_micros()),
            original_len: u32::try_from(data.len()).unwrap_or(u32::MAX),
            data: Cow::Borrowed(&data),
            options: vec![EnhancedPacketOption::Common(CommonOption::Comment(comment.into()))],
        };
        file.write_pcapng_block(block).map_err(failure)?;
    }
    file.into_inner().flush()?;
    Ok(false)
}

fn failure(error: PcapNgWriteError) -> io::Error {
    match error {
        PcapNgWriteError::Io(error) => error,
        other => io::Error::other(other),
    }
}

fn interface(link: &CapturedLink) -> InterfaceDescriptionBlock<'_> {
    let mut options = vec![
        InterfaceDescriptionOption::IfName(link.name.as_str().into()),
        InterfaceDescriptionOption::IfTsResol(InterfaceTsResolution::MICRO),
    ];
    if !link.listeners.is_empty() {
        let listeners = link.listeners.join(", ");
        options.push(InterfaceDescriptionOption::IfDescription(listeners.into()));
    }
    InterfaceDescriptionBlock { linktype: DataLink::ETHERNET, snaplen: 0, options }
}

fn record(address: IpAddr, name: &str) -> Record<'static> {
    let names = vec![Cow::Owned(name.to_owned())];
    match address {
        IpAddr::V4(ip_addr) => Record::Ipv4(Ipv4Record { ip_addr, names }),
        IpAddr::V6(ip_addr) => Record::Ipv6(Ipv6Record { ip_addr, names }),
    }
}

/// The packet with its headers and checksums.
fn encode(packet: &Packet, out: &mut Vec<u8>) -> io::Result<()> {
    let frame = PacketBuilder::ethernet2(hardware(packet.from), hardware(packet.to));
    let ip = match (packet.from.ip(), packet.to.ip()) {
        (IpAddr::V4(from), IpAddr::V4(to)) => frame.ipv4(from.octets(), to.octets(), HOPS),
        (from, to) => frame.ipv6(sixteen(from), sixteen(to), HOPS),
    };
    let (from, to) = (packet.from.port(), packet.to.port());
    match packet.transport {
        Transport::Udp => ip.udp(from, to).write(out, &packet.payload),
        Transport::Tcp(segment) => tcp(ip, from, to, segment)?.write(out, &packet.payload),
    }
    .map_err(io::Error::other)
}

fn tcp(
    ip: PacketBuilderStep<etherparse::IpHeaders>,
    from: u16,
    to: u16,
    segment: Segment,
) -> io::Result<PacketBuilderStep<TcpHeader>> {
    let mut header = TcpHeader::new(from, to, segment.sequence, WINDOW);
    header.syn = segment.controls.has(Controls::SYN);
    header.fin = segment.controls.has(Controls::FIN);
    header.rst = segment.controls.has(Controls::RST);
    header.psh = segment.controls.has(Controls::PSH);
    header.ack = segment.controls.has(Controls::ACK);
    header.acknowledgment_number = segment.acknowledges;
    if let Some(largest) = segment.max_segment {
        let options = [
            TcpOptionElement::MaximumSegmentSize(largest),
            TcpOptionElement::Noop,
            TcpOptionElement::WindowScale(WINDOW_SCALE),
        ];
        header.set_options(&options).map_err(io::Error::other)?;
    }
    Ok(ip.tcp_header(header))
}

/// An address of the hardware, locally administered (IEEE 802c), made of the other one.
fn hardware(of: SocketAddr) -> [u8; 6] {
    match of.ip() {
        IpAddr::V4(address) => {
            let [a, b, c, d] = address.octets();
            [2, 4, a, b, c, d]
        }
        IpAddr::V6(address) => {
            let [.., a, b, c, d] = address.octets();
            [2, 6, a, b, c, d]
        }
    }
}

fn sixteen(address: IpAddr) -> [u8; 16] {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().octets(),
        IpAddr::V6(address) => address.octets(),
    }
}
