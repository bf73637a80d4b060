# Buttons, headings, labels and help: what the page says for itself. What the world tells is in story.ftl.

page-title = Mailscope: see what IMAP and POP3 do
page-heading = Mailscope: who knows what of the mail?
no-desk = This scenario cannot begin
dismiss = Dismiss

## Top bar
switch-language = Sprache: Deutsch
theme-auto = Colours: as the system has them
theme-light = Colours: light
theme-dark = Colours: dark
help-open = Help and keys
views = Views
view-stage = Stage
view-compare = Compare
view-wire = Wire
view-inside = Inside
panel-close = Close the panel

## The sentence
narration = What just happened
narration-why = Why?

## The world outside
world = The world outside
world-arrive = Let a message arrive
world-left = { $n ->
    [0] No message is waiting.
    [one] 1 message is waiting.
   *[other] { $n } messages are waiting.
}
world-open = Open your own mail
world-private = .eml or .mbox. Your files never leave this browser.

## Reading a person’s own mail
import = Your own mail
import-drop = Drop .eml, .mbox or .mailscope files here. They never leave this browser.
import-reading = Reading { $name } …
import-problems = { $n ->
    [one] 1 message could not be read:
   *[other] { $n } messages could not be read:
}
import-too-large = { $name } is larger than 256 MB and was not opened.
import-unreadable = { $name } could not be read by the browser.

## Devices
stage = Stage
stage-picker = Device in your hand
device-take = Take it in your hand
device-in-hand = in your hand
device-network = Network: { $device }
device-online = online
device-offline = offline
age-live = Knows everything up to now
age-live-short = live
age-never = Has never asked the server
age-never-short = never asked
age-as-of = Knows { $time } · { $minutes ->
    [0] just now
    [one] 1 min old
   *[other] { $minutes } min old
}
age-as-of-short = as of { $time }
age-own-copies = own copies
age-queued = { $n ->
    [one] 1 change waits
   *[other] { $n } changes wait
}

## Mail app
folder = Folder
folders = Folders
folder-unread = { $n } unread
check-mail = Check mail
mails = Messages
mails-none = No messages here
mail-no-subject = (no subject)
mail-read = read
mail-unread = unread
mail-flagged = flagged
mail-marked = marked for removal
mail-pending = not confirmed yet
open-mail = Open message
open-text = Text of the message
open-back = Back to the list
open-enlarge = Show the message alone
open-not-fetched = The text has not been fetched yet.
open-attachments = Attachments
actions = With this message
action-read = Read
action-unread = Unread
action-flag = Flag
action-unflag = Unflag
action-move = Move
action-move-to = Move to
action-delete = Delete

## Settings of the mail app
plug = { $device }: { $protocol }, { $policy }. Change settings
policy = Settings of the mail app: { $device }
policy-not-a-rule = This is a setting of the mail app, not a rule of { $protocol }.
policy-connection = Connection:
policy-kept = { $size } kept on this device

## Server
server-disk = really on its disk
server-disk-of = What is really on the server’s disk
server-subject = Subject
server-messages = { $n ->
    [one] 1 message
   *[other] { $n } messages
}
server-older = … and { $n } older
server-empty = Mailboxes without a message
server-more = Show more
server-locked = maildrop locked
server-locked-title = One POP3 visit at a time
server-doors = Ports
door-open = a session is open
door-shut = no session

## Wires
lane = Connections
wire = { $device } to { $to }: { $protocol }
wire-open = connected
wire-offline = offline
wire-resting = not connected
wire-until = silent until { $time }

## Who knows what
matrix = Who knows what?
matrix-server = Server
matrix-original = the original
matrix-none = There are no messages.
cell-why = Why is it so?
pending-on-its-way = on its way
pending-waits = waits for net
kind-original = the original
kind-same = same as server
kind-stale = out of date
kind-never = not known here
kind-pending = not confirmed yet
kind-own = own copy
kind-gone = gone here

## Time
time = Time
time-moment = Moment in time
time-next = Next: { $time }
time-nothing-next = Nothing is planned.
time-busy = Working …
transport = Playing
play = Play
pause = Pause
step-back = One step back
step-forward = One step forward
speed = Speed
speed-at-once = at once
legend-cells = Signs of the table
legend-marks = Signs of the timeline
mark-tap = tap
mark-changed = changed here
mark-planned = planned

## Wire log
log = On the wire
log-none = Nothing has been said yet.
log-older = { $n ->
    [one] 1 older line
   *[other] { $n } older lines
}
log-more = … { $size } more
log-to-server = { $device } to server
log-to-device = server to { $device }

octets = { $n ->
    [one] 1 byte
   *[other] { $n } bytes
}
octets-kilo = { $n } kB
octets-mega = { $n } MB

## Help
help = Help
help-close = Close
help-what = Mailscope runs mail servers and mail apps in this page. They speak real IMAP, POP3 and SMTP with each other, byte for byte; only the network is simulated.
help-how = Take a device in your hand, tap a message, and watch who hears of it. Press any cell of the table to learn why it is as it is.
help-signs = What the signs mean
help-keys = Keys
help-single-keys = Single keys (“.”, “B” and “?”) are shortcuts
help-private-name = Your own mail
help-private = Files that you open are read by this page and by nothing else; nothing is sent. So that a closed tab loses nothing, this browser keeps your work for your next visit, and mail that you opened is part of it. It is also in every link and file that you save here. Removing the data of this site in the browser takes it away.
key-space = Space, Page Down
key-forward = one step forward, when no button has the focus
key-shift-space = Shift + Space, Page Up
key-back = one step back
key-play = play or pause
key-help = this help
key-arrows = Arrows
key-move = move within a list or the table
key-escape = Esc
key-close = close what is open
