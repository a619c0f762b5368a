//! Drawn signs.

use maud::{Markup, PreEscaped, Render, html};

/// The small drawings beside words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named by what it shows")]
pub enum Icon {
    Home,
    Find,
    Meet,
    Talk,
    You,
    Calendar,
    Place,
    Clock,
    People,
    Camera,
    Torch,
    Check,
    Cross,
    Question,
    Pencil,
    Trash,
    Lock,
    Bell,
    Globe,
    Share,
    Back,
    Chevron,
    Settings,
    Sun,
    Moon,
    Qr,
    Plus,
    Info,
    Warning,
    Reply,
    Heart,
    Board,
    Gift,
    Flag,
    Mail,
    Download,
}

impl Icon {
    /// Every icon, for galleries and tests.
    pub const ALL: [Self; 36] = [
        Self::Home,
        Self::Find,
        Self::Meet,
        Self::Talk,
        Self::You,
        Self::Calendar,
        Self::Place,
        Self::Clock,
        Self::People,
        Self::Camera,
        Self::Torch,
        Self::Check,
        Self::Cross,
        Self::Question,
        Self::Pencil,
        Self::Trash,
        Self::Lock,
        Self::Bell,
        Self::Globe,
        Self::Share,
        Self::Back,
        Self::Chevron,
        Self::Settings,
        Self::Sun,
        Self::Moon,
        Self::Qr,
        Self::Plus,
        Self::Info,
        Self::Warning,
        Self::Reply,
        Self::Heart,
        Self::Board,
        Self::Gift,
        Self::Flag,
        Self::Mail,
        Self::Download,
    ];

    fn drawing(self) -> &'static str {
        match self {
            Self::Home => r#"<path d="M3.5 11 12 4l8.5 7M5.5 9.5V20h13V9.5M10 20v-5.5h4V20"/>"#,
            Self::Find => r#"<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>"#,
            Self::Meet => {
                r#"<path class="solid" fill-rule="evenodd" d="M9.3 3.2a8.8 8.8 0 0 0 0 17.6v-5.3l1.9-2.3q.4-.6-.1-1.2L9.3 9.9zM6.2 8.6a1.25 1.25 0 1 1 0 2.5a1.25 1.25 0 0 1 0-2.5zM14.7 3.2a8.8 8.8 0 0 1 0 17.6v-5.3l-1.9-2.3q-.4-.6.1-1.2l1.8-2.1zM17.8 8.6a1.25 1.25 0 1 0 0 2.5a1.25 1.25 0 0 0 0-2.5z"/>"#
            }
            Self::Talk => r#"<path d="M4 5h16v11h-9l-4.5 4v-4H4z"/>"#,
            Self::You => r#"<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5a7.5 7.5 0 0 1 15 0"/>"#,
            Self::Calendar => r#"<path d="M4 6h16v14.5H4zM4 10.5h16M8 3.5V8M16 3.5V8"/>"#,
            Self::Place => {
                r#"<path d="M12 21c4.5-4.6 7-8 7-11a7 7 0 0 0-14 0c0 3 2.5 6.4 7 11z"/><circle cx="12" cy="10" r="2.5"/>"#
            }
            Self::Clock => r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.3l3.5 2"/>"#,
            Self::People => {
                r#"<circle cx="8.5" cy="8.5" r="3.5"/><path d="M2 19.5a6.5 6.5 0 0 1 13 0M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 13.8a6.5 6.5 0 0 1 4 5.7"/>"#
            }
            Self::Camera => r#"<path d="M3 7.5h4.5L9 5h6l1.5 2.5H21V19H3z"/><circle cx="12" cy="13" r="3.5"/>"#,
            Self::Torch => r#"<path d="M8 3.5h8V8l-2 3v9.5h-4V11L8 8zM8 7h8M12 13.5v2"/>"#,
            Self::Check => r#"<path d="m4.5 12.5 5 5 10-11"/>"#,
            Self::Cross => r#"<path d="m6 6 12 12M18 6 6 18"/>"#,
            Self::Question => {
                r#"<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.7a2.6 2.6 0 1 1 3.7 2.5c-.8.4-1.2.9-1.2 1.8M12 16.8v.1"/>"#
            }
            Self::Pencil => r#"<path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5"/>"#,
            Self::Trash => r#"<path d="M4 6.5h16M9 6.5V4h6v2.5M6 6.5l1 14h10l1-14M10 10.5v6M14 10.5v6"/>"#,
            Self::Lock => r#"<path d="M5 11h14v9.5H5zM8 11V8a4 4 0 0 1 8 0v3"/>"#,
            Self::Bell => {
                r#"<path d="M5 17c1.5-1.5 1.5-3 1.5-6a5.5 5.5 0 0 1 11 0c0 3 0 4.5 1.5 6zM10 20a2.2 2.2 0 0 0 4 0M12 5.5v-2"/>"#
            }
            Self::Globe => {
                r#"<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17"/>"#
            }
            Self::Share => r#"<path d="M12 14.5V3.5M8 7l4-4 4 4M6.5 11H5v9.5h14V11h-1.5"/>"#,
            Self::Back => r#"<path d="M20 12H4.5M11 5.5 4.5 12l6.5 6.5"/>"#,
            Self::Chevron => r#"<path d="m9 5.5 6.5 6.5L9 18.5"/>"#,
            Self::Settings => {
                r#"<path d="M4 7.5h9M18 7.5h2M4 16.5h2M11 16.5h9"/><circle cx="15.5" cy="7.5" r="2.5"/><circle cx="8.5" cy="16.5" r="2.5"/>"#
            }
            Self::Sun => {
                r#"<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"/>"#
            }
            Self::Moon => r#"<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>"#,
            Self::Qr => r#"<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v3h-3M14 20h2M20 20v.1"/>"#,
            Self::Plus => r#"<path d="M12 5v14M5 12h14"/>"#,
            Self::Info => r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.6v.1"/>"#,
            Self::Warning => r#"<path d="M12 4 2.8 20h18.4zM12 10v4.5M12 17.3v.1"/>"#,
            Self::Reply => r#"<path d="M9.5 6 4 11.5l5.5 5.5M4 11.5h9.5a6.5 6.5 0 0 1 6.5 6.5v1"/>"#,
            Self::Heart => {
                r#"<path d="M12 20C6 15.5 3.5 12.5 3.5 9.2A4.4 4.4 0 0 1 12 7.5a4.4 4.4 0 0 1 8.5 1.7c0 3.3-2.5 6.3-8.5 10.8z"/>"#
            }
            Self::Board => r#"<path d="M4 4.5h16v15H4zM8 8.5h4v4H8zM15 8.5h1.5M15 12h1.5M8 16h8.5"/>"#,
            Self::Gift => {
                r#"<path d="M4 9.5h16v4H4zM5.5 13.5v7h13v-7M12 9.5v11M12 9.5C8 9.5 6.5 8 7 6s3.5-2 5 3.5C13.5 4 16.5 4 17 6s-1 3.5-5 3.5z"/>"#
            }
            Self::Flag => r#"<path d="M5.5 21V4h12l-2.5 4.5 2.5 4.5h-12"/>"#,
            Self::Mail => r#"<path d="M3.5 5.5h17v13h-17zM4 6.5l8 6.5 8-6.5"/>"#,
            Self::Download => r#"<path d="M12 3.5v11M8 11l4 4 4-4M5 15.5v5h14v-5"/>"#,
        }
    }
}

/// A small drawing in the colour and size of the text around it; a word stands beside it.
pub fn icon(icon: Icon) -> Markup {
    // Those that point somewhere turn round where one reads from the right.
    let turns = matches!(icon, Icon::Back | Icon::Chevron | Icon::Reply | Icon::Talk);
    html! {
        svg class=(if turns { "icon turns" } else { "icon" }) viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" {
            (PreEscaped(icon.drawing()))
        }
    }
}

impl Render for Icon {
    fn render(&self) -> Markup {
        icon(*self)
    }
}

/// The sign of Visavis, two faces that look at each other, with the name beside it where `name` is given.
pub fn logo(name: Option<&str>) -> Markup {
    html! {
        svg viewBox="0 0 64 64" width="32" height="32" fill="currentColor" aria-hidden="true" { (PreEscaped(MARK)) }
        @if let Some(name) = name { span { (name) } }
    }
}

/// Both halves of the sign, without a frame.
pub const MARK: &str = r#"<path fill-rule="evenodd" d="M25 8.5a23.5 23.5 0 0 0 0 47V41.5l5-6.1q.9-1.5-.3-2.9L25 27zM16.5 23a3.2 3.2 0 1 1 0 6.4a3.2 3.2 0 0 1 0-6.4z"/><path fill-rule="evenodd" d="M39 8.5a23.5 23.5 0 0 1 0 47V41.5l-5-6.1q-.9-1.5.3-2.9L39 27zM47.5 23a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 0 0 0-6.4z"/>"#;
