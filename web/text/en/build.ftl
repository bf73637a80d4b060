# Changing the world: devices, providers, accounts, mail, faults.

build = Change the world
build-undo = Undo
build-redo = Redo

## Devices
build-devices = Devices
build-policy-where = Its settings are in the plug below the device on the stage.
build-online = Has a network
build-latency = Delay (ms)
build-bandwidth = Bytes per second
build-bandwidth-hint = 0 means: as fast as it goes.
build-set-link = Change the line
build-cut = Cut the { $service } connection
build-remove = Take away: { $device }
build-remove-short = Take away
build-new-device = New device
build-kind = Kind
build-name = Name
build-name-hint = May stay empty.
build-account = Account
build-protocol = Protocol
build-add-device = Set up the device
build-error-devices = The stage has room for { $max } devices. Take one away first.
build-error-last-device = One device has to stay.

## Mail
build-mail = Mail
build-mail-to = For whom?
build-write = Write a mail from outside
build-from = From
build-from-hint = For example: Ben Winter <ben@sued.example>
build-subject = Subject
build-text = Text
build-send = Let it arrive
build-week = { $n } mails of a school week
build-files = Files for the chosen account
build-next-mail = { $n ->
    [0] No mail of the scenario is waiting
   *[other] The scenario’s next mail ({ $n } left)
}

## Providers and accounts
build-providers = Providers and accounts
build-labels-short = labels
build-accounts = Accounts
build-mails = { $n ->
    [one] 1 mail in the inbox
   *[other] { $n } mails in the inbox
}
build-hosts = Servers
build-host-is = State of { $host }
build-host-up = works
build-host-down = is silent
build-host-refuses = takes no connections
build-host-cuts = loses each connection after { $octets } bytes
build-host-slow = slow: { $rate } bytes per second
build-state-cuts = loses each connection after so many bytes
build-state-slow = is slow
build-octets = Bytes until it breaks
build-rate = Bytes per second
build-set-host = Change the state
build-new-account = New account at { $domain }
build-user = User name
build-password = Password
build-password-hint = Invent one. On wires without encryption it can be read.
build-add-account = Open the account
build-new-provider = New provider
build-domain = Domain
build-domain-hint = For example west.example. Hosts and DNS records come by themselves.
build-profile = Kind of provider
build-profile-plain = with folders, by the RFCs
build-profile-labels = with labels, somewhat like Gmail
build-add-provider = Found the provider

## Who sits on the wire
build-wires = Listeners
build-wires-hint = A listener hears whatever connects from now on.
build-new-listener = New listener
build-listener-name = Name
build-where = Where?
build-wire-device = Between { $device } and its provider
build-wire-between = Between { $one } and { $other }
build-what = What does it do?
build-does-listens = reads along
build-does-strips = makes the offer of TLS unreadable
build-does-false = shows a false certificate
build-add-listener = Put it on the wire
build-leave = Take { $name } off the wire
build-leave-short = Take away

## Other worlds
build-worlds = Other worlds
worlds-search = Search
worlds-found = { $n ->
    [0] No world matches.
    [one] 1 world
   *[other] { $n } worlds
}
worlds-back = Back to: { $title }
worlds-begin = To begin with
worlds-delete = Deleting and keeping
worlds-folders = Folders, labels and drafts
worlds-post = From provider to provider
worlds-safe = Who reads along
worlds-trouble = When something sticks
worlds-cost = How much and how long
worlds-others = More
error-no-such-world = There is no world called “{ $name }” here. This is the first one.

## What cannot be
build-error-empty = Something has to stand here.
build-error-long = That is { $count } characters; at most { $max } will do.
build-error-hidden = There are characters here that nobody can see. Please type it anew.
build-error-number = This has to be a whole number from 0 to { $max }.
build-error-standstill = 0 would be a standstill. Take 1 at least.
build-error-address = That is no address. One looks like this: ben@sued.example
build-error-user = Up to 64 letters without accents, digits, dots, dashes and underscores will do.
build-error-password = 1 to 64 characters without spaces and accents will do.
build-error-domain = That is no domain. Letters a to z, digits and dashes will do, with a dot in between.
