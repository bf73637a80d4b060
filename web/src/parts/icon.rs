//! Icons: drawn once in a sprite, used by name. They always stand beside a word.

use mailscope_view::{DeviceKind, Service, Whose};
use yew::prelude::*;

/// The icons, with what each draws: lines of a 24 by 24 grid, and filled areas.
macro_rules! glyphs {
    ($($glyph:ident $id:literal $line:literal $(fill $fill:literal)?;)*) => {
        /// An icon.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Glyph { $($glyph,)* }

        impl Glyph {
            /// The address of its symbol in the sprite.
            const fn href(self) -> &'static str {
                match self { $(Self::$glyph => concat!("#i-", $id),)* }
            }
        }

        /// The drawings.
        #[component]
        pub(crate) fn Sprite() -> Html {
            html! {
                <svg class="sprite" aria-hidden="true" focusable="false">
                    $(<symbol id={concat!("i-", $id)} viewBox="0 0 24 24">
                        <path d={$line} />
                        $(<path d={$fill} fill="currentColor" />)?
                    </symbol>)*
                </svg>
            }
        }
    };
}

glyphs! {
    Laptop "laptop" "M6 5h12a1.500 1.500 0 0 1 1.500 1.500v9h-15v-9A1.500 1.500 0 0 1 6 5zM2 19h20";
    Phone "phone" "M9.500 2.500h5A2.500 2.500 0 0 1 17 5v14a2.500 2.500 0 0 1-2.500 2.500h-5A2.500 2.500 0 0 1 7 19V5a2.500 2.500 0 0 1 2.500-2.500zM11 18.600h2";
    Tablet "tablet" "M6.500 3h11a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM11 18.200h2";
    Server "server" "M4 3.500h16V11H4zM4 13h16v7.500H4zM7.200 7.200h2M7.200 16.800h2M13 7.200h4M13 16.800h4";
    Mail "mail" "M4 5.500h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM3.600 6.600 12 13l8.400-6.400";
    MailOpen "mailopen" "M3 10.200 12 4l9 6.200v9.300H3zM3.400 10.800l8.600 5.200 8.600-5.200";
    Flag "flag" "M6 21V3.800h11.500l-2.700 4.100 2.700 4.100H6";
    Flagged "flagged" "M6 21V3.800" fill "M6 3.800h11.500l-2.700 4.100 2.700 4.100H6z";
    Trash "trash" "M4 6.500h16M9 6.500V4h6v2.500M6 6.500l1 14h10l1-14M10 10.500v6M14 10.500v6";
    Folder "folder" "M3 6h6.500l2 2.500H21v11H3z";
    Move "move" "M3 6h6.500l2 2.500H21v11H3zM8 14h7M12.500 11l3 3-3 3";
    Wifi "wifi" "M3.500 9.800a12.500 12.500 0 0 1 17 0M6.500 13.200a8 8 0 0 1 11 0M9.500 16.500a3.600 3.600 0 0 1 5 0M12 19.600v.01";
    WifiOff "wifioff" "M3.500 9.800A12.500 12.500 0 0 1 8 7M12.500 6.300a12.500 12.500 0 0 1 8 3.500M6.500 13.200A8 8 0 0 1 11 11M9.500 16.500a3.600 3.600 0 0 1 5 0M4 3.500l16 17M12 19.600v.01";
    Clock "clock" "M3.500 12a8.500 8.500 0 1 0 17 0a8.500 8.500 0 1 0-17 0M12 7v5.200l3.300 2";
    Check "check" "M4.500 12.500l5 5L19.500 7";
    Same "same" "M5 9.200h14M5 14.800h14";
    Differ "differ" "M5 9.200h14M5 14.800h14M16 4.500l-8 15";
    Empty "empty" "M12 3.500a8.500 8.500 0 0 1 3.200.6M18 6a8.500 8.500 0 0 1 2 3M20.400 13a8.500 8.500 0 0 1-1.400 3.600M16 19.500a8.500 8.500 0 0 1-3.500 1M8.700 19.800a8.500 8.500 0 0 1-3-2.200M3.800 14.500a8.500 8.500 0 0 1-.2-3.600M5 7.200a8.500 8.500 0 0 1 2.700-2.500";
    Gone "gone" "M5.500 5.500l13 13M18.500 5.500l-13 13";
    Refresh "refresh" "M19.500 12a7.500 7.500 0 1 1-2.300-5.400M19.800 3.200v4.300h-4.300";
    Play "play" "M8 5v14l11-7z" fill "M8 5v14l11-7z";
    Pause "pause" "M8.500 5v14M15.500 5v14M9.300 5v14M14.700 5v14";
    Next "next" "M6 5.500v13l9-6.500zM18 5.500v13" fill "M6 5.500v13l9-6.500z";
    Previous "previous" "M18 5.500v13L9 12zM6 5.500v13" fill "M18 5.500v13L9 12z";
    WholeNext "wholenext" "M3.500 6v12l7-6zM11.500 6v12l7-6zM20.500 6v12" fill "M3.500 6v12l7-6zM11.500 6v12l7-6z";
    WholeBack "wholeback" "M20.500 6v12l-7-6zM12.500 6v12l-7-6zM3.500 6v12" fill "M20.500 6v12l-7-6zM12.500 6v12l-7-6z";
    Undo "undo" "M8 5L3.500 9.500 8 14M4 9.500h10a5.500 5.500 0 0 1 0 11h-3";
    Redo "redo" "M16 5l4.500 4.500L16 14M20 9.500H10a5.500 5.500 0 0 0 0 11h3";
    Fork "fork" "M6 4.500a2 2 0 1 0 .01 0M6 8.500v7M6 15.500a2 2 0 1 0 .01 0M18 6.500a2 2 0 1 0 .01 0M18 10.500c0 3.500-4 4-12 5";
    Events "events" "M4 6h.01M8.500 6H20M4 12h.01M8.500 12H20M4 18h.01M8.500 18H20";
    Others "others" "M5 12h.01M12 12h.01M19 12h.01";
    Save "save" "M12 3.500v11M7 10l5 5 5-5M4 15.500v5h16v-5";
    Link "link" "M10 14a4 4 0 0 0 5.700 0l3.600-3.600a4 4 0 0 0-5.700-5.700L12 6.300M14 10a4 4 0 0 0-5.700 0l-3.600 3.600a4 4 0 0 0 5.700 5.700L12 17.700";
    Up "up" "M12 20V4.500M6 10.500l6-6 6 6";
    Right "right" "M4 12h15.500M13.500 6l6 6-6 6";
    Left "left" "M20 12H4.500M10.500 6l-6 6 6 6";
    ChevronDown "chevrondown" "M6.500 9.500l5.500 5.500 5.500-5.500";
    ChevronRight "chevronright" "M9.500 6.500L15 12l-5.500 5.500";
    ChevronLeft "chevronleft" "M14.500 6.500L9 12l5.500 5.500";
    Enlarge "enlarge" "M14 4h6v6M20 4l-6.500 6.500M10 20H4v-6M4 20l6.500-6.500";
    House "house" "M4 11.500L12 4.500l8 7M6 10v9.500h12V10";
    Hand "hand" "M9 13V5.200a1.500 1.500 0 0 1 3 0V11V9.500a1.500 1.500 0 0 1 3 0v2a1.500 1.500 0 0 1 3 0V15c0 3.500-2.200 6-5.500 6-2.800 0-4.300-1.200-5.500-3.200L5 14.500c-.7-1.300 1-2.400 2-1.300l2 2";
    Lock "lock" "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3";
    Imap "imap" "M4 8.500h15M15.500 5l3.500 3.500-3.500 3.500M20 15.500H5M8.500 12L5 15.500 8.500 19";
    Pop3 "pop3" "M4 14v5.500h16V14M12 4v10M8 10.500l4 4 4-4";
    Ladder "ladder" "M5 3.500v17M19 3.500v17M5 8h10M12 5.500L15 8l-3 2.500M19 15.500H9M12 13l-3 2.500L12 18";
    Moon "moon" "M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z";
    Sun "sun" "M8 12a4 4 0 1 0 8 0a4 4 0 1 0-8 0M12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600L7 7M17 17l1.400 1.400M5.600 18.400L7 17M17 7l1.400-1.400";
    Projector "projector" "M3 4h18M4.500 4v11.500h15V4M12 15.500v2.500M8 21l4-3 4 3";
    Contrast "contrast" "M3.500 12a8.500 8.500 0 1 0 17 0a8.500 8.500 0 1 0-17 0" fill "M12 3.500a8.500 8.500 0 0 1 0 17z";
    Help "help" "M3.500 12a8.500 8.500 0 1 0 17 0a8.500 8.500 0 1 0-17 0M9.500 9.500a2.500 2.500 0 1 1 3.700 2.200c-.8.500-1.200 1-1.200 1.900M12 16.800v.01";
    Browser "browser" "M3.500 5h17v14h-17zM3.500 9h17M6 7v.01M8.500 7v.01";
    Wrench "wrench" "M20 6.500a4.500 4.500 0 0 1-6 5.300L7.300 18.500a1.900 1.900 0 0 1-2.700-2.700L11.300 9.100A4.500 4.500 0 0 1 16.600 3l-2.600 2.600 1 3.400 3.400 1z";
    Close "close" "M6 6l12 12M18 6L6 18";
    File "file" "M6 3h8l4.500 4.500V21H6zM14 3v4.500h4.500";
    Clip "clip" "M18.500 11l-7 7a4 4 0 0 1-5.700-5.700l7.700-7.700a2.700 2.700 0 0 1 3.800 3.800l-7.600 7.600a1.300 1.300 0 0 1-1.900-1.900l6.500-6.500";
    Names "names" "M3.500 12a8.500 8.500 0 1 0 17 0a8.500 8.500 0 1 0-17 0M3.500 12h17M12 3.500c3 3 3 14 0 17M12 3.500c-3 3-3 14 0 17";
    Measure "measure" "M4 20h16.500M6 20v-6M11 20V9M16 20V5";
    Pen "pen" "M4 20l1-4.500L16.500 4a2.100 2.100 0 0 1 3 3L8 18.500zM14 6.500l3 3";
    Reply "reply" "M9.500 6L4 11.500 9.500 17M4 11.500h9a7 7 0 0 1 7 7";
    Send "send" "M4 11.500L20.500 4l-4.500 16-4-6.500zM12 13.500l8.500-9.500";
    Search "search" "M4 10.500a6.500 6.500 0 1 0 13 0a6.500 6.500 0 1 0-13 0M15.300 15.300L20.500 20.500";
    More "more" "M5.500 12v.01M12 12v.01M18.500 12v.01" fill "M4 12a1.500 1.500 0 1 0 3 0a1.500 1.500 0 1 0-3 0M10.500 12a1.500 1.500 0 1 0 3 0a1.500 1.500 0 1 0-3 0M17 12a1.500 1.500 0 1 0 3 0a1.500 1.500 0 1 0-3 0";
    Differs "differs" "M5 9.200h14M5 14.800h14M16 4.500L8 19.500";
    Smtp "smtp" "M4.500 5.500l6.500 6.500-6.500 6.500M12.500 5.500l6.500 6.500-6.500 6.500";
    Eye "eye" "M2.500 12s3.500-6.500 9.500-6.500 9.500 6.500 9.500 6.500-3.500 6.500-9.500 6.500S2.500 12 2.500 12zM9.200 12a2.800 2.800 0 1 0 5.600 0a2.800 2.800 0 1 0-5.600 0";
    Terminal "terminal" "M3.500 5h17v14h-17zM7 9.500l3 2.500-3 2.500M12.500 15h4.500";
    Book "book" "M5.500 3.500h12a1 1 0 0 1 1 1v15a1 1 0 0 1-1 1h-12zM5.500 3.500v17M9 8h6M9 11.500h6";
    Warning "warning" "M12 4L3 19.500h18zM12 10v4.500M12 17v.01";
}

/// An icon as large as the text beside it.
pub(crate) fn icon(glyph: Glyph) -> Html {
    icon_of("i", glyph)
}

/// An icon with classes of its own.
pub(crate) fn icon_of(class: &'static str, glyph: Glyph) -> Html {
    html! { <svg {class} aria-hidden="true" focusable="false"><use href={glyph.href()} /></svg> }
}

pub(crate) const fn of_device(kind: DeviceKind) -> Glyph {
    match kind {
        DeviceKind::Laptop => Glyph::Laptop,
        DeviceKind::Phone => Glyph::Phone,
        DeviceKind::Tablet => Glyph::Tablet,
        DeviceKind::Webmail => Glyph::Browser,
    }
}

/// The icon of somebody who takes part.
pub(crate) const fn of_whose(whose: Whose) -> Glyph {
    match whose {
        Whose::Server(_) | Whose::NameServer => Glyph::Server,
        Whose::Device(_, kind) => of_device(kind),
        Whose::Terminal(_) => Glyph::Ladder,
    }
}

/// The icon, the name and the class of a protocol.
pub(crate) const fn of_service(service: Service) -> (Glyph, &'static str, &'static str) {
    match service {
        Service::Pop3 => (Glyph::Pop3, "POP3", "pop3"),
        Service::Web => (Glyph::Browser, "HTTP", "http"),
        Service::Smtp | Service::Submission => (Glyph::Smtp, "SMTP", "smtp"),
        _ => (Glyph::Imap, "IMAP", "imap"),
    }
}

/// A protocol's badge: colour, shape, icon and name.
pub(crate) fn badge(service: Service) -> Html {
    let (glyph, name, class) = of_service(service);
    html! {
        <span class={classes!("badge", format!("badge-{class}"))}>{icon(glyph)}{name}</span>
    }
}
