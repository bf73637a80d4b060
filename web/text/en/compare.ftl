# Worlds side by side, and what things cost.

## Worlds
world-as-is = as it is
world-imap = IMAP
world-pop3-leave = POP3, leave on server
world-pop3-remove = POP3, remove at once
world-pop3-remove-when-deleted = POP3, remove when deleted here
world-other = { $name }

## What they show
compare-begin = The devices are switched on.
compare-none = not there
compare-copy = { $folder }: { $state }{ $keywords }
compare-both = { $before } + { $last }
compare-not-there = This world has never had the mail.
compare-parts = The worlds part in step { $step }, at { $time }: { $holder }, “{ $subject }”.

## Whose costs
holder-all = all connections
holder-named = { $name }

## Costs
measured-octets =
    { $count ->
        [one] 1 byte
       *[other] { $count } bytes
    }
measured-octets-received =
    { $count ->
        [one] 1 byte received
       *[other] { $count } bytes received
    }
measured-octets-sent =
    { $count ->
        [one] 1 byte sent
       *[other] { $count } bytes sent
    }
measured-octets-carried =
    { $count ->
        [one] 1 byte on the wire
       *[other] { $count } bytes on the wire
    }
measured-round-trips =
    { $count ->
        [one] 1 round trip
       *[other] { $count } round trips
    }
measured-connections =
    { $count ->
        [one] 1 connection
       *[other] { $count } connections
    }
measured-milliseconds = { $count } ms under way
measured-seconds = { $count } s under way
measured-storage =
    { $count ->
        [one] 1 byte of mail
       *[other] { $count } bytes of mail
    }
measured-mails =
    { $count ->
        [one] 1 mail
       *[other] { $count } mails
    }
measured-whole-mails =
    { $count ->
        [one] 1 whole mail
       *[other] { $count } whole mails
    }

## Worlds to choose
world-pop3-days = POP3, remove after { $days } days
world-one = { $device }: { $answer }
world-offline = { $device } offline at { $time }
world-cut = { $device } cut off at { $time }
world-down = { $name } down at { $time }
side-knob-question-keeps = How much it keeps (IMAP)
side-knob-keeps-headers = Only the list; a mail when you open it
side-knob-keeps-days = The last { $days } days, whole
side-knob-keeps-everything = Everything, whole
side-knob-question-fetches = How much it fetches (POP3)
side-knob-fetches-whole = Whole mails (RETR)
side-knob-fetches-headers = Headers first (TOP)
side-knob-question-sent = Who keeps a copy of sent mail
side-knob-sent-append = The device files it
side-knob-sent-provider = The provider files it
side-knob-sent-none = Nobody

## The form
side-form = Which worlds
side-presets = Same taps in:
side-preset-pop3 = as it is | POP3
side-preset-two = IMAP | POP3
side-preset-three = IMAP | POP3 leave | POP3 remove
side-own = Choose the worlds yourself
side-world = World { $number }
side-kind = What is otherwise
side-kind-as-is = Nothing: the world as it is
side-kind-one = One device is set otherwise …
side-kind-offline = One device is offline at a tap …
side-kind-cut = One device’s connection is cut at a tap …
side-kind-down = A server is down at a tap …
side-device = Device
side-setting = Setting
side-server = Server
side-when = When
side-at-act = { $time }: { $act }
side-add = Add a world
side-remove = Remove { $world }
side-then = After the last tap
side-minutes =
    { $minutes ->
        [0] no more time passes
        [one] 1 more minute passes
        [1440] one more day passes
       *[other] { $minutes } more minutes pass
    }

## While it works
side-working = The worlds are being run …
side-progress = Running the worlds: step { $done } of { $all }

## The sentence
side-sentence = Where the worlds part
side-never-part = Up to here the worlds are the same everywhere: no device and no server shows anything else.
side-alike-so-far = Up to here all worlds are alike; they part in step { $step }.
side-parts = Here the worlds part first: [[{ $holder }, “{ $subject }”]] – { $first }: { $one }; { $second }: { $other }.
side-parts-many = Here the worlds part first: [[{ $holder }, “{ $subject }”]].
side-to-first = To where they part first

## The taps
side-taps = The same taps
side-differ-now =
    { $count ->
        [0] Now all { $all } places are alike.
       *[other] Steps: places that differ, now { $count } of { $all }.
    }
side-differ =
    { $count ->
        [one] 1 place differs
       *[other] { $count } places differ
    }
side-first-here = the worlds part first here

## The table
side-table = Who has what?
side-only-differences = Only where they differ
side-holders-alike =
    { $count ->
        [one] 1 holder is the same in every world and left out.
       *[other] { $count } holders are the same in every world and left out.
    }
side-mail = Message
side-holder = Where
side-none = Nothing differs here.
side-differs = differs
side-same = the same
side-never = no copy
side-in-folder = { $folder }: { $state }
side-server-holds = really on its disk
side-about-imap = one mailbox; it lives on the server
side-about-pop3 = many copies; each device has its own
side-about-both = each device reads in its own way

## Why
side-why-differ = Why does it differ: { $holder }, “{ $subject }”?
side-why-same = Why is it the same: { $holder }, “{ $subject }”?
side-at-step = At the end of step { $step }.
side-talk = What { $device } and its server said in step { $step }
side-nothing-said = Nothing was said in this step.
side-lines-more =
    { $n ->
        [one] … and 1 more line
       *[other] … and { $n } more lines
    }
side-to-server = to the server
side-to-device = to the device

## Costs
side-costs = What it cost
side-costs-until = From the beginning to the end of step { $step }.
side-plot-octets = Bytes of protocol
side-plot-round-trips = Round trips
side-plot-connections = Connections
side-plot-seconds = Time under way
side-plot-storage = Mail kept

## What people did, in a few words
side-act-switched-on = the devices are switched on
side-act-none = time passes
side-act-online = gets the network back
side-act-offline = loses the network
side-act-arrives =
    { $count ->
        [one] a message arrives
       *[other] { $count } messages arrive
    }
side-act-host-up = a server is back
side-act-host-down = a server breaks down
side-act-cut = a connection is cut
side-act-device = one more device
side-act-device-gone = is taken away
side-act-account = one more account
side-act-provider = one more provider
side-act-listener = somebody comes to a wire or leaves it
side-act-link = has another line
side-act-renumber = a mailbox is renumbered
side-act-terminal = somebody types at a terminal
side-act-open = opens “{ $subject }”
side-act-read = marks “{ $subject }” as read
side-act-unread = marks “{ $subject }” as unread
side-act-flag = flags “{ $subject }”
side-act-unflag = unflags “{ $subject }”
side-act-move = moves “{ $subject }” to { $folder }
side-act-delete = deletes “{ $subject }”
side-act-reply = answers “{ $subject }”
side-act-keyword = tags “{ $subject }” with { $keyword }
side-act-open-folder = looks into { $folder }
side-act-check = checks mail
side-act-send = sends “{ $subject }”
side-act-draft = keeps the draft “{ $subject }”
side-act-folders = changes the folders
side-act-empty-trash = empties the trash
side-act-search = searches for “{ $word }”
side-act-reinstall = sets the app up anew
side-act-configure = changes a setting

## Wrong rules
ghosts = Run your misconception
ghosts-about = Pick a rule that you believe. The world on the desk shows where it breaks first.
ghosts-open = Show the rules
ghosts-close = Hide the rules
ghosts-rules = Rules that people believe
ghosts-watching = The world is being watched …
ghosts-choose = Pick a rule.
ghost-parts-at = breaks at { $time }
ghost-holds-so-far = not contradicted yet
ghost-nothing-contradicts = Nothing in this world contradicts this rule yet. Tap on, and look again.
ghost-why = Why?
ghost-led = What led to it (press a line to go there):
ghost-jump = To { $time } on the stage
ghost-rule-pop3-always-deletes = “POP3 always deletes mail from the server.”
ghost-rule-pop3-works-with-one-device = “POP3 works with one device only.”
ghost-rule-dele-works-at-once = “DELE removes a mail at once.”
ghost-rule-deleting-moves-to-trash-everywhere = “Deleted mail is in the trash, on every device.”
ghost-rule-imap-is-instant = “With IMAP, all devices know everything at once.”
ghost-rule-imap-needs-the-network = “With IMAP, there is nothing to read without network.”
ghost-rule-read-belongs-to-the-mail = “Read or unread belongs to the mail itself.”
ghost-rule-sent-is-part-of-imap = “The Sent folder fills itself.”
ghost-rule-mail-goes-straight-to-the-computer = “Mail goes straight to the other computer, which must be on.”
ghost-rule-folders-sync-because-it-is-email = “Folders are the same everywhere.”
ghost-rule-tls-means-nobody-reads = “With TLS, nobody can read along.”
ghost-rule-message-three-is-message-three = “Message 3 stays message 3.”
