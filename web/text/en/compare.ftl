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
