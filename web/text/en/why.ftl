# Why somebody shows of a mail what they show: one sentence for each reason. Names stand here as in the middle of a
# sentence; the user interface writes the first letter of a sentence as a capital.

## Parts of sentences
somebody = somebody
asked-never = never so far
asked-at =
    last at { $time }, { $minutes ->
        [0] less than a minute ago
        [one] 1 minute ago
       *[other] { $minutes } minutes ago
    }
since-unknown = {""}
since-at = {" "}since { $time }
changed-unknown = {""}
changed-at = {" "}On the server it changed at { $time }.

## The server
why-original = This is the original. All other columns are copies of it.
why-dele-only-marked = The mail is still there: { $by } has only marked it with DELE. It is removed when QUIT comes, and not before.
why-dele-undone = The mail is still there: { $by } had marked it with DELE, but QUIT never came. Without QUIT no DELE counts.
why-kept-by-provider = { $by } sent DELE and QUIT, and this provider keeps the mail all the same. That is a setting of the provider; nothing in POP3 asks for it.
why-still-queued = The mail waits in the server’s queue. The server has taken it, and tries until it arrives or its sender is told.
why-handed-on = This server has handed the mail on. It is in none of its folders.
why-removed = The server has removed this message. Nothing on its disk is left of it.
why-removed-by-pop3 = At { $time } { $by } removed it from the server with DELE and QUIT. Whoever had not fetched it by then does not get it any more.
why-removed-by-expunge = At { $time } { $by } removed it from the server for good (EXPUNGE). Under IMAP that holds for every device.
why-removed-with-mailbox = The folder { $folder } was deleted, and the mail in it with it.
why-not-for-here = This mail was never for this account: it cannot be here.

## A device that knows
why-same = { $device } shows what the server has.
why-own-equal = { $device } keeps its own copy. Just now it agrees with the server, but that is chance: under POP3 nobody keeps it equal.
why-pending = Done on { $device }, and on its way: the server has not confirmed it yet.
why-pending-offline = Done on { $device }, which has had no network{ $since }: the change waits in its queue until the network is back.

## POP3
why-own-flags = { $device } keeps its own copy. POP3 has no “read” and no flags: nobody else hears what it says here, and what the server has never comes here.
why-own-folders = { $device } keeps its own copy in a folder of its own. POP3 has no folders: what { $device } moves is moved nowhere else, and the other way round.
why-own-only = { $device } still has its own copy, although the server has removed the message. Nobody takes a fetched copy back.
why-never-pop3-folder = POP3 shows only the INBOX, and the mail is in { $folder }. What lies in another folder cannot be seen by { $device }.
why-fetched-before = { $device } fetched this mail before and remembers its UIDL. So it does not fetch it again, though it was deleted here.
why-removal-waits = On { $device } the mail is deleted. The server hears of it at the next visit: DELE comes then.
why-maildrop-in-use = { $device } was turned away: another POP3 connection holds the maildrop, and there is never more than one.
why-handed-out-before = This provider hands out each mail once by POP3, and has done so. That is a setting of the provider; nothing in POP3 asks for it.

## A device that does not know yet
why-stale-offline = { $device } has had no network{ $since }, so it cannot hear of the change.
why-stale-asked =
    { $device } asks only every { $every ->
        [one] minute
       *[other] { $every } minutes
    } ({ $asked }), and cannot know before it asks again.{ $changed }
why-stale-on-its-way = The server has changed it; { $device } has not heard of it yet, but the news is on its way.
why-asks-when-told = { $device } asks only when you tap “Check mail” ({ $asked }).{ $changed }
why-idle-watches-one = { $device } listens with IDLE, but only in { $watches }. The mail is in { $folder }. Looked there: { $asked }.
why-not-looked = The message is in { $folder } now. { $device } watches one folder at a time and has not looked into that one.
why-not-subscribed = { $device } shows only folders that are subscribed to, and { $folder } is not. It is there on the server.
why-folder-unknown = { $device } does not know the folder { $folder } yet: it has not asked for the list of folders since there is one.
why-keeps-last-days =
    { $device } keeps only the mail of the last { $days ->
        [one] day
       *[other] { $days } days
    }. This one is older and is only on the server.
why-not-switched-on = { $device } has not even been switched on.
why-login-refused = The server does not let { $device } in: it refuses the login.
why-gave-up = { $device } would rather read no mail than be listened to on the way: it could not get protection, so it gave up.
why-unreachable = { $device } cannot reach the server; the last try failed at { $time }.
why-renumbered = The server has numbered the folder { $folder } anew (a new UIDVALIDITY). All that { $device } knew of it counts no more, and it begins again.
why-change-lost = { $device } wanted to change this mail, but it was deleted elsewhere in the meantime. Deleted wins: the change is lost.

## What only a device has
why-draft-here = The draft is on this device only: { $device } has given it to nobody.
why-unsent = The mail is not sent yet: it waits in the outbox of { $device }.
why-send-refused = The server did not take the mail. It stays in the outbox of { $device } until you change something about it.
why-sent-copy-here = { $device } keeps a copy of what it sent for itself. There is none on the server, so no other device sees it.
why-sent-copy-under-way = The mail is sent; { $device } is still bringing the copy for “Sent” to the server.
why-sent-copy-by-nobody = The mail is sent, but nobody kept a copy. None comes by itself: SMTP puts nothing into “Sent”.

## Gone
why-gone = Neither the server nor { $device } has this message any more.

## Whoever believes otherwise
belief-pop3-always-deletes = whoever believes that POP3 deletes each fetched mail from the server
belief-pop3-works-with-one-device = whoever believes that POP3 works with one device only
belief-dele-works-at-once = whoever believes that DELE removes the mail at once
belief-deleting-moves-to-trash-everywhere = whoever believes that deleted mail is in the trash everywhere
belief-imap-is-instant = whoever believes that under IMAP every device knows everything at once
belief-imap-needs-the-network = whoever believes that under IMAP there is nothing to read without network
belief-read-belongs-to-the-mail = whoever believes that “read” belongs to the mail
belief-sent-is-part-of-imap = whoever believes that “Sent” fills itself
belief-mail-goes-straight-to-the-computer = whoever believes that mail goes straight to the recipient’s computer, which must be on
belief-folders-sync-because-it-is-email = whoever believes that folders are the same everywhere
belief-tls-means-nobody-reads = whoever believes that with TLS nobody can read along
belief-message-three-is-message-three = whoever believes that number 3 is always the same mail
parting = { $belief } expects of “{ $subject }” at { $time } at { $holder }: { $believed }. This is how it is: { $is }.
expect-absent = it is not there
expect-other = the number means “{ $other }”
expect-unreadable = nobody can read it here
expect-nothing-to-read = there is nothing to read here
expect-trash = it is in the trash
expect-sent = a copy is in “Sent”
expect-folder = it is in the folder { $folder }
expect-read = it is read
expect-unread = it is unread
expect-flagged = it is flagged
expect-unflagged = it is not flagged
expect-present = it is there
is-absent = it is not there
is-there =
    it is in the folder { $folder }, { $read ->
        [yes] read
       *[no] unread
    }{ $flagged ->
        [yes] , flagged
       *[no] {""}
    }
is-readable = this server had all of it in its hands, as readable as a postcard
