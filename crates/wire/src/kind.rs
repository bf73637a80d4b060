//! What a node of a tree is: the name of its production.

/// How a leaf is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A command's tag.
    Tag,
    /// A command's verb, or the name of a piece of data.
    Verb,
    /// A number, or a set of numbers.
    Number,
    /// A flag or an attribute.
    Flag,
    /// A string, a name, or text for people.
    Text,
    /// `OK`, `NO`, `BAD`, `+OK`, `-ERR` …
    Status,
    /// A response code.
    Code,
    /// Octets that were counted or terminated, not read: literals and bodies.
    Literal,
    /// Punctuation.
    Punctuation,
    /// Spaces and line ends.
    Space,
    /// What nothing fits.
    Bogus,
    /// Anything else.
    Plain,
}

/// Declares [`Kind`]: one line per production with its name as its RFC spells it, its role and its
/// section.
macro_rules! kinds {
    ($($variant:ident $name:literal $role:ident $section:literal,)*) => {
        /// A production of a grammar, or one of the few kinds of text that no production has a name
        /// for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Kind {
            $(
                #[doc = concat!("`", $name, "` (", $section, ").")]
                $variant,
            )*
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name of the ABNF rule as its RFC spells it; quotes mark a terminal.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How to colour a leaf of this kind.
            pub const fn role(self) -> Role {
                match self { $(Self::$variant => Role::$role,)* }
            }

            /// The section that defines it, such as `RFC 9051 §6.4.5`.
            pub const fn section(self) -> &'static str {
                match self { $(Self::$variant => $section,)* }
            }
        }
    };
}

kinds! {
    // Lexical.
    Sp "SP" Space "RFC 5234 §B.1",
    Crlf "CRLF" Space "RFC 5234 §B.1",
    Lf "LF" Space "RFC 5234 §B.1",
    Dquote "DQUOTE" Punctuation "RFC 5234 §B.1",
    Open "\"(\"" Punctuation "RFC 9051 §4.4",
    Close "\")\"" Punctuation "RFC 9051 §4.4",
    OpenBracket "\"[\"" Punctuation "RFC 9051 §9",
    CloseBracket "\"]\"" Punctuation "RFC 9051 §9",
    OpenBrace "\"{\"" Punctuation "RFC 9051 §4.3",
    CloseBrace "\"}\"" Punctuation "RFC 9051 §4.3",
    Less "\"<\"" Punctuation "RFC 9051 §6.4.5",
    Greater "\">\"" Punctuation "RFC 9051 §6.4.5",
    Comma "\",\"" Punctuation "RFC 9051 §9",
    Colon "\":\"" Punctuation "RFC 9051 §9",
    Dot "\".\"" Punctuation "RFC 9051 §9",
    Hyphen "\"-\"" Punctuation "RFC 9051 §9",
    Star "\"*\"" Punctuation "RFC 9051 §2.2.2",
    Plus "\"+\"" Punctuation "RFC 9051 §7.6",
    Tilde "\"~\"" Punctuation "RFC 9051 §9",
    NonSync "\"+\" before \"}\"" Punctuation "RFC 9051 §4.3",

    // IMAP: words, numbers, strings.
    Tag "tag" Tag "RFC 9051 §2.2.1",
    Atom "atom" Text "RFC 9051 §4.1",
    Astring "astring" Text "RFC 9051 §9",
    String "string" Text "RFC 9051 §4.3",
    Quoted "quoted" Text "RFC 9051 §4.3",
    QuotedChar "QUOTED-CHAR" Text "RFC 9051 §9",
    Literal "literal" Literal "RFC 9051 §4.3",
    Literal8 "literal8" Literal "RFC 9051 §4.3",
    LiteralOctets "CHAR8" Literal "RFC 9051 §4.3",
    Nstring "nstring" Text "RFC 9051 §4.5",
    Nil "nil" Text "RFC 9051 §4.5",
    Number "number" Number "RFC 9051 §4.2",
    Number64 "number64" Number "RFC 9051 §4.2",
    NzNumber "nz-number" Number "RFC 9051 §4.2",
    SeqNumber "seq-number" Number "RFC 9051 §4.1.1",
    SeqRange "seq-range" Number "RFC 9051 §4.1.1",
    SeqLastCommand "seq-last-command" Number "RFC 9051 §6.4.4.1",
    ModSequenceValue "mod-sequence-value" Number "RFC 7162 §7",
    ModSequenceValzer "mod-sequence-valzer" Number "RFC 7162 §7",
    SequenceSet "sequence-set" Number "RFC 9051 §4.1.1",
    UniqueIdNumber "uniqueid" Number "RFC 9051 §2.3.1.1",
    UidRange "uid-range" Number "RFC 9051 §4.1.1",
    UidSet "uid-set" Number "RFC 9051 §4.1.1",
    Mailbox "mailbox" Text "RFC 9051 §5.1",
    ListMailbox "list-mailbox" Text "RFC 9051 §6.3.9",
    Flag "flag" Flag "RFC 9051 §2.3.2",
    FlagList "flag-list" Flag "RFC 9051 §9",
    FlagFetch "flag-fetch" Flag "RFC 9051 §7.5.2",
    FlagPerm "flag-perm" Flag "RFC 9051 §7.1",
    ObjectId "objectid" Text "RFC 8474 §7",
    QuotaRootName "quota-root-name" Text "RFC 9208 §7",
    ResourceName "resource-name" Verb "RFC 9208 §7",
    SectionBinary "section-binary" Plain "RFC 9051 §6.4.5",

    // IMAP: commands.
    Command "command" Plain "RFC 9051 §2.2.1",
    CommandVerb "command verb" Verb "RFC 9051 §6",
    CommandAny "command-any" Plain "RFC 9051 §6.1",
    CommandSelect "command-select" Plain "RFC 9051 §6.4",
    CommandAuth "command-auth" Plain "RFC 9051 §6.3",
    CommandNonauth "command-nonauth" Plain "RFC 9051 §6.2",
    Id "id" Plain "RFC 2971 §3.1",
    IdParamsList "id_params_list" Plain "RFC 2971 §4",
    IdField "ID field" Text "RFC 2971 §3.3",
    IdValue "ID value" Text "RFC 2971 §3.3",
    Authenticate "authenticate" Plain "RFC 9051 §6.2.2",
    AuthType "auth-type" Text "RFC 9051 §6.2.2",
    InitialResp "initial-resp" Text "RFC 9051 §6.2.2",
    EmptyResponse "\"=\"" Text "RFC 4959 §3",
    Base64 "base64" Text "RFC 9051 §9",
    CancelAuthentication "\"*\"" Verb "RFC 9051 §6.2.2",
    Enable "enable" Plain "RFC 9051 §6.3.1",
    Login "login" Plain "RFC 9051 §6.2.3",
    Userid "userid" Text "RFC 9051 §6.2.3",
    Password "password" Text "RFC 9051 §6.2.3",
    Select "select" Plain "RFC 9051 §6.3.2",
    Examine "examine" Plain "RFC 9051 §6.3.3",
    SelectParams "select-params" Plain "RFC 4466 §2.1",
    SelectParam "select-param" Plain "RFC 7162 §7",
    SelectParamName "select-param name" Verb "RFC 7162 §7",
    UidValidity "uidvalidity" Number "RFC 7162 §3.2.5",
    KnownUids "known-uids" Number "RFC 7162 §3.2.5.1",
    SeqMatchData "seq-match-data" Plain "RFC 7162 §3.2.5.2",
    KnownSequenceSet "known-sequence-set" Number "RFC 7162 §3.2.5.2",
    KnownUidSet "known-uid-set" Number "RFC 7162 §3.2.5.2",
    Create "create" Plain "RFC 9051 §6.3.4",
    CreateParams "create-params" Plain "RFC 4466 §2.2",
    CreateParam "create-param" Plain "RFC 6154 §3",
    CreateParamName "create-param-name" Verb "RFC 6154 §3",
    UseAttr "use-attr" Flag "RFC 6154 §6",
    Delete "delete" Plain "RFC 9051 §6.3.5",
    Rename "rename" Plain "RFC 9051 §6.3.6",
    Subscribe "subscribe" Plain "RFC 9051 §6.3.7",
    Unsubscribe "unsubscribe" Plain "RFC 9051 §6.3.8",
    List "list" Plain "RFC 9051 §6.3.9",
    ListSelectOpts "list-select-opts" Plain "RFC 9051 §6.3.9.1",
    ListSelectOpt "list-select-opt" Verb "RFC 9051 §6.3.9.1",
    ListSelectBaseOpt "list-select-base-opt" Verb "RFC 9051 §6.3.9.1",
    MboxOrPat "mbox-or-pat" Text "RFC 9051 §6.3.9",
    Patterns "patterns" Text "RFC 9051 §6.3.9",
    ListReturnOpts "list-return-opts" Plain "RFC 9051 §6.3.9.2",
    ReturnWord "\"RETURN\"" Verb "RFC 9051 §6.3.9.2",
    ReturnOption "return-option" Verb "RFC 9051 §6.3.9.2",
    StatusOption "status-option" Plain "RFC 9051 §6.3.9.8",
    Lsub "lsub" Plain "RFC 3501 §6.3.9",
    Status "status" Plain "RFC 9051 §6.3.11",
    StatusAtt "status-att" Verb "RFC 9051 §6.3.11",
    Append "append" Plain "RFC 9051 §6.3.12",
    AppendMessage "append-message" Plain "RFC 9051 §6.3.12",
    AppendData "append-data" Literal "RFC 9051 §6.3.12",
    Utf8Literal "\"UTF8\"" Verb "RFC 6855 §4",
    Idle "idle" Plain "RFC 9051 §6.3.13",
    IdleDone "\"DONE\"" Verb "RFC 9051 §6.3.13",
    Fetch "fetch" Plain "RFC 9051 §6.4.5",
    FetchMacro "macro" Verb "RFC 9051 §6.4.5",
    FetchAtt "fetch-att" Verb "RFC 9051 §6.4.5",
    FetchAttName "fetch-att name" Verb "RFC 9051 §6.4.5",
    Section "section" Plain "RFC 9051 §6.4.5",
    SectionSpec "section-spec" Verb "RFC 9051 §6.4.5",
    SectionPart "section-part" Number "RFC 9051 §6.4.5",
    SectionText "section-text" Verb "RFC 9051 §6.4.5",
    HeaderList "header-list" Plain "RFC 9051 §6.4.5",
    HeaderFldName "header-fld-name" Text "RFC 9051 §6.4.5",
    Partial "partial" Number "RFC 9051 §6.4.5",
    Store "store" Plain "RFC 9051 §6.4.6",
    StoreAttFlags "store-att-flags" Plain "RFC 9051 §6.4.6",
    StoreAction "store-att-flags name" Verb "RFC 9051 §6.4.6",
    Copy "copy" Plain "RFC 9051 §6.4.7",
    Move "move" Plain "RFC 9051 §6.4.8",
    Uid "uid" Plain "RFC 9051 §6.4.9",
    UidExpunge "uid-expunge" Plain "RFC 9051 §6.4.9",
    ContinuationData "continuation data" Plain "RFC 9051 §4.3",

    // IMAP: responses.
    Response "response" Plain "RFC 9051 §2.2.2",
    ContinueReq "continue-req" Plain "RFC 9051 §7.6",
    ResponseTagged "response-tagged" Plain "RFC 9051 §2.2.2",
    ResponseData "response-data" Plain "RFC 9051 §2.2.2",
    RespCondState "resp-cond-state" Plain "RFC 9051 §7.1",
    RespCondAuth "resp-cond-auth" Plain "RFC 9051 §7.1.4",
    RespCondBye "resp-cond-bye" Plain "RFC 9051 §7.1.5",
    Condition "status" Status "RFC 9051 §7.1",
    RespText "resp-text" Text "RFC 9051 §7.1",
    RespTextCode "resp-text-code" Code "RFC 9051 §7.1",
    CodeName "response code" Code "RFC 9051 §7.1",
    CodeData "response code data" Code "RFC 9051 §7.1",
    Charset "charset" Text "RFC 9051 §7.1",
    EventName "event-name" Text "RFC 5465 §8",
    Text "text" Text "RFC 9051 §9",
    DataName "response name" Verb "RFC 9051 §7",
    CapabilityData "capability-data" Plain "RFC 9051 §7.2.2",
    Capability "capability" Text "RFC 9051 §7.2.2",
    MailboxData "mailbox-data" Plain "RFC 9051 §7.3",
    MailboxList "mailbox-list" Plain "RFC 9051 §7.3.1",
    MbxListFlags "mbx-list-flags" Flag "RFC 9051 §7.3.1",
    MbxListFlag "mbx-list-oflag" Flag "RFC 9051 §7.3.1",
    Delimiter "hierarchy delimiter" Text "RFC 9051 §7.3.1",
    MboxListExtended "mbox-list-extended" Plain "RFC 9051 §7.3.1",
    MboxListExtendedItem "mbox-list-extended-item" Plain "RFC 9051 §7.3.1",
    ListSelectBaseOptQuoted "list-select-base-opt-quoted" Text "RFC 9051 §6.3.9.6",
    MboxListExtendedItemTag "mbox-list-extended-item-tag" Verb "RFC 9051 §7.3.1",
    EnableData "enable-data" Plain "RFC 9051 §7.2.1",
    IdResponse "id-response" Plain "RFC 2971 §3.2",
    NamespaceResponse "namespace-response" Plain "RFC 9051 §7.3.2",
    Namespace "namespace" Plain "RFC 9051 §7.3.2",
    NamespaceDescr "namespace-descr" Plain "RFC 9051 §7.3.2",
    NamespacePrefix "namespace prefix" Text "RFC 9051 §7.3.2",
    NamespaceExtension "namespace-response-extension" Plain "RFC 9051 §7.3.2",
    StatusAttVal "status-att-val" Plain "RFC 9051 §7.3.3",
    StatusAttName "status-att name" Verb "RFC 9051 §7.3.3",
    EsearchResponse "esearch-response" Plain "RFC 9051 §7.3.4",
    SearchCorrelator "search-correlator" Plain "RFC 9051 §7.3.4",
    TagString "tag-string" Tag "RFC 9051 §7.3.4",
    UidIndicator "\"UID\"" Verb "RFC 9051 §7.3.4",
    SearchReturnData "search-return-data" Plain "RFC 9051 §7.3.4",
    SearchReturnName "search-modifier-name" Verb "RFC 9051 §7.3.4",
    SearchSortModSeq "search-sort-mod-seq" Plain "RFC 7162 §7",
    SortData "sort-data" Plain "RFC 5256 §4",
    ThreadData "thread-data" Plain "RFC 5256 §4",
    ThreadList "thread-list" Plain "RFC 5256 §4",
    ExpungedResp "expunged-resp" Plain "RFC 7162 §3.2.10",
    Earlier "\"(EARLIER)\"" Verb "RFC 7162 §3.2.10",
    QuotaResponse "quota-response" Plain "RFC 9208 §4.2.1",
    QuotaList "quota-list" Plain "RFC 9208 §4.2.1",
    QuotaResource "quota-resource" Plain "RFC 9208 §4.2.1",
    ResourceUsage "resource-usage" Number "RFC 9208 §4.2.1",
    ResourceLimit "resource-limit" Number "RFC 9208 §4.2.1",
    QuotaRootResponse "quotaroot-response" Plain "RFC 9208 §4.2.2",
    MessageData "message-data" Plain "RFC 9051 §7.5",
    MsgAtt "msg-att" Plain "RFC 9051 §7.5.2",
    MsgAttDynamic "msg-att-dynamic" Plain "RFC 9051 §7.5.2",
    MsgAttStatic "msg-att-static" Plain "RFC 9051 §7.5.2",
    MsgAttName "msg-att name" Verb "RFC 9051 §7.5.2",
    ExtensionData "tagged-ext-val" Plain "RFC 9051 §9",
    Envelope "envelope" Plain "RFC 9051 §7.5.2",
    EnvDate "env-date" Text "RFC 9051 §7.5.2",
    EnvSubject "env-subject" Text "RFC 9051 §7.5.2",
    EnvFrom "env-from" Text "RFC 9051 §7.5.2",
    EnvSender "env-sender" Text "RFC 9051 §7.5.2",
    EnvReplyTo "env-reply-to" Text "RFC 9051 §7.5.2",
    EnvTo "env-to" Text "RFC 9051 §7.5.2",
    EnvCc "env-cc" Text "RFC 9051 §7.5.2",
    EnvBcc "env-bcc" Text "RFC 9051 §7.5.2",
    EnvInReplyTo "env-in-reply-to" Text "RFC 9051 §7.5.2",
    EnvMessageId "env-message-id" Text "RFC 9051 §7.5.2",
    Address "address" Text "RFC 9051 §7.5.2",
    AddrName "addr-name" Text "RFC 9051 §7.5.2",
    AddrAdl "addr-adl" Text "RFC 9051 §7.5.2",
    AddrMailbox "addr-mailbox" Text "RFC 9051 §7.5.2",
    AddrHost "addr-host" Text "RFC 9051 §7.5.2",
    Body "body" Plain "RFC 9051 §7.5.2",
    BodyType1part "body-type-1part" Plain "RFC 9051 §7.5.2",
    BodyTypeMpart "body-type-mpart" Plain "RFC 9051 §7.5.2",
    MediaType "media-type" Text "RFC 9051 §7.5.2",
    MediaSubtype "media-subtype" Text "RFC 9051 §7.5.2",
    BodyFldParam "body-fld-param" Text "RFC 9051 §7.5.2",
    BodyFldId "body-fld-id" Text "RFC 9051 §7.5.2",
    BodyFldDesc "body-fld-desc" Text "RFC 9051 §7.5.2",
    BodyFldEnc "body-fld-enc" Text "RFC 9051 §7.5.2",
    BodyFldOctets "body-fld-octets" Number "RFC 9051 §7.5.2",
    BodyFldLines "body-fld-lines" Number "RFC 9051 §7.5.2",
    BodyFldMd5 "body-fld-md5" Text "RFC 9051 §7.5.2",
    BodyFldDsp "body-fld-dsp" Text "RFC 9051 §7.5.2",
    BodyFldLang "body-fld-lang" Text "RFC 9051 §7.5.2",
    BodyFldLoc "body-fld-loc" Text "RFC 9051 §7.5.2",
    DateTime "date-time" Text "RFC 9051 §2.3.3",
    DateDayFixed "date-day-fixed" Number "RFC 9051 §9",
    DateMonth "date-month" Text "RFC 9051 §9",
    DateYear "date-year" Number "RFC 9051 §9",
    Time "time" Number "RFC 9051 §9",
    Zone "zone" Number "RFC 9051 §9",

    // POP3.
    Pop3Command "command" Plain "RFC 2449 §4",
    Keyword "keyword" Verb "RFC 2449 §4",
    MessageNumber "message-number" Number "RFC 1939 §5",
    UniqueId "unique-id" Text "RFC 1939 §7",
    Pop3Name "name" Text "RFC 1939 §7",
    Pop3Password "string" Text "RFC 1939 §7",
    SingleLine "single-line" Plain "RFC 1939 §3",
    MultiLine "multi-line" Plain "RFC 1939 §3",
    StatusIndicator "status" Status "RFC 1939 §3",
    RespCode "resp-code" Code "RFC 2449 §8",
    Pop3Text "text" Text "RFC 1939 §3",
    DotStuffed "dot-stuffed" Literal "RFC 1939 §3",
    Terminator "\".\" CRLF" Punctuation "RFC 1939 §3",

    // What no production has a name for.
    Opaque "OCTET" Plain "RFC 5234 §B.1",
    Punctuation "punctuation" Punctuation "RFC 5234 §B.1",
    Plain "text" Plain "RFC 5234 §B.1",
    Bogus "bogus" Bogus "RFC 5234 §B.1",
}
