# The stage: who is there, the mail app, the edge of the world.

## Who is there
device-named = { $name }
device-of = { $owner } · { $device }
device-page = The address in the browser: a web page of the provider
stage-chips = Devices on the stage
stage-more = { $n } more

## The world outside
world-provider-of = provider of { $people }
world-provider-down = silent
world-queued = { $n ->
    [one] 1 mail waits
   *[other] { $n } mails wait
}
world-look = Look at this provider’s server
world-dns = name servers
world-dns-title = They know which server takes mail for which domain

## Wires
wire-elsewhere = the other provider
wire-name-servers = the name servers
packet = On its way from { $from } to { $to }

## The server
server-queue = Queue
server-queue-more = … and { $n } more
queue-fresh = taken just now
queue-under-way = under way
queue-at = next try { $time }

## Who knows what
matrix-only-differing = Show only what differs
matrix-looking = Looking for differences …
matrix-none-differs = Everybody on the stage shows what the server has.
kind-not-theirs = somebody else’s mail
cell-not-theirs = –

## Mail app
write = Write
action-reply = Reply
action-continue = Go on writing
open-refused = The server has refused to send it: { $words }
keywords = Keywords
keyword-add = Add a keyword
keyword-off = Take { $word } off
keyword-form = Letters, digits, $, _, . and - only

## Writing
compose = Write a message
compose-to = To
compose-more = Cc, Bcc, notice of delivery
compose-copy = Cc
compose-blind = Bcc
compose-receipt = Tell me when it has been delivered
compose-subject = Subject
compose-text = Text
compose-send = Send
compose-keep = Keep as draft
compose-close = Put away
error-no-recipient = Nobody is named whom the mail is for. Fill in “To”.
error-no-address = “{ $words }” is no address. An address looks like ada@nord.example.

## Searching
search = Search
search-word = Word to look for
search-here = On this device
search-there = On the server
search-close = End the search
search-waits = The server shall search, but the device has no network: the answer comes later.
search-under-way = The server is searching …
search-server =
    { $count ->
        [0] The server has found nothing
        [one] The server has found 1 mail
       *[other] The server has found { $count } mails
    } in { $folder }{ $elsewhere ->
        [0] .
        [one] ; 1 of them is not on this device.
       *[other] ; { $elsewhere } of them are not on this device.
    }
search-refused = The server does not search. Nothing was found, and nothing was looked at.
search-here-all =
    { $count ->
        [0] Nothing
        [one] 1 mail
       *[other] { $count } mails
    } in { $folder }; this device has all of it.
search-here-part =
    { $count ->
        [0] Nothing
        [one] 1 mail
       *[other] { $count } mails
    } in { $folder }, in what this device has. What it never fetched, it cannot find.

## Folders and the app as a whole
app-menu = More
app-create = New folder …
app-rename = Rename { $folder } …
app-remove = Delete { $folder }
app-subscribe = Subscribe to { $folder }
app-unsubscribe = Unsubscribe from { $folder }
app-empty = Empty the trash
app-reinstall = Set the app up anew
folder-name = Name of the folder
folder-create = Create
folder-rename = Rename

## What cannot be done, and why
cannot-write = This app is set up for reading only.
cannot-change-inbox = The inbox is the account itself.
cannot-own-folder = The app needs this folder itself.
cannot-subscribe-pop3 = POP3 knows no folders: those here are this device’s own.
cannot-search-pop3 = POP3 has no command for searching: only what is here can be searched.
cannot-empty-no-trash = There is no trash here.
cannot-empty-nothing = The trash is empty.
cannot-page-offline = A web page needs the network for everything.

## The first thing to do
say-begin-open = Open [[“{ $subject }”]] on { $device }, and watch who hears of it.
say-begin-play = Everything is ready. [[Press play]], and watch what happens by itself.

## Settings of the mail app
policy-question-keeps = How much of the mail it keeps here
policy-question-shows = Which folders it shows
policy-question-drafts = Where it keeps drafts
policy-question-fetches = How much it fetches
policy-question-sent = Who keeps a copy of what was sent
policy-question-tls = TLS for reading
policy-question-tls-sending = TLS for sending
policy-keeps-headers = What a list shows; a mail comes whole when you open it
policy-keeps-days = The last { $days } days, whole
policy-keeps-everything = Everything, whole
policy-shows-all = All of them
policy-shows-subscribed = Those that are subscribed to
policy-drafts-server = On the server, for all devices
policy-drafts-here = On this device only
policy-fetches-whole = Whole mails
policy-fetches-headers = Headers; a mail comes whole when you open it
policy-after-days = Remove it { $days ->
        [one] a day
       *[other] { $days } days
    } after fetching
policy-sent-append = This app: it files a copy
policy-sent-provider = The provider
policy-sent-both = Both: there are two
policy-sent-none = Nobody
policy-tls-never = Never
policy-tls-if-offered = If it is offered, with any certificate
policy-tls-required = Always (STARTTLS or STLS), with the right certificate
policy-tls-implicit = From the first byte, with the right certificate
