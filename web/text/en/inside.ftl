# Inside: what is on a disk, and what it cost.

inside-whom = Look into
inside-changed-now = , changed just now
inside-server = { $name }
inside-names = DNS
inside-costs = What it cost
inside-yes = yes
inside-no = no
inside-more = … and { $n } more
inside-seconds = { $n ->
    [one] 1 second
   *[other] { $n } seconds
}
inside-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
inside-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
inside-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}

## A server’s disk
inside-account = Account
inside-octets = Space used
inside-messages = Messages
inside-quota = Limit
inside-no-limit = none
inside-quota-messages = { $n ->
    [one] 1 message
   *[other] { $n } messages
}
inside-maildrop = Maildrop (POP3)
inside-maildrop-locked = locked since { $time }: one POP3 session has it
inside-maildrop-free-since = free, last taken at { $time }
inside-maildrop-free = free, nobody has taken it yet
inside-mailboxes = Mailboxes
inside-counts = , { $total } messages, { $unseen } unread
inside-subscribed = Subscribed
inside-unseen = Unread
inside-role = Special use
inside-keywords = Keywords
inside-messages-of = Messages in { $name }
inside-column-number = No.
inside-column-size = Size
inside-open-source = Show its source
inside-gone = Gone, and remembered for those who come back

## Sessions
inside-sessions = Sessions at this server
inside-no-sessions = Nobody is connected.
inside-state = State
inside-protection = Protection
inside-clear = in clear: whoever sits on the wire can read it
inside-tls = TLS
inside-intercepted = TLS, but somebody sits in the middle and reads
inside-user = Logged in as
inside-between = Client
inside-between-servers = another provider’s server
inside-selected = Selected
inside-access = Access
inside-read-only = read only (EXAMINE)
inside-told = Not told yet
inside-untold-none = nothing: the client knows it all
inside-untold = { $new } new, { $changed } changed, { $gone } gone
inside-session-view = What the client believes, by its own sequence numbers
inside-maildrop-view = The maildrop, numbered when the session began
inside-counted-new = has come, not told yet
inside-counted-changed = changed since, not told yet
inside-counted-gone = gone, but the client still counts it
inside-counted-retrieved = fetched
inside-counted-marked = marked by DELE, goes at QUIT
inside-has-lock = this session has the lock
inside-dele = Marked by DELE
inside-transaction = Transaction
inside-no-transaction = none in progress
inside-recipients = Recipients
inside-came = Has come so far

## Queue
inside-queue = Queue ({ $n })
inside-queue-empty = Nothing waits here.
inside-queued-report = report about another message
inside-queued-since = here since { $time }
inside-attempts = { $n ->
    [0] no attempt yet
    [one] 1 attempt so far
   *[other] { $n } attempts so far
}
inside-next-at-once = next: at once
inside-next-under-way = an attempt is under way
inside-next-at = next attempt at { $time }
inside-recipient-waiting = waits
inside-recipient-deferred = not now
inside-recipient-done = done
inside-recipient-failed = never

## Names
inside-zones = What the name servers say
inside-zone = What DNS says about this domain
inside-zone-of = Records of { $name }
inside-zone-empty = This zone has no records.
inside-zone-fails = its servers answer: failure
inside-zone-silent = its servers say nothing
inside-negative = That something is missing may be remembered for { $span }.
inside-column-name = Name
inside-column-type = Type
inside-column-data = Says
inside-memory = What the resolver remembers
inside-memory-empty = It remembers nothing: it would have to ask.
inside-no-data = there are none of this type
inside-no-name = there is no such name
inside-left = { $n ->
    [one] 1 s left
   *[other] { $n } s left
}
inside-asking = asked, no answer yet

## What whoever runs a server has decided
inside-hosts = Machines and certificate
inside-host-up = works
inside-host-down = is silent
inside-host-refuses = refuses connections
inside-host-cuts = cuts each connection after { $octets } bytes
inside-host-slow = at most { $octets } bytes per second
inside-certificate-names = Certificate for
inside-certificate-trust = Vouched for
inside-vouched = by somebody whom clients trust
inside-unvouched = by nobody but itself
inside-certificate-other-name = the certificate is for another name
inside-certificate-unvouched = a careful client does not accept this certificate
inside-rules = House rules
inside-rules-note = This provider decided them. No protocol asks for them.
inside-rule-mailboxes = Mailboxes
inside-by-the-book = by the book: a message is in one mailbox
inside-are-labels = labels, as Gmail has them: one message, several mailboxes
inside-rule-auto-expunge = Removes at once what is marked
inside-rule-last-label = A message that loses its last label
inside-expunged-archive = stays in All Mail
inside-expunged-trash = goes to the trash
inside-expunged-gone = is gone
inside-rule-sent-copy = Keeps what is sent
inside-rule-pop = POP3
inside-pop-off = off
inside-pop-from-now = only new mail
inside-pop-all = all mail, each once
inside-rule-fetched = What POP3 has fetched
inside-fetched-leave = stays as it is
inside-fetched-read = is marked as read
inside-fetched-archive = leaves the inbox
inside-fetched-trash = goes to the trash
inside-rule-tls = TLS for clients
inside-tls-first = from the first byte
inside-tls-required = no password without it
inside-tls-not-required = may be left out
inside-rule-relay-tls = TLS towards other servers
inside-rule-expire = Mail for POP3 stays
inside-expire-never = until somebody removes it
inside-expire-days = { $n ->
    [0] only until it is fetched
    [one] 1 day
   *[other] { $n } days
}
inside-rule-retr = Fetching by POP3
inside-retr-keep = leaves \Seen as it is
inside-retr-seen = sets \Seen
inside-rule-delay = Pause between POP3 visits
inside-rule-size = Largest message
inside-rule-greylisting = Unknown senders wait
inside-rule-first-pause = Tries again first after
inside-rule-longest-pause = Longest pause
inside-rule-warn = Tells the sender after
inside-rule-give-up = Gives up after

## A device
inside-page-keeps-nothing = A web page keeps no mail. What is listed here is only what the page shows now; close it and it is gone.
inside-network = Network
inside-reads = Connection for reading
inside-sends = Connection for sending
inside-no-connection = none
inside-next-look = Next planned look
inside-next-none = none
inside-next-look-at = { $time }: { $reason }
inside-whole-of = { $whole } whole, of { $all } known
inside-place = Place
inside-only-here = only on this device
inside-known = Knows its state as of
inside-known-at = { $time }
inside-known-never = has never looked
inside-column-here = Here
inside-column-stands = Stands
inside-here-whole = whole
inside-here-headers = headers
inside-stands-settled = as the server said
inside-stands-pending = not confirmed yet
inside-stands-own = own copy
inside-waiting = Waiting for a server, in order
inside-waits-nothing = Nothing waits.
inside-waits-tried = Sent before; the server may have done it.
inside-waits-fetch = fetch the whole of “{ $subject }”
inside-waits-flag = set { $flag } on “{ $subject }”
inside-waits-unflag = clear { $flag } on “{ $subject }”
inside-waits-move = put “{ $subject }” into { $name }
inside-waits-expunge = remove “{ $subject }” for good
inside-waits-create = make the folder { $name }
inside-waits-rename = rename the folder { $name } to { $to }
inside-waits-delete = delete the folder { $name }
inside-waits-subscribe = subscribe to { $name }
inside-waits-unsubscribe = unsubscribe from { $name }
inside-waits-file = keep “{ $subject }” in { $name }
inside-waits-empty = { $n ->
    [one] remove 1 message from { $name } for good
   *[other] remove { $n } messages from { $name } for good
}
inside-waits-search = search { $name } for “{ $word }”
inside-waits-remove = remove { $id } from the maildrop
inside-waits-fetch-whole = fetch { $id } whole
inside-waits-send = send “{ $subject }” to { $to }
inside-settings = Settings of the mail app
inside-settings-note = The app decided these, no protocol.
inside-set-check = Learns of changes
inside-set-delete = “Delete” does
inside-set-keeps = Keeps here
inside-keeps-headers = what a list shows; whole messages once opened
inside-keeps-days = { $n ->
    [one] the mail of 1 day, whole
   *[other] the mail of { $n } days, whole
}
inside-keeps-everything = everything, whole
inside-set-shows = Shows
inside-shows-all = every mailbox
inside-shows-subscribed = subscribed mailboxes only
inside-set-drafts = Drafts
inside-drafts-server = on the server
inside-drafts-here = on this device
inside-set-after = After fetching
inside-set-fetches = Fetches
inside-fetches-whole = whole messages
inside-fetches-headers = headers; the rest once opened
inside-set-tls = TLS for reading
inside-set-tls-sending = TLS for sending
inside-tls-never = never
inside-tls-if-offered = if it is offered, any certificate will do
inside-tls-must = required, with the right certificate
inside-tls-implicit = from the first byte, with the right certificate
inside-set-address = Sends as
inside-set-sent = Copy of what was sent
inside-sent-by-device = this device files it
inside-sent-by-provider = the provider keeps it
inside-sent-both = both keep one
inside-sent-none = nobody keeps one
inside-remembered = Unique-ids it remembers
inside-remembered-note = What is on this list is not fetched again.
inside-doomed = will be removed from the server

## A message as it is
inside-source-close = Close the message
inside-faces = Show the message as
inside-face-source = Source
inside-face-text = Text
inside-outline = Parts of the message
inside-octets-of = Source of the message
inside-source-range = Bytes { $from } to { $to } of { $all }
inside-source-before = Earlier bytes
inside-source-after = Later bytes
inside-bare-line-end = this line does not end in CRLF
inside-text-note = Only as text: nothing of a message is ever run or shown as a web page here.
inside-too-large-for-text = This message is too large for a text view. Its source is there.

## What it cost
inside-costs-note = From the beginning to this moment. Curves of devices share one scale, curves of servers another; a server counts everything at its doors.
inside-axis = Draw along
inside-axis-steps = by steps
inside-axis-time = by time
inside-column-holder = Who
inside-cost-octets = Bytes on the wire
inside-cost-round-trips = Round trips
inside-cost-connections = Connections
inside-cost-time = Time on the wire
inside-cost-storage = Mail kept
inside-cost-millis = { $n } ms
inside-cost-count = { $n }
inside-cost-mean = { $n ->
    [one] Mean of 1 device
   *[other] Mean of { $n } devices
}
