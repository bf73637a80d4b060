//! Every bound has a name. Nothing that a peer, a file or a link sends grows without one of these.
//!
//! What follows beyond a bound stands with it; `docs/limits.md` is made from these lines.

/// Octets of one command or response line, literals apart (RFC 9051 §4 advises at least 8192).
///
/// Beyond it: `BAD`, and the rest of the line is skipped.
pub const LINE_OCTETS_MAX: usize = 65_536;
/// Octets of one IMAP response, literals apart: SEARCH, SORT and THREAD tell a whole mailbox in one
/// line, and nothing but its size bounds them.
///
/// Beyond it: the client hangs up.
pub const RESPONSE_LINE_OCTETS_MAX: usize = 8 * MAILBOX_MESSAGES_MAX + LINE_OCTETS_MAX;
/// Octets of one literal that an IMAP server accepts.
///
/// Beyond it: `BAD [TOOBIG]`, for APPEND `NO [TOOBIG]`, before it is sent; what does not wait is
/// skipped (RFC 7888 §4).
pub const LITERAL_OCTETS_MAX: usize = 32 * 1024 * 1024;
/// Octets of all literals of one IMAP command while nobody has logged in: a stranger must not make a
/// server hold much.
///
/// Beyond it: `BAD [TOOBIG]`.
pub const LITERAL_OCTETS_BEFORE_LOGIN_MAX: usize = 8_192;
/// Literals in one IMAP command.
///
/// Beyond it: `BAD [TOOBIG]`.
pub const LITERALS_PER_COMMAND_MAX: usize = 64;
/// Literals in one IMAP response: each address of an envelope may be some.
///
/// Beyond it: the client hangs up.
pub const LITERALS_PER_RESPONSE_MAX: usize = 10_000;
/// Octets of one POP3 command line, CRLF included (RFC 2449 §4).
///
/// Beyond it: `-ERR`, and the rest of the line is skipped.
pub const POP3_COMMAND_OCTETS_MAX: usize = 255;
/// Octets of the first line of a POP3 response, CRLF included (RFC 2449 §4).
///
/// Beyond it: the server cuts its text.
pub const POP3_RESPONSE_LINE_OCTETS_MAX: usize = 512;
/// Octets that one turn of a POP3 session says: a few octets of pipelined RETR can ask for gigabytes.
///
/// Beyond it: the commands that are left wait for the next turn, which comes at once.
pub const POP3_SAID_PER_TURN_MAX: usize = 1024 * 1024;
/// Octets of one SMTP command line, CRLF included. RFC 5321 §4.5.3.1.4 asks for 512 at least, and
/// extensions for more; AUTH asks for most (RFC 4954 §4).
///
/// Beyond it: `500`, and the rest of the line is skipped.
pub const SMTP_COMMAND_OCTETS_MAX: usize = 12_288;
/// Octets of one SMTP reply, all its lines together; RFC 5321 §4.5.3.1.5 has 512 for a line.
///
/// Beyond it: the client hangs up.
pub const SMTP_REPLY_OCTETS_MAX: usize = 65_536;
/// Octets of the head of one HTTP message: its first line and its fields (RFC 9112 §2.1).
///
/// Beyond it: the reader closes the connection.
pub const HTTP_HEAD_OCTETS_MAX: usize = 16 * 1024;
/// Fields of one HTTP message.
///
/// Beyond it: the message cannot be read; `400`, and the connection is closed.
pub const HTTP_FIELDS_MAX: usize = 32;
/// Octets of the content of one HTTP message: a mail, written as JSON.
///
/// Beyond it: the reader closes the connection.
pub const HTTP_CONTENT_OCTETS_MAX: usize = 2 * MESSAGE_OCTETS_MAX;
/// Logins by a web page that a store remembers.
///
/// Beyond it: the oldest one is forgotten, and its page has to log in again.
pub const WEB_SESSIONS_MAX: usize = 1_024;
/// Passwords that may be wrong on one connection of a web page.
///
/// Beyond it: the server closes the connection.
pub const WEB_LOGIN_FAILURES_MAX: u32 = 5;
/// Mails that a web page shows of one folder, the newest ones.
///
/// Beyond it: older mail is not on the page; a search finds it.
pub const WEB_PAGE_ROWS_MAX: usize = 500;
/// Taps on a web page that wait for the answers to earlier ones.
///
/// Beyond it: a tap is lost, and the page says so.
pub const PAGE_TAPS_MAX: usize = 256;
/// Octets of one message read from a file or accepted into a store.
///
/// Beyond it: `NO [TOOBIG]`; announced as `APPENDLIMIT` (RFC 7889).
pub const MESSAGE_OCTETS_MAX: usize = 32 * 1024 * 1024;
/// Octets of one file opened by a person.
///
/// Beyond it: the file is refused with a sentence.
pub const IMPORT_OCTETS_MAX: usize = 256 * 1024 * 1024;
/// Messages in one mailbox.
///
/// Beyond it: `NO [LIMIT]`.
pub const MAILBOX_MESSAGES_MAX: usize = 1_000_000;
/// Messages in one queue.
///
/// Beyond it: `452 4.3.1`.
pub const QUEUE_MESSAGES_MAX: usize = 1_000_000;
/// Messages of a queue that one turn of its manager looks at.
///
/// Beyond it: the next turn goes on, at once.
pub const QUEUE_MESSAGES_PER_TURN_MAX: usize = 1_000;
/// Deliveries of one queue that are under way to other domains (RFC 5321 §4.5.4.1). A message that
/// has begun when there was room may go over it by its own domains.
///
/// Beyond it: the message waits until one is over.
pub const DELIVERIES_UNDER_WAY_MAX: usize = 100;
/// Recipients for whom one message is handed over at a time: every server takes as many (RFC 5321
/// §4.5.3.1.8).
///
/// Beyond it: the rest follows in further transactions.
pub const RECIPIENTS_PER_TRANSFER_MAX: usize = 100;
/// Addresses of hosts that one attempt tries for one domain (RFC 5321 §5.1 asks for two).
///
/// Beyond it: the message is tried again later.
pub const ADDRESSES_PER_ATTEMPT_MAX: usize = 20;
/// Addresses that a queue remembers as unreachable (RFC 5321 §4.5.4.1).
///
/// Beyond it: one of them is forgotten, and tried again.
pub const UNREACHABLE_REMEMBERED_MAX: usize = 1_000;
/// `Received:` fields of a message that is handed on: with more, it goes round in circles (RFC 5321
/// §6.3).
///
/// Beyond it: `554 5.4.6` where it comes in; what is in the queue is returned as undeliverable.
pub const RECEIVED_FIELDS_MAX: usize = 100;
/// Octets of a message that a report returns.
///
/// Beyond it: only its header, up to as many octets (RFC 3461 §6.2).
pub const RETURNED_OCTETS_MAX: usize = 65_536;
/// Characters of another server's reply that a queue keeps.
///
/// Beyond it: the rest is left out.
pub const ANSWER_CHARS_MAX: usize = 500;
/// Mailboxes of one account.
///
/// Beyond it: `NO [LIMIT]`.
pub const MAILBOXES_MAX: usize = 10_000;
/// Octets of a mailbox name.
///
/// Beyond it: `NO [CANNOT]`.
pub const MAILBOX_NAME_OCTETS_MAX: usize = 1_000;
/// Subscriptions of one account.
///
/// Beyond it: `NO [LIMIT]`.
pub const SUBSCRIPTIONS_MAX: usize = 10_000;
/// Keywords of one message.
///
/// Beyond it: `NO [LIMIT]`.
pub const KEYWORDS_MAX: usize = 128;
/// Keywords that the messages of one mailbox have or had.
///
/// Beyond it: `NO [LIMIT]`.
pub const MAILBOX_KEYWORDS_MAX: usize = 1_000;
/// Octets of one keyword.
///
/// Beyond it: `NO [LIMIT]`.
pub const KEYWORD_OCTETS_MAX: usize = 255;
/// Expunged messages of one mailbox whose mod-sequences are remembered (RFC 7162 §3.2.7).
///
/// Beyond it: the oldest are forgotten; a client that asks from before them is told all UIDs that
/// are not there.
pub const EXPUNGES_REMEMBERED_MAX: usize = 10_000;
/// Nested parentheses in one IMAP command or response.
///
/// Beyond it: `BAD`, for what a client sends; a message's parts below that are one part.
pub const NESTING_MAX: usize = 64;
/// Protocol errors in a row before a server says goodbye.
///
/// Beyond it: `* BYE`; POP3 closes after the last `-ERR`.
pub const ERRORS_IN_A_ROW_MAX: u32 = 20;
/// Commands of one session within one second. What is slower than the server's own pace is never
/// near it; a stream of commands that a world's clock counts as one moment is.
///
/// Beyond it: `* BYE [LIMIT]`, `-ERR [SYS/TEMP]`, and the end. Not a delay: TCP already makes a client
/// wait that is faster than its server, and a server that holds commands back has to keep them.
pub const COMMANDS_PER_SECOND_MAX: u32 = 1_000_000;
/// Failed logins on one connection before a server says goodbye.
///
/// Beyond it: `* BYE`, `-ERR [AUTH]`: a client that guesses has to connect anew.
pub const LOGIN_FAILURES_MAX: u32 = 5;
/// Octets of one line of a client in the dialogue of AUTHENTICATE or AUTH (RFC 4954 §4 advises 12288).
///
/// Beyond it: `BAD` or `-ERR`, and the authentication is over.
pub const SASL_RESPONSE_OCTETS_MAX: usize = 12_288;
/// Iterations of SCRAM that a client does for a server (RFC 5802 §9).
///
/// Beyond it: the client does not log in.
pub const SCRAM_ITERATIONS_MAX: u32 = 100_000;
/// Fields of one ID command (RFC 2971 §3.3).
///
/// Beyond it: `BAD`.
pub const ID_FIELDS_MAX: usize = 30;
/// Octets of the name of a field of ID (RFC 2971 §3.3).
///
/// Beyond it: `BAD`.
pub const ID_FIELD_OCTETS_MAX: usize = 30;
/// Octets of the value of a field of ID (RFC 2971 §3.3).
///
/// Beyond it: `BAD`.
pub const ID_VALUE_OCTETS_MAX: usize = 1_024;
/// Search keys of one SEARCH, SORT or THREAD, those within others included.
///
/// Beyond it: `NO [LIMIT]`.
pub const SEARCH_KEYS_MAX: usize = 1_000;
/// Octets of a subject that sorting and threading look at.
///
/// Beyond it: the rest does not count for SORT and THREAD.
pub const SUBJECT_OCTETS_MAX: usize = 10_000;
/// Message IDs in one mail's `References:` that threading looks at; the last ones, which are the
/// nearest ancestors.
///
/// Beyond it: the oldest do not count for THREAD.
pub const REFERENCES_MAX: usize = 1_000;
/// Ancestors that threading looks at to see whether a link would close a loop; a link that needs
/// more is not made.
///
/// Beyond it: the reference is not followed.
pub const LOOP_SEARCH_MAX: usize = 1_000;
/// Octets of a frame that a transcript shows on its line.
///
/// Beyond it: the rest is left out, and said to be.
pub const TRANSCRIPT_LINE_OCTETS_MAX: usize = 400;
/// Packets of one exported capture.
///
/// Beyond it: the file ends there, and the program says so.
pub const CAPTURE_PACKETS_MAX: usize = 500_000;
/// Lines of a transcript that is exported.
///
/// Beyond it: the rest is left out, and its last line says how much.
pub const EXPORT_LINES_MAX: usize = 50_000;
/// Steps of a sequence diagram that is drawn.
///
/// Beyond it: the rest is left out, and a line below says how much.
pub const DIAGRAM_STEPS_MAX: usize = 400;
/// Steps of a sequence diagram for Mermaid, which draws no more than 50 000 characters.
///
/// Beyond it: the rest is left out, and a note says how much.
pub const MERMAID_STEPS_MAX: usize = 200;
/// Mails in the table of a report.
///
/// Beyond it: the older ones are left out, and a line says how many.
pub const REPORT_MAILS_MAX: usize = 100;
/// Lines of the wire in a report.
///
/// Beyond it: the rest is left out, and a line says how many.
pub const REPORT_LINES_MAX: usize = 1_000;
/// Connections that one `serve` accepts at a time.
///
/// Beyond it: `* BYE [UNAVAILABLE]` or `-ERR [SYS/TEMP]` in place of the greeting; within TLS, it
/// is closed.
pub const CONNECTIONS_MAX: usize = 256;
/// Devices of one world.
///
/// Beyond it: the scenario is refused with a sentence, and an action is not possible.
pub const DEVICES_MAX: usize = 64;
/// Devices that one world has and ever had: none gets the number of one that was taken away.
///
/// Beyond it: an action is not possible.
pub const DEVICES_EVER_MAX: usize = 200;
/// Providers of one world, where people add some.
///
/// Beyond it: an action is not possible.
pub const PROVIDERS_MAX: usize = 12;
/// Accounts of one provider, where people add some.
///
/// Beyond it: an action is not possible.
pub const ACCOUNTS_MAX: usize = 64;
/// People on the wires of one world, where some are added.
///
/// Beyond it: an action is not possible.
pub const LISTENERS_MAX: usize = 16;
/// Terminals of one world.
///
/// Beyond it: the scenario is refused with a sentence, and an action is not possible.
pub const TERMINALS_MAX: usize = 16;
/// Octets that a person types at once at a terminal.
///
/// Beyond it: the action is not possible.
pub const TYPED_OCTETS_MAX: usize = 1024 * 1024;
/// Events that one call to the world handles before it returns to its caller.
///
/// Beyond it: the run stops there, and can be continued.
pub const EVENTS_PER_RUN_MAX: usize = 5_000_000;
/// Copies of a world that a history keeps, besides the first: going anywhere plays on from the
/// nearest one.
///
/// Beyond it: every other one goes.
pub const COPIES_MAX: usize = 128;
/// Moments of a way at which a history remembers what everything had cost.
///
/// Beyond it: every other one goes.
pub const SAMPLES_MAX: usize = 256;
/// Actions that can be taken back one after the other.
///
/// Beyond it: nothing more is taken back; one can still go back.
pub const UNDO_MAX: usize = 100;
/// Other ways that a history keeps: what was undone, and what was left when it went on differently.
///
/// Beyond it: the oldest one is forgotten.
pub const BRANCHES_MAX: usize = 16;
/// Named moments of one way.
///
/// Beyond it: no further one gets a name.
pub const MOMENTS_MAX: usize = 100;
/// Characters of the name of a moment or of a branch.
///
/// Beyond it: the rest is cut off.
pub const MOMENT_NAME_CHARS_MAX: usize = 80;
/// Octets of the file of a saved run, its scenario and mail included.
///
/// Beyond it: it is neither written nor read, with a sentence.
pub const RUN_FILE_OCTETS_MAX: usize = 64 * 1024 * 1024;
/// Actions of a saved run.
///
/// Beyond it: the run is refused with a sentence.
pub const RUN_ACTIONS_MAX: usize = 100_000;
/// Turns of a saved run: a busy school day of thirty devices has fewer.
///
/// Beyond it: the run is refused with a sentence.
pub const RUN_TURNS_MAX: u32 = 500_000;
/// Octets that all connections of a saved run carry while it is played.
///
/// Beyond it: playing is given up with a sentence.
pub const RUN_OCTETS_MAX: u64 = 512 * 1024 * 1024;
/// Things under way at a time while a saved run is played.
///
/// Beyond it: playing is given up with a sentence.
pub const RUN_PENDING_MAX: usize = 100_000;
/// Characters of a link.
///
/// Beyond it: none is made, and none is read, with a sentence.
pub const LINK_CHARS_MAX: usize = 64 * 1024;
/// Octets of what a link says when it is decompressed.
///
/// Beyond it: none is made, and reading stops there with a sentence.
pub const LINK_TEXT_OCTETS_MAX: usize = 1024 * 1024;
/// `STATUS` and `LIST` responses that one turn sends because of NOTIFY (RFC 5465 §5.8).
///
/// Beyond it: `NOTIFICATIONOVERFLOW`, and NOTIFY ends (RFC 5465 §5.8).
pub const NOTIFICATIONS_PER_TURN_MAX: usize = 1_000;
/// Characters of a preview (RFC 8970 §3.3).
///
/// Beyond it: the rest is left out.
pub const PREVIEW_CHARS_MAX: usize = 200;
/// Octets of a mail whose preview a client gets that does not want to wait (RFC 8970 §4.1).
///
/// Beyond it: `PREVIEW (LAZY)` is `NIL`.
pub const PREVIEW_LAZY_OCTETS_MAX: usize = 64 * 1024;
/// Facts that a resolver remembers: records of one type of a name, or that there are none.
///
/// Beyond it: those that would end first are forgotten first.
pub const RESOLVER_FACTS_MAX: usize = 10_000;
/// Domains and names that a resolver looks up at a time.
///
/// Beyond it: the answer is unknown for now, and mail stays in the queue.
pub const RESOLVER_TASKS_MAX: usize = 1_000;
/// MX hosts of one domain whose addresses are looked up.
///
/// Beyond it: those of the worst preference do not count.
pub const MAIL_HOSTS_MAX: usize = 100;
/// Octets of one message that an SMTP server accepts by default: what servers on its way add to its
/// header still fits into a store.
///
/// Beyond it: `552 5.3.4`, at MAIL where the client says the size, or at the end of the data.
pub const SMTP_MESSAGE_OCTETS_MAX: usize = MESSAGE_OCTETS_MAX - 64 * 1024;
/// Recipients of one mail transaction; RFC 5321 §4.5.3.1.8 asks for at least 100.
///
/// Beyond it: `452 4.5.3`; the client sends the rest in another transaction.
pub const SMTP_RECIPIENTS_MAX: u32 = 1_000;
/// Conflicts that a device keeps for its person to read.
///
/// Beyond it: the oldest are forgotten.
pub const CONFLICTS_MAX: usize = 100;
/// First attempts to deliver that greylisting remembers (RFC 6647 §4).
///
/// Beyond it: the oldest are forgotten, and such a sender waits once more.
pub const GREYLIST_MAX: usize = 10_000;
/// Entries of the trace that one judgement of what a holder knows names as its causes.
///
/// Beyond it: the least telling are left out.
pub const KNOWLEDGE_CHAIN_MAX: usize = 8;
/// Mails that one `fill` of a scenario makes up.
///
/// Beyond it: the scenario is refused.
pub const FILL_MESSAGES_MAX: u32 = 100_000;
/// Mails that one action makes up.
///
/// Beyond it: an action is not possible.
pub const MADE_UP_MAX: u32 = 1_000;
/// Octets of the mails that one `fill` of a scenario makes up.
///
/// Beyond it: the scenario is refused.
pub const FILL_OCTETS_MAX: u64 = 128 * 1024 * 1024;
/// Entries of the trace that are followed from an effect back to its origin. A mailbox that is fetched
/// mail by mail makes chains of some entries for each.
///
/// Beyond it: the chain is told as far as it was followed.
pub const CAUSES_FOLLOWED_MAX: usize = 100_000;
/// Steps of a chain of causes that are told: as many as a person reads.
///
/// Beyond it: the steps that say least are left out.
pub const CAUSES_TOLD_MAX: usize = 8;
/// Worlds of one comparison.
///
/// Beyond it: the comparison is refused with a sentence.
pub const COMPARED_WORLDS_MAX: usize = 4;
