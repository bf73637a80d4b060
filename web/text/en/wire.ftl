# The wire: lines from host to host, their words explained, and who could read them.

## The ladder
lane-named = { $name }
lane-name-servers = name servers
ladder = Lines from host to host
ladder-time = time
ladder-opened = connects
ladder-closed = closes the connection
ladder-certificate = TLS: certificate for { $names }
ladder-certificate-untrusted = TLS: certificate for { $names }, which nobody vouches for
ladder-fold-setup =
    { $count ->
        [one] Connecting and logging in: 1 line
       *[other] Connecting and logging in: { $count } lines
    }
ladder-fold-same =
    { $count ->
        [one] { $what }: 1 line
       *[other] { $what }: { $count } lines
    }
ladder-way = { $from } to { $to }
ladder-unasked = unasked
ladder-now = now
ladder-none = Nothing has been said yet. Tap something on the stage, or go forward in time.
ladder-none-left = No line fits. Take a filter away.
ladder-more-coming = The run is being read …
ladder-lines =
    { $count ->
        [one] 1 line up to now
       *[other] { $count } lines up to now
    }
ladder-to-present = To the present

## Choosing lines
wire-tools = Which lines
wire-lanes = Hosts: { $shown } of { $all }
wire-lanes-choose = Which hosts take part
wire-protocol = Protocol
wire-protocol-all = all
wire-only-people = Only what people did
wire-unfold = Unfold all
wire-who-reads = Who can read it
wire-search = Find in lines
wire-clear = Show all lines again
wire-following = Only connection { $number }
wire-save = Save this run
wire-save-as = Save this run as
wire-save-transcript = Transcript (text)
wire-save-markdown = Report (Markdown)
wire-save-mermaid = Sequence diagram (Mermaid)
wire-save-svg = Sequence diagram (SVG picture)
wire-save-packets = Packets for Wireshark are written by the program: mailscope export RUN --as pcapng
wire-open-ladder = Open as a ladder

## A line explained
line-explained = The line explained
line-choose = Choose a line. Then it says here what every word of it means.
line-words = Its words
line-bytes = { $size } in all, { $more } of them not shown
line-refused = Why the server refuses
line-where = Where the conversation stands
line-state-before = before
line-state-after = now
line-state-unread = The server has not read this line yet.
line-readers = Who can read this line
line-reads = can read it
line-reads-not = cannot read it
line-cause = Why this line?
line-go = Go to this moment
line-follow = Follow this connection
line-close = Close
line-rule = { $role }, rule “{ $rule }”

## Who can read
open-clear = in clear: whoever sits on the way can read it
open-heard = in clear, and somebody on the way is reading
open-stripped = in clear, because somebody on the way hid the offer of TLS
open-tls = TLS: only the two ends can read it
open-intercepted = TLS, but somebody in the middle opens it and reads
reads-end = it is one of the two ends
reads-clear = it sits on the way, and nothing is encrypted
reads-stripped = it hid the offer of STARTTLS, so nothing is encrypted
reads-false-certificate = it showed a certificate of its own, and the client did not look
reads-not = it sees only that something is said, and how much

## The way of a mail
journeys = The way of each mail, and who could read it
journeys-none = Nobody has sent a mail yet.
journey-no-hop = It has not left the device yet.
journey-hop = { $from } to { $to }
journey-all =
    { $clear ->
        [0] Could read it: { $names }. It was never in clear.
        [one] Could read it: { $names }. On one part of the way it was in clear.
       *[other] Could read it: { $names }. On { $clear } parts of the way it was in clear.
    }

## A connection followed
stream = { $client } and { $server }, { $protocol }, port { $port }
stream-sizes = { $client } said { $out }, { $server } said { $in }.
stream-copy = Copy all
stream-copied = Copied
stream-not-copied = Not copied: mark the text and copy it yourself
stream-lines = What was said
stream-window = Pieces { $from } to { $to } of { $all }
stream-earlier = Earlier
stream-later = Later
stream-only = Only this connection in the ladder
stream-close = Back to the ladder

## Roles of words
role-tag = tag
role-verb = verb
role-number = number
role-flag = flag
role-text = text
role-status = status
role-code = code
role-literal = counted octets
role-punctuation = punctuation
role-plain = word
role-bogus = does not fit

## Words of IMAP
word-tag = The client’s number for this order. The answer repeats it.
word-untagged = Not the end of an order: the server tells something.
word-continue = Go on: the server waits for more.
word-verb = What the client wants.
word-data = What the server tells.
word-status = How it went.
word-imap-capability = What can you do?
word-imap-noop = Nothing to do. The other end may use the occasion to tell what is new.
word-imap-logout = The client ends the conversation in an orderly way.
word-starttls = From here on, please encrypt.
word-authenticate = Log in with a method in which the password need not be sent as it is.
word-imap-login = Log in with name and password, as they are.
word-imap-enable = Switch on extensions that change what the server tells.
word-imap-select = Open a mailbox: what follows is about its messages.
word-imap-examine = Open a mailbox to look only: nothing is changed.
word-imap-create = Make a mailbox of this name.
word-imap-delete = Remove this mailbox with everything in it.
word-imap-rename = Give a mailbox another name.
word-imap-subscribe = Put this mailbox on the list of those that I care for.
word-imap-unsubscribe = Take this mailbox off that list.
word-imap-list = Which mailboxes are there?
word-imap-lsub = Which mailboxes are on my list?
word-imap-namespace = Where do my own mailboxes begin, and where those of others?
word-imap-status = How full is a mailbox, without opening it?
word-imap-append = Put this whole message into a mailbox.
word-imap-idle = I am listening now: tell me what changes, without being asked.
word-imap-close = Leave the mailbox, and remove what is marked \Deleted.
word-imap-unselect = Leave the mailbox, and remove nothing.
word-imap-expunge = Remove for good what is marked \Deleted.
word-imap-search = Which messages are like this?
word-imap-fetch = Tell me this about these messages.
word-imap-store = Change the flags of a message.
word-imap-copy = Put a copy into another mailbox.
word-imap-move = Put it into another mailbox, all in one step.
word-imap-uid = The numbers are fixed names, not places in the list.
word-imap-check = Write to disk what waits. Hardly anybody needs it today.
word-imap-id = Which program are you?
word-imap-sort = Sort on the server, and tell me the order.
word-imap-thread = Which messages belong to the same conversation?
word-imap-notify = Tell me of changes in these mailboxes too.
word-imap-quota = How much room is there, and how much is used?
word-data-capability = What the server can do.
word-data-enabled = These extensions are on now.
word-data-list = There is this mailbox.
word-data-namespace = Where names of mailboxes begin.
word-data-status = How full the mailbox is.
word-data-search = What was found.
word-data-flags = These flags can occur in the mailbox.
word-data-exists = So many messages are in the mailbox now.
word-data-recent = So many messages no other session was told of as new.
word-data-expunge = The message at this place is gone. Those behind it move up by one.
word-data-fetch = This is so for the message at this place in the list.
word-data-vanished = These messages are gone, by their fixed numbers.
word-ok = Done.
word-no = Understood, but refused.
word-bad = Not understood, or not allowed now.
word-preauth = Welcome, you are logged in already.
word-bye = The server ends the conversation.
word-string = A text or a name.
word-nil = Nothing is there.
word-literal = Octets that were counted before, so that anything may stand in them.
word-non-sync = The client does not wait for the server’s “go on”.
word-number = A number.
word-sequence = A place in the list as it is now. It changes when an earlier message goes.
word-saved-result = What the last search found.
word-uid = The message’s fixed number. It never changes in this mailbox.
word-uidnext = The fixed number that the next new message will get.
word-uidvalidity = As long as this number is the same, the fixed numbers mean the same messages.
word-modseq = A counter that grows with every change. Whoever knows it can ask for what is newer.
word-mailbox = A mailbox: a folder on the server. INBOX is where new mail arrives.
word-pattern = A pattern for names; * stands for anything.
word-flag = A mark on a message.
word-flag-seen = Read.
word-flag-answered = Answered.
word-flag-flagged = Marked as important.
word-flag-deleted = Marked for removal. The message is still there until EXPUNGE.
word-flag-draft = Not finished yet.
word-flag-recent = New since the last session looked.
word-flag-any = New marks of one’s own may be made here.
word-flag-keyword = A mark that programs have agreed on.
word-list-flag = What is special about this mailbox.
word-list-noselect = It cannot be opened.
word-list-children = It has mailboxes inside.
word-list-no-children = It has no mailboxes inside.
word-list-subscribed = It is on the list of those that somebody cares for.
word-list-use = What this mailbox is for, whatever its name.
word-list-option = Which mailboxes, or what else to tell about them.
word-objectid = A name by which it is known again after it was moved or renamed.
word-quota = Room on the disk: what is meant, used or allowed.
word-id = Who made the program, for finding faults.
word-mechanism = The method of logging in.
word-sasl = A step of the login, written in letters and digits (Base64).
word-cancel = The client gives up this login.
word-user = Who wants to log in.
word-password = The password. Who can read this line has it.
word-modifier = A condition or an addition to the order.
word-condstore = Tell me the counter of changes with everything.
word-qresync = This is what I knew: tell me only what is different now.
word-changedsince = Only what has changed since this counter.
word-unchangedsince = Only if nobody has changed it since this counter.
word-status-item = What to tell about the mailbox.
word-status-messages = How many messages there are.
word-status-unseen = How many of them are unread.
word-mail = The message itself.
word-done = The client stops listening and wants to say something itself.
word-search-return = In which form the result is told.
word-charset = In which character set the words are written.
word-search-key = A condition that messages must meet.
word-sort = By what to sort.
word-thread = How messages are put together.
word-item = A property of the message.
word-item-flags = Its flags.
word-item-uid = The message’s fixed number.
word-item-envelope = From whom, to whom, about what, when: as a mail list shows it.
word-item-body = The message’s text, or a part of it. Whoever fetches it so marks it as read.
word-item-peek = The message’s text, without marking it as read.
word-item-structure = Of which parts the message is made, with their types and sizes.
word-item-size = How many octets it has.
word-item-date = When it came to this server.
word-item-preview = The first words of the text.
word-item-macro = Short for several properties.
word-section = Which part of the message.
word-header-name = A line of the header.
word-partial = From which octet on, and how many.
word-store-add = Add these flags, take none away.
word-store-add-silent = Add these flags, and you need not repeat them to me.
word-store-remove = Take these flags away.
word-store-remove-silent = Take these flags away, and you need not repeat them to me.
word-store-replace = These flags and no others.
word-for-people = Words for people. Programs do not read them.
word-code = A word for programs that says more.
word-code-data = What belongs to that word.
word-code-alert = A person must see this.
word-code-permanentflags = These flags can be set for good.
word-code-unseen = The first unread message stands here.
word-code-read-only = Opened to look only.
word-code-read-write = Opened: changes are possible.
word-code-copyuid = Which fixed numbers the copies have got.
word-code-trycreate = There is no such mailbox. It could be made.
word-code-closed = The mailbox before is left. What follows is about the new one.
word-code-nomodseq = This mailbox counts no changes.
word-code-modified = Somebody else was faster with these messages: they were left alone.
word-code-in-use = Somebody else has it open at the moment.
word-code-authentication = Name or password is wrong.
word-code-privacy = Only with encryption.
word-code-nonexistent = There is no such thing.
word-code-alreadyexists = That is there already.
word-code-overquota = There is no room left.
word-code-unavailable = Not at the moment. Try later.
word-capability = Something that the server can do.
word-delimiter = What stands between the names of nested mailboxes.
word-earlier = This happened before now.
word-date = Date and time.
word-octets = Octets without meaning here.
word-bogus = This does not fit the grammar.

## Parts of messages
word-env-date = The date that the sender has written.
word-env-subject = The subject. “=?…?=” are letters that do not fit into ASCII.
word-env-address = A person: name, mailbox and domain.
word-env-id = The message’s own name in the whole world.
word-part = Something about a part of the message: its type, encoding or name.
word-part-size = How large that part is.

## Words of POP3
word-pop3-ok = Done.
word-pop3-err = Refused.
word-pop3-user = Who wants to log in.
word-pop3-pass = And this is the password.
word-pop3-apop = Log in with a digest, so that the password is not sent.
word-pop3-capa = What can you do?
word-pop3-stat = How many messages, and how large together?
word-pop3-list = How large is each message?
word-pop3-retr = Give me this whole message.
word-pop3-dele = Mark this message. It goes only with QUIT.
word-pop3-rset = Take back all marks.
word-pop3-top = The header, and so many lines of the text.
word-pop3-uidl = What name has each message that stays the same at the next visit?
word-pop3-quit = Goodbye. What is marked is removed now.
word-pop3-utf8 = Letters beyond ASCII may come as they are.
word-pop3-lang = In which language to speak to people.
word-pop3-number = The message’s number in this visit. At the next visit it may be another.
word-unique-id = A name of the message that stays the same at the next visit.
word-digest = A digest of the password and the greeting. From it nobody gets the password.
word-line-count = How many lines of the text.
word-challenge = A step of the login: the server asks for the next one.
word-dot-stuffed = Lines up to one with a dot alone. A line that begins with a dot has got a second one.
word-dot-end = A dot alone on its line: that was all.

## Words of SMTP
word-smtp-ehlo = Hello, this is me. What can you do?
word-smtp-helo = Hello, this is me, and I know the old protocol only.
word-smtp-mail = A new mail. Reports about it go to this address.
word-smtp-rcpt = Who gets it. This address counts, not the “To” inside the mail.
word-smtp-data = Now comes the mail itself.
word-smtp-rset = Forget the mail that was begun.
word-smtp-vrfy = Is there somebody of this name?
word-smtp-help = Tell me about your commands.
word-smtp-quit = Goodbye.
word-smtp-bdat = A piece of the mail, with its size.
word-smtp-size = How many octets it has.
word-smtp-body = Which kinds of octets the mail has.
word-smtp-utf8 = Addresses and headers may have letters beyond ASCII.
word-smtp-dsn = About which events a report is wanted, and for what.
word-smtp-extension = Something that the server can do.
word-parameter = An addition to the order.
word-last = The last piece.
word-null-path = Nobody: a report about a mail must never lead to another report.
word-address = An address on the envelope.
word-domain = A domain or a host.
word-enhanced = The reason as three numbers: how it went, what about, which exactly.
word-stuffed-dot = A dot put in front, so that this line does not end the mail.
word-reply-220 = The server is ready.
word-reply-221 = The server ends the conversation.
word-reply-235 = You are logged in.
word-reply-250 = Done.
word-reply-251 = Not here, but passed on.
word-reply-252 = It does not say whether there is such a person, but takes mail.
word-reply-354 = Begin with the mail; a dot alone ends it.
word-reply-421 = The server has to stop. Try later.
word-reply-450 = The mailbox is not to be had now. Try later.
word-reply-451 = Something went wrong here. Try later.
word-reply-452 = There is no room now. Try later.
word-reply-syntax = Not understood, or not on offer.
word-reply-503 = Not in this order.
word-reply-530 = Log in first.
word-reply-535 = Name or password is wrong.
word-reply-550 = No: there is no such mailbox, or it is not allowed.
word-reply-552 = Too large.
word-reply-554 = Refused for good.
word-reply-3 = So far so good: go on.
word-reply-4 = Not now. Trying later may help.
word-reply-5 = No. Trying later does not help.

## Words of HTTP
word-http-get = Give me this.
word-http-post = Here is something: do it.
word-http-put = Put this in its place.
word-http-delete = Remove this.
word-target = What is meant, as the end of the address.
word-http-version = The version of the protocol.
word-http-2 = Done.
word-http-4 = The browser has asked for something that cannot be.
word-http-other = How it went.
word-field-name = Something about the message.
word-field-value = What it is.
word-http-body = The content.

## Words of the name servers
word-dns-name = A name in the world-wide address book.
word-dns-class = The Internet.
word-dns-type = What is asked for: MX is who takes mail, A and AAAA are addresses, TXT is text.
word-dns-number = How many seconds it may be remembered; before a host, the smaller is tried first.
word-dns-status = How it went: there is no such name, or nothing of that type.
