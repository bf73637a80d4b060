# What the world tells: names, cells, reasons, the narration. The phrase between [[ and ]] is marked.
# The interface writes the first letter of a sentence large, so names stand here in running text.

## Names
server = Server
device-laptop =
    Laptop{ $number ->
        [0] {""}
       *[other] {" "}{ $number }
    }
device-phone =
    Phone{ $number ->
        [0] {""}
       *[other] {" "}{ $number }
    }
device-tablet =
    Tablet{ $number ->
        [0] {""}
       *[other] {" "}{ $number }
    }
device-webmail =
    Webmail{ $number ->
        [0] {""}
       *[other] {" "}{ $number }
    }
device-unknown = Device
the-server = the server
the-server-of = the server of { $name }
the-name-server = the name server
the-device-named = { $name }
the-laptop =
    the laptop{ $number ->
        [0] {""}
       *[other] {" "}{ $number }
    }
the-phone =
    the phone{ $number ->
        [0] {""}
       *[other] {" "}{ $number }
    }
the-tablet =
    the tablet{ $number ->
        [0] {""}
       *[other] {" "}{ $number }
    }
the-terminal = the terminal { $name }
the-webmail =
    the web page{ $number ->
        [0] {""}
       *[other] {" "}{ $number }
    }
the-device = the device
names-none = nobody
names-and = { $before } and { $last }
folder-inbox = Inbox
folder-drafts = Drafts
folder-outbox = Outbox
folder-sent = Sent
folder-trash = Trash
folder-junk = Junk
folder-archive = Archive
folder-other = { $name }

## Cells of the table
cell-state =
    { $read ->
        [yes] read
       *[no] unread
    }{ $flagged ->
        [yes] , flagged
       *[no] {""}
    }{ $marked ->
        [yes] , marked for removal
       *[no] {""}
    }
cell-still =
    still { $read ->
        [yes] read
       *[no] unread
    }{ $flagged ->
        [yes] , flagged
       *[no] {""}
    }{ $marked ->
        [yes] , marked for removal
       *[no] {""}
    }
cell-in-folder = in { $folder }
cell-still-in = still in { $folder }
cell-removed = removed
cell-gone = gone
cell-never = has never seen it
cell-not-looked = has not looked into { $folder }
cell-gone-here = deleted here
cell-moved-away = gone, now in { $folder }

## Settings of the mail app
policy-question-protocol = How it reads mail
policy-question-check = When it looks for changes
policy-question-delete = What “Delete” does
policy-question-after = What happens to the server’s copy
policy-protocol-imap = IMAP
policy-protocol-pop3 = POP3
policy-protocol-webmail = The provider’s web page
policy-check-idle = It stays connected and the server may call (IDLE)
policy-check-every = It asks every { $minutes } minutes
policy-check-manual = Only when you tap “Check mail”
policy-delete-trash = Move to the Trash folder
policy-delete-mark = Only mark as deleted
policy-delete-expunge = Mark as deleted and remove at once
policy-after-leave = Leave it on the server
policy-after-deleted = Remove it once you delete the mail here
policy-after-once = Remove it as soon as it is fetched
policy-short-idle = server may call (IDLE)
policy-short-every = asks every { $minutes } min
policy-short-manual = asks when you tap
policy-short-page = shows what it loaded last
policy-short-page-every = loads itself every { $minutes } minutes
policy-short-leave = leaves mail on server
policy-short-deleted = removes what you delete
policy-short-days = removes after { $days ->
        [one] a day
       *[other] { $days } days
    }
policy-short-once = removes after fetching
policy-brief-idle = server calls
policy-brief-every = every { $minutes } min
policy-brief-manual = on request
policy-brief-leave = leaves mail
policy-brief-deleted = removes deleted
policy-brief-days = for { $days ->
        [one] a day
       *[other] { $days } days
    }
policy-brief-once = removes fetched

## Deadlines
reason-planned = the scenario goes on
reason-poll = the mail app asks every few minutes
reason-smtp-greeting = the server has not greeted for five minutes
reason-smtp-command = the server has not answered a command for five minutes
reason-smtp-data = the server has not asked for the mail for two minutes
reason-smtp-end-of-data = the server has not confirmed the mail for ten minutes
reason-send-again = it is time for another try to send
reason-idle-renewal = IDLE is renewed before the server’s patience ends
reason-reconnect = another try to connect
reason-silent = the mail app gives up on a silent server
reason-dns = whoever waits for the name servers asks again or gives up
reason-autologout = the server closes silent connections
reason-queue-new = there is new mail in the queue
reason-queue-retry = it is time for the next attempt to deliver
reason-queue-interrupted = an attempt to deliver was interrupted, and begins anew
reason-more-commands = there are commands left that were too many for one turn
reason-other = { $reason }

## The narration
say-begin = Everything is ready. [[Do something]] with a mail app and watch who hears of it.
say-switched-on = { $device } is [[switched on]].
say-delivered =
    { $count ->
        [one] [[A message arrives]]
       *[other] [[{ $count } messages arrive]]
    } at the server; no device knows yet.
say-online = { $device } [[has network again]].
say-offline = { $device } [[loses the network]]; from now on it knows only what it has.
say-cut = [[The connection is cut]]; { $device } and the server notice it.
say-host-up = { $host } [[works]].
say-host-down = { $host } [[falls silent]]: whoever calls it waits for an answer.
say-host-refuses = { $host } [[takes no calls]]: the service does not run.
say-host-cuts = { $host } [[loses every connection]] after { $octets } bytes.
say-host-slow = { $host } [[becomes slow]]: { $rate } bytes a second.
say-new-device = [[Somebody sets up a new device]]: { $kind }. It knows nothing yet.
say-link = { $device } gets [[another line]]: { $latency } ms one way{ $rate ->
        [0] {""}
       *[other] , { $rate } bytes a second
    }.
say-renumber = The mailbox { $name } of { $user } [[comes back from a backup]] that did not keep its numbers.
say-new-terminal = [[A new terminal]]: { $name }.
say-dial = { $device } [[calls { $host }]], service { $service }.
say-type = At { $device } somebody types [[{ $line }]].
say-hang-up = At { $device } somebody [[hangs up]].
say-device-gone = [[Somebody switches off { $device }]] and takes it away, with all that only it had.
say-new-account = [[A new account]]: { $address }. Its mailbox is empty.
say-new-provider = [[A new provider]]: { $name }. The name servers know where it is.
say-listener = { $name } [[sits on the wire]] and reads whatever is not encrypted.
say-listener-strips = { $name } [[sits on the wire]] and makes the offer of TLS unreadable.
say-listener-false = { $name } [[sits on the wire]] and shows a certificate that nobody vouches for.
say-listener-gone = { $name } [[leaves the wire]]; what is connected now, it hears to its end.
tail-not-yet = the server does not know yet
tail-never = the server will not hear of it
tail-next-visit = the server hears of it on the next visit
say-tap-open = You open “{ $subject }” on { $device }; [[{ $tail }]].
say-tap-read = You mark “{ $subject }” as read on { $device }; [[{ $tail }]].
say-tap-unread = You mark “{ $subject }” as unread on { $device }; [[{ $tail }]].
say-tap-flag = You flag “{ $subject }” on { $device }; [[{ $tail }]].
say-tap-unflag = You take the flag off “{ $subject }” on { $device }; [[{ $tail }]].
say-tap-move = You move “{ $subject }” to { $folder } on { $device }; [[{ $tail }]].
say-tap-delete = You press Delete for “{ $subject }” on { $device }; [[{ $tail }]].
say-tap-send = You send “{ $subject }” from { $device }; [[it goes to the outbox first]].
say-tap-reply = You answer “{ $subject }” on { $device }; [[the answer goes to the outbox first]].
say-tap-save-draft = You put “{ $subject }” aside on { $device }: [[it is a draft now]].
say-tap-keyword = You put the word { $word } on “{ $subject }” on { $device }; [[{ $tail }]].
say-tap-no-keyword = You take the word { $word } off “{ $subject }” on { $device }; [[{ $tail }]].
say-tap-create-folder = You make [[the folder { $name }]] on { $device }.
say-tap-rename-folder = You rename { $folder } to [[{ $name }]] on { $device }.
say-tap-delete-folder = You remove [[the folder { $folder }]] with all that is in it, on { $device }.
say-tap-subscribe = You [[subscribe to { $folder }]] on { $device }: the server keeps that list for all your devices.
say-tap-unsubscribe = You [[unsubscribe from { $folder }]] on { $device }. The folder stays; apps that go by the list no longer show it.
say-tap-empty-trash = You [[empty the trash]] on { $device }.
say-tap-search-here = You look for “{ $word }” on { $device }, [[in what it has itself]].
say-tap-search-server = You look for “{ $word }” on { $device }: [[the server shall search]].
say-folder-renamed = { $device }: the folder { $from } [[is called { $folder } now]].
say-folder-refused = The server [[refuses that with { $folder }]]: { $words } { $device } takes it back.
say-found =
    The search for “{ $word }” in { $folder } finds [[{ $count ->
        [0] nothing
        [one] one mail
       *[other] { $count } mails
    }]]; all of it was searched.
say-found-here =
    The search for “{ $word }” in { $folder } finds [[{ $count ->
        [0] nothing
        [one] one mail
       *[other] { $count } mails
    }]] – in what { $device } has. What was never fetched cannot be found.
say-tap-folder = You open the folder [[{ $folder }]] on { $device }.
say-tap-check = You tell { $device } to [[look for mail]].
say-tap-reinstall = You throw the mail app on { $device } away and [[set it up anew]].
say-tap-configure = You change [[a setting of the mail app]] on { $device }.
say-woke = { $device } [[wakes up]]: { $reason }.
say-opened = { $device }: the [[{ $service } connection]] stands.
say-closed = { $device }: [[the connection is closed]].
say-sends = { $device } sends [[{ $line }]].
say-server-answers = The server to { $device }: [[{ $line }]]
say-server-means = The server to { $device }: [[{ $line }]] – { $meaning }.
say-server-refuses = The server to { $device }: [[{ $line }]]. { $why }
say-at-once =
    { $told } { $count ->
        [one] The next command follows
       *[other] { $count } more commands follow
    } at once, without waiting for the answer.
say-read = { $device } has read it.
say-state = { $device } enters the state [[{ $state }]].
say-idling = { $device } [[listens]]: from now on the server may call at any time.
say-chose =
    { $device } decides: { $choice ->
        [page-needs-network] nothing happens, because the page is nothing without the network: the tap is lost
        [page-tap-lost] nothing more happens, because the connection was lost before the answer: the page does not try again
        [page-was-old] it loads itself again, because the server no longer has what the page shows there
        [page-refused] nothing changes, because the provider’s program does not do that
        [web-delete-to-trash] “Delete” puts the mail into the trash: that is the provider’s rule
        [web-delete-in-trash] the mail is removed for good, because it was in the trash already
        [web-keeps-sent] the provider keeps a copy of what was sent
        [no-move-so-copy] it copies, marks and expunges, because the server cannot MOVE
        [expunge-takes-all-marked] it removes everything that is marked, because the server cannot pick
        [moved-without-copyuid] it forgets the moved mail for now, because the server did not say its new UID
        [no-idle-so-poll] it asks now and then, because the server offers no IDLE
        [idle-renewed] it renews IDLE in good time
        [idle-watches-one-mailbox] it watches the open folder only, because IDLE watches one mailbox
        [qresync-enabled] it switches QRESYNC on, to be told only what changed while it was away
        [enable-in-vain] it manages without QRESYNC, because the server has not switched it on
        [only-changes-by-qresync] it asks only for what changed, together with SELECT
        [only-changes-by-condstore] it asks only for flags that changed, and for the list of mails
        [nothing-changed] it asks for nothing, because nothing has changed since last time
        [all-flags-again] it asks for all flags again, because the server cannot say what changed
        [changes-do-not-add-up] it asks for everything again, because the numbers do not add up
        [pipelined] it sends the next command without waiting, because no answer can change its meaning
        [newest-first-in-batches] it fetches the newest mails first
        [body-when-opened] it fetches the text of a mail only when you open it
        [open-marks-read] what you open counts as read
        [delete-moves-to-trash] Delete means: move to Trash
        [delete-marks] Delete means: only mark
        [delete-expunges] Delete means: remove at once
        [delete-in-trash-expunges] Delete in Trash means: remove for good
        [no-trash-so-mark] it only marks the mail, because it knows no Trash
        [change-lost-message-gone] it drops a change, because the message is gone
        [perhaps-done-before-cut] it does not repeat a change, because the connection was cut before the answer, and the mail has left: probably it was done
        [change-refused] it takes the change back, because the server refused it
        [queued-while-offline] the change waits for the network
        [body-refused] it shows the mail without text, because the server does not hand it out
        [uidvalidity-changed] it forgets this folder, because the server numbered it anew
        [uidvalidity-missing] it begins anew each time, because the server names no UIDVALIDITY
        [mailbox-refused] it leaves the folder alone, because the server does not open it
        [synchronisation-refused] it keeps what it knows, because the server does not answer
        [check-by-noop] it asks with NOOP on the open connection
        [logout-after-check] it says goodbye until the next check
        [login-disabled] it does not log in, because the server forbids it here
        [login-refused] it gives up, because the server refused the password
        [login-later] it tries to log in later
        [server-said-bye] it hangs up, because the server said goodbye
        [server-silent] it hangs up, because the server stays silent
        [response-ignored] it ignores an answer that makes no sense
        [response-too-long] it hangs up, because an answer has no end
        [connection-lost] it will try again, because the connection was lost
        [start-afresh] it starts afresh with the new settings
        [reinstalled] it begins with nothing: what it knows from now on, the server has told it anew
        [maildrop-in-use] it tries again later, because somebody else holds the maildrop
        [pop3-cannot-call-so-poll] it asks now and then, because a POP3 server cannot call
        [utf8-mode] it asks the server for mails with UTF-8 in their header, too, because it would keep them back otherwise
        [no-uidl] it fetches nothing, because the server has no unique-ids: it could not tell new mail from old
        [no-uidl-so-fetch-all] it fetches all there is, because the server has no unique-ids, and it leaves nothing there anyway
        [header-by-top] it fetches the header only; the text comes when you open the mail
        [no-top-so-whole] it fetches whole mails, because the server cannot hand out headers alone
        [only-header-so-stays] it leaves mails on the server of which it has only the header: nobody else would have the rest
        [whole-mail-gone] it shows the mail without its text, because the server no longer has it
        [removed-after-days] it removes on the server what it fetched so many days ago
        [left-on-server] it leaves the mail on the server
        [removed-after-fetch] it removes what it has fetched
        [removed-as-deleted-here] it removes on the server what you deleted here
        [try-again-next-visit] it tries again on its next visit
        [dele-not-confirmed] it marks again next time, because QUIT was not confirmed
        [went-on-in-clear] it goes on in clear, because the server offers no TLS and its settings do not insist: whoever is on the way can read along
        [starttls-not-offered-so-gave-up] it gives up, because the server offers no TLS and its settings insist on it: so nobody on the way learns the password
        [starttls-refused-so-gave-up] it gives up, because the server offers TLS and then refuses to begin
        [tls-failed-so-gave-up] it gives up, because the TLS handshake failed: the other end may not be the server at all
        [password-not-in-clear] it gives up, because the server takes the password in clear or not at all
        [password-proved-not-sent] it proves that it knows the password without sending it
        [password-sent] it sends the password, because the server knows no better way
        [helo-instead-of-ehlo] it says HELO and does without extensions, because the server does not know EHLO
        [line-ends-mended] it ends every line with CRLF, because nothing else ends a line in SMTP
        [utf8-not-taken] it does not send the mail to addresses beyond ASCII, because the server offers no SMTPUTF8
        [eight-bit-not-taken] it does not send the mail, because the server does not take such octets and rewriting could break a signature
        [data-in-chunks] it sends the mail as one piece of counted octets, with no end to look for
        [some-refused-so-the-others] it sends the mail for those whom the server takes; the others are told apart
        [lone-dot] it sends an empty message, because the server asked for one and takes no recipient
        [sent-later] it will try again later, and waits longer each time
        [sent-again-maybe-twice] it will send the mail again, though the server may have it: twice is better than never
        [sending-needs-a-person] it waits for you, because the server does not let it in
        [sent-copy-by-append] it puts a copy of the sent mail into the folder on the server, by APPEND: SMTP keeps none
        [sent-copy-here] it keeps a copy of the sent mail here: POP3 cannot bring one to the server
        [sent-copy-by-provider] it keeps no copy, because the provider does
        [no-sent-copy] it keeps no copy of the sent mail
        [sent-folder-made] it makes a folder for sent mail, because the server has none
        [answer-marks] what you answer is marked as answered
        [sent-copy-refused] it keeps the copy here, because the server does not take it
        [filed-without-appenduid] it forgets the copy until it looks there, because the server did not say its UID
        [drafts-folder-made] it makes a folder for drafts, because the server has none
        [draft-refused] it keeps the draft here, because the server does not take it
        [old-draft-expunged] it removes the old version, because no message on a server can be changed: the new one stands beside it
        [draft-on-server] it keeps the draft on the server, so that your other devices can go on with it
        [draft-here] it keeps the draft on this device only
        [sent-so-no-draft] it removes the draft, because what is sent is a draft no longer
        [left-before-changed] it leaves the folder first, because no standard says what becomes of a session in a folder that loses its name
        [folder-refused] it takes that back, because the server refused it
        [new-folder-subscribed] it subscribes to the new folder, so that apps that go by subscriptions show it, too
        [subscription-follows] it puts the list of subscriptions right, because the server does not do so by itself
        [folders-asked-at-check] it asks which folders there are now, because nobody calls about new ones: other devices’ folders show up at the next check
        [status-first] it asks how each of the other folders stands, and opens only those that have changed
        [status-with-list] it has the server say how every folder stands, together with the list
        [others-at-renewal] it looks after the other folders as well, because IDLE says nothing of them
        [folder-gone-so-inbox] it shows the inbox, because the open folder is gone
        [only-subscribed] it shows only folders that the account has subscribed to
        [lsub-instead] it asks with LSUB, because the server knows no newer way to tell subscriptions
        [only-last-days] it keeps only the mail of the last days
        [older-leaves-device] it lets older mail go; on the server it stays
        [bodies-in-background] it fetches whole mails while nothing else is to do, so that you can read them without network
        [bodies-stay] it keeps the texts that it has already
        [trash-emptied-as-seen] it empties the trash of what it shows there, and of nothing that came since
        [searched-here] it searches what it has itself
        [searched-by-server] it has the server search, because the server has everything
        [search-refused] it finds nothing, because the server does not search
        [pop3-cannot-search] it does not ask the server: POP3 knows no search, only the device can look through what it has
        [pop3-has-no-folders] it has nothing to subscribe to: POP3 knows one maildrop and no folders
        [folder-stays-as-it-is] it leaves the folder as it is: it needs it itself, or there is one of that name
        [local-only] the change stays on this device: POP3 cannot tell the server
        [greylisted] a sender that it does not know has to come again later
        [bare-lf-ended-data] a line end without its CR ends the message, although the standard says that it is none
        [eight-bit-undeclared] the message has octets beyond ASCII that nobody announced, and it says so to the next server
        [octets-before-tls-discarded] it throws away what came in clear behind STARTTLS, for anybody could have put it there
        [retry-later] to keep the mail and try again later
        [next-mx] to try the next mail server of that domain
        [unreachable-host-left-out] to leave out a server that was out of reach a moment ago
        [own-place-among-mx] to leave out itself and all behind it, or the mail would go round in circles
        [given-up-after-days] to give up, since it was tried for days
        [sender-warned-of-delay] to warn the sender that it takes longer
        [nobody-is-told] to tell nobody, since a report about a report would never end
        [only-header-returned] to return only the header of the mail with the report
        [interrupted-attempt-begins-anew] to begin an interrupted attempt anew
        [dns-from-cache] to ask nobody, since the answer from before still holds
        [dns-asks-again] to ask again, since no answer came
        [dns-gives-up] to ask no more, since nobody answers
        [dns-answer-ignored] to ignore an answer that nobody asked for
        [dns-too-much-at-once] to put a question off, since there are too many at once
        [mx-implicit] to take the domain itself for the mail server, since it names none
        [mx-is-alias] to leave out a mail server that is only an alias, since that is forbidden
        [mx-shuffled] to throw dice among equally good mail servers, so that they share the load
        [mx-too-many] to look only at the best mail servers, since there are very many
       *[other] { $choice }
    }.
say-stored-mailbox = The server [[creates the mailbox]] { $name }.
say-stored-mailbox-deleted = The server [[deletes the mailbox]] { $name } with everything in it.
say-stored-mailbox-renamed = The server [[renames the mailbox]] { $from } to { $to }; its messages keep their UIDs.
say-stored-renumbered = The server [[numbers the mailbox]] { $name } [[anew]]: another UIDVALIDITY, other UIDs, the same mail.
say-stored-subscribed = The server notes that { $name } [[is subscribed to]].
say-stored-unsubscribed = The server notes that { $name } [[is no longer subscribed to]].
say-stored-quota = The server [[sets how much this account may hold]].
say-stored-message = The server [[has “{ $subject }”]] in { $mailbox }.
say-stored-read = The server [[notes “{ $subject }” as read]]; no other device knows yet.
say-stored-unread = The server [[notes “{ $subject }” as unread]]; no other device knows yet.
say-stored-flagged = The server [[flags “{ $subject }”]]; no other device knows yet.
say-stored-unflagged = The server [[takes the flag off “{ $subject }”]]; no other device knows yet.
say-stored-marked = The server [[marks “{ $subject }” as \Deleted]]; it is still there.
say-stored-flags = The server sets the flags of “{ $subject }” to [[{ $flags }]].
say-stored-moved = The server [[takes “{ $subject }” out of { $mailbox }]]; now it lies in { $target }.
say-stored-expunged = The server [[removes “{ $subject }”]] from { $mailbox } for good.
say-stored-locked = The server [[locks the maildrop]]: one POP3 visit at a time.
say-stored-unlocked = The server [[unlocks the maildrop]].
say-shows-many = { $device } now shows [[{ $count } new mails]].
say-shows-new = { $device } now shows [[“{ $subject }”]].
say-shows-read = { $device } now shows [[“{ $subject }” as read]].
say-shows-unread = { $device } now shows [[“{ $subject }” as unread]].
say-shows-flagged = { $device } now shows [[the flag on “{ $subject }”]].
say-shows-unflagged = { $device } now shows [[“{ $subject }” without a flag]].
say-shows-flags = { $device } now has “{ $subject }” with the flags [[{ $flags }]].
say-shows-moved = { $device } now shows “{ $subject }” [[in { $folder }]].
say-shows-vanished = “{ $subject }” [[disappears from { $folder }]]: { $device } has heard that it is gone there.
say-body-fetched = { $device } has fetched [[the whole text]] of “{ $subject }”.
say-settled = The server has confirmed it: { $device } and the server [[agree on “{ $subject }”]].
say-sent = { $device } has [[handed over “{ $subject }”]]: delivering it is the servers’ affair now.
say-send-refused = The server [[does not take “{ $subject }” for { $recipients }]]: { $words }
say-not-sent-yet = { $device } could [[not hand over “{ $subject }”]] and keeps it in the outbox: { $words }
say-conflict = { $device } finds out that two devices did different things: [[{ $what }]]
conflict-moved-here-gone-there = You moved “{ $subject }” to { $to } here, but by then it was no longer in { $folder }: somebody was faster, and their deed stands.
conflict-moved-both = “{ $subject }” was moved from { $folder } twice: here to { $here }, elsewhere to { $there }. The first move stands: it is in { $there }.
conflict-moved-both-alike = “{ $subject }” was moved from { $folder } to { $there } twice, here and elsewhere. Both wanted the same: it is there once.
conflict-changed-here-gone-there = You marked “{ $subject }” here, but by then it was no longer in { $folder }: the mark is lost.
conflict-changed-here-moved-there = You marked “{ $subject }” in { $folder } here, but elsewhere it was moved to { $there }: it is there now, without your mark.
conflict-deleted-here-gone-there = You deleted “{ $subject }” here, and by then it was no longer in { $folder } anyway: nothing was left to do.
conflict-deleted-here-moved-there = You deleted “{ $subject }” from { $folder } here, but elsewhere it was moved to { $there } first: it lives on there.
conflict-deleted-here-changed-there = You deleted “{ $subject }” from { $folder } here, while it was marked elsewhere: it goes all the same, for the server does not ask.
conflict-flag-both-sides-read = Whether “{ $subject }” in { $folder } counts as read was changed here and elsewhere: this device told the server last, so its word stands.
conflict-flag-both-sides = The flag { $flag } of “{ $subject }” in { $folder } was changed here and elsewhere: this device told the server last, so its word stands.
conflict-target-gone = You moved “{ $subject }” to { $to } here, but that folder is gone: the mail is back in { $folder }.
conflict-draft-both-sides = You went on with the draft “{ $subject }” here, but by then it was no longer in { $folder }: somebody else went on with it or threw it away. Your version is kept beside whatever is there.
conflict-mailbox-gone = { $folder } is gone, and with it { $count ->
        [one] a change
       *[other] { $count } changes
    } that you made here.
conflict-renumbered = The server has numbered { $folder } anew. { $count ->
        [one] A change that you made here is lost
       *[other] { $count } changes that you made here are lost
    }: nobody knows any more which mail was meant.
say-synchronised = { $device } [[knows all of { $folder }]] up to now.
say-folders = { $device } has learned [[which folders there are]].

say-imap-login = { $device } [[shows its password]] to the server.
say-imap-capability = { $device } asks [[what the server can do]].
say-imap-list = { $device } asks [[which folders there are]].
say-imap-list-status = { $device } asks [[which folders there are and how each of them stands]].
say-imap-lsub = { $device } asks [[which folders are subscribed to]].
say-imap-status = { $device } asks [[how a folder stands]], without opening it.
say-imap-search-text = { $device } has the server [[look for a word]] in everything it has.
say-imap-search-since = { $device } asks [[which mails are of the last days]].
say-imap-fetch-bodies = { $device } fetches [[several mails whole]], to have them without network, too.
say-imap-rename = { $device } asks the server to [[give a folder another name]].
say-imap-delete = { $device } asks the server to [[remove a folder]] with all that is in it.
say-imap-subscribe = { $device } [[subscribes to a folder]].
say-imap-unsubscribe = { $device } [[unsubscribes from a folder]].
say-imap-append = { $device } brings the server [[a mail that was written here]] (APPEND).
say-imap-enable = { $device } [[switches on an extension]] that the server offers.
say-imap-search = { $device } asks [[which mails there are]].
say-imap-select-changes = { $device } opens a folder and asks [[what has changed since last time]].
say-imap-fetch-changes = { $device } asks [[which flags have changed]].
say-imap-select = { $device } [[opens a folder]] on the server.
say-imap-fetch-flags = { $device } asks for [[the flags of its mails]].
say-imap-fetch-envelope = { $device } asks [[who wrote and what about]], not for the mails themselves.
say-imap-fetch-body = { $device } fetches [[the text of one mail]].
say-imap-store = { $device } [[tells the server about the flag]].
say-imap-copy = { $device } asks the server to [[copy a mail]] into another folder.
say-imap-move = { $device } asks the server to [[move a mail]].
say-imap-expunge = { $device } asks the server to [[remove what is marked]] as \Deleted.
say-imap-create = { $device } asks the server for [[a new folder]].
say-imap-idle = { $device } goes quiet and [[lets the server call]] (IDLE).
say-imap-done = { $device } [[ends the silence]] (DONE), because it has something to say.
say-imap-noop = { $device } asks: [[anything new]]?
say-imap-logout = { $device } [[says goodbye]].
say-pop3-user = { $device } says [[who it is]].
say-pop3-pass = { $device } [[shows its password]] to the server.
say-pop3-capa = { $device } asks [[what the server can do]].
say-pop3-stat = { $device } asks [[how many mails]] there are.
say-pop3-list = { $device } asks [[how large]] the mails are.
say-pop3-uidl = { $device } asks for [[the mails’ unique ids]], to see which it already has.
say-pop3-retr = { $device } [[fetches a whole mail]].
say-pop3-dele = { $device } [[marks a mail for removal]] (DELE). Nothing is gone before QUIT.
say-pop3-rset = { $device } takes its marks back.
say-pop3-quit = { $device } says QUIT: only now [[the server removes what is marked]].
say-pop3-apop = { $device } [[proves that it knows the password]], without sending it.
say-pop3-top = { $device } fetches [[the beginning of a mail]].
say-pop3-stls = { $device } wants to [[go on under TLS]] (STLS). From here on nobody on the way shall read along.
say-pop3-auth = { $device } [[shows who it is]] (AUTH).
say-pop3-utf8 = { $device } says that it [[can read UTF-8 in headers]], too.


## What happens between servers and in the network
say-occasion = The occasion for it: { $told }
say-found-there = On the server this had happened already: { $told }
say-queued = { $device } takes “{ $subject }”: the mail [[enters the queue]].
say-attempt = { $device } [[tries to deliver “{ $subject }”]].
say-waiting = “{ $subject }” [[waits]] for its first attempt to { $address }.
say-deferred = “{ $subject }” to { $address }: [[not delivered for now]] ({ $words }). There will be another attempt.
say-done = “{ $subject }” to { $address }: [[delivered]] ({ $words }).
say-failed = “{ $subject }” to { $address }: [[failed for good]] ({ $words }).
say-reported = { $device } [[tells the sender]] what has become of “{ $subject }”.
say-reported-failed = { $device } tells the sender that “{ $subject }” [[did not arrive]].
say-reported-delayed = { $device } warns the sender: “{ $subject }” [[takes longer]].
say-postponed = “{ $subject }” [[waits until { $time }]] for the next attempt.
say-left-queue = “{ $subject }” [[leaves the queue]].
say-transfers = { $device } is going to hand the mail to [[{ $host }]].
say-dns-asks = { $device } [[asks the name server]]: { $words }
say-dns-answers = { $device } [[answers]]: { $words }
say-routed = Mail for { $domain } goes to [[{ $hosts }]].
say-routed-null-mx = { $domain } [[takes no mail at all]], and says so in DNS (an empty MX record).
say-routed-no-domain = There is [[no domain { $domain }]].
say-routed-no-host = { $domain } has [[no server for mail]].
say-routed-unknown = Where mail for { $domain } goes [[cannot be found out just now]].
say-tls-hello = { $device }: the [[TLS handshake begins]].
say-tls-certificate = { $device } shows the [[certificate]] for { $names }.
say-tls-certificate-untrusted = { $device } is shown a certificate for { $names } that [[nobody vouches for]].
say-tls-verified = { $device }: from now on the connection is [[protected]], and the certificate is checked.
say-tls-unverified = { $device }: from now on the connection is protected, but [[nobody checked the certificate]].
say-tls-failed = { $device }: the TLS handshake [[failed]] ({ $words }).
say-lost-refused = { $device }: the connection was [[refused]], nobody takes any there.
say-lost-silent = { $device }: [[nobody answers]].
say-lost-cut = { $device }: the connection [[was cut]].
say-lost-reset = { $device }: the other end is gone, the connection [[is void]].
say-could-not = { $device }: that could not be done. { $why }

## What a server’s answers mean
means-go-on = agreed, go on
means-capability = what it can do
means-enabled = this is switched on from now on
means-list = one of the folders
means-flags = these flags exist here
means-permanent-flags = these flags stay once they are set
means-exists =
    the folder holds { $count ->
        [one] 1 mail
       *[other] { $count } mails
    } now
means-recent = of so many of them this device is the first to hear
means-expunge = the mail with this number is gone, and all behind it move up
means-vanished =
    { $count ->
        [one] the mail with this UID is gone from this folder
       *[other] the mails with these UIDs are gone from this folder
    }
means-vanished-earlier =
    { $count ->
        [one] the mail with this UID has
       *[other] the mails with these UIDs have
    } gone since the device last looked here
means-found = these mails it has found
means-fetch-flags = the mail has these flags now
means-fetch-modseq = the mail has these flags now; MODSEQ is the number of the change
means-fetch-envelope = who wrote it, and what about
means-fetch-text = the text of the mail
means-opened = the folder is open, also for changes
means-opened-to-read = the folder is open, for reading only
means-closed = the folder from before is closed now
means-uidnext = the next mail gets this UID or a higher one
means-uidvalidity = as long as this number stays, the UIDs are right
means-unseen = the first mail that nobody has read
means-copied = the UIDs of the mail, before and now
means-highest = the number of the latest change
means-mailbox-id = the folder’s own mark, whatever its name

## When everything has come to rest: who knows now, and who does not
sum-all-know = Every device that shows it [[agrees with the server]].
sum-own =
    { $ownCount ->
        [one] {"[["}{ $own } keeps its own copy]]: { $state }.
       *[other] {"[["}{ $own } keep their own copies]].
    }
sum-late =
    { $lateCount ->
        [one] {"[["}{ $late }]] does not know yet.
       *[other] {"[["}{ $late }]] do not know yet.
    }
sum-own-and-late =
    { $lateCount ->
        [one] {"[["}{ $late }]] does not know yet
       *[other] {"[["}{ $late }]] do not know yet
    }; { $ownCount ->
        [one] { $own } keeps its own copy.
       *[other] { $own } keep their own copies.
    }
sum-gone = It is [[gone everywhere]].
sum-gone-own =
    { $ownCount ->
        [one] The server has removed it; [[{ $own } keeps its own copy]].
       *[other] The server has removed it; [[{ $own } keep their own copies]].
    }
sum-gone-late =
    { $lateCount ->
        [one] The server has removed it; [[{ $late }]] does not know yet.
       *[other] The server has removed it; [[{ $late }]] do not know yet.
    }
sum-gone-own-and-late =
    { $lateCount ->
        [one] The server has removed it; [[{ $late }]] does not know yet
       *[other] The server has removed it; [[{ $late }]] do not know yet
    }, { $ownCount ->
        [one] { $own } keeps its own copy.
       *[other] { $own } keep their own copies.
    }

## Errors and imports
error-scenario = This scenario cannot be opened: { $reason }.
error-no-device = There is no such device any more.
error-no-host = There is no such server.
error-no-connection = That connection is gone.
error-no-terminal = There is no such terminal.
error-no-provider = There is no such provider.
error-no-listener = Nobody of that name is on a wire.
error-name-taken = That name is taken.
error-no-name = Nobody can have that name.
error-still-connected = This terminal has a connection already. Hang up first.
error-no-account = There is no such account.
error-no-mailbox = There is no such folder on the server.
error-too-many = This world holds no more of them.
error-no-setting = The mail app on this device has no such setting.
error-not-on-device = This mail is not on that device.
error-too-much = The mailbox cannot hold that much. Nothing was changed.
error-nothing-arrives = All of today’s mail has arrived.
run-not-a-run = This is no run of Mailscope. Nothing was changed here.
run-newer = This run was made by a newer Mailscope (format { $version }). Nothing was changed here.
run-cut-short = This run is cut short: its end is missing. Nothing was changed here.
run-damaged = This run is damaged: it is not as it was written. Nothing was changed here.
run-too-large = This run is larger than any that Mailscope plays. Nothing was changed here.
run-too-large-for-link = This run is too large for a link. Save it as a file.
run-content = This run cannot be read, and nothing was changed here: { $reason }
run-no-such-scenario = This run begins with the scenario “{ $name }”, which this Mailscope does not have. Nothing was changed here.
run-too-much = Playing this run was given up: it asks for too much at once, or for more than { $turns } steps. Nothing was changed here.
run-differs-from-beginning = This run was recorded by Mailscope { $version } and plays differently here, from the beginning.
run-differs = This run was recorded by Mailscope { $version } and plays differently here, from action { $action } on.
run-differs-fails = This run was recorded by Mailscope { $version }. Its action { $action } is not possible here.
import-good =
    { $file }: { $good ->
        [one] 1 message is on its way
       *[other] { $good } messages are on their way
    } to the INBOX.
import-partly =
    { $file }: { $good ->
        [one] 1 message was
       *[other] { $good } messages were
    } read, { $damaged } could not be. The good ones are kept.
import-nothing = { $file }: no message could be read, so nothing was changed.
problem-empty = Message { $nth } (line { $line }) is empty.
problem-not-text = Message { $nth } (line { $line }) contains a zero byte, which no mail may carry. It is not a text.
problem-no-header = Message { $nth } (line { $line }) does not begin with header fields such as “From:” or “Subject:”.
problem-header-cut = Message { $nth }: its header breaks off at line { $line }.
problem-too-large = Message { $nth } (line { $line }) has { $octets } bytes; at most { $limit } are accepted.
problem-too-many = From message { $nth } on (line { $line }) nothing was read: at most { $limit } messages are accepted.

## Why a server refuses
refused-syntax = The server cannot read this command: at column { $column } it expects { $expected }.
refused-too-long = The server cannot read this command: it should end before column { $column }.
refused-no-such-command = The server does not know this command.
refused-not-now = The server can read this command, but it is not possible here and now.
refused-goodbye = The server ends the connection of its own accord.
refused-no = The server understands the command and does not do it; its text says why.
refused-unavailable = Something that the server needs is out of order or busy. Trying again later may help.
refused-authenticationfailed = The user name or the password is wrong. The server does not say which, so that nobody can find out who has an account here.
refused-authorizationfailed = The password is right, but this user may not act as that other one.
refused-expired = This password is no longer valid; a new one is needed.
refused-privacyrequired = Anybody on the way could read the password now. The server accepts it only under TLS, for instance after STARTTLS.
refused-contactadmin = Only the people who run the server can help here.
refused-noperm = This user is not allowed to do that.
refused-inuse = Somebody else is using it at the moment. Trying again later may help.
refused-expungeissued = Another device has removed some of these messages in the meantime.
refused-corruption = The server has found damaged data.
refused-serverbug = The server has found a mistake of its own.
refused-clientbug = The mail app has made a mistake.
refused-cannot = The server never does this, however often it is asked.
refused-limit = The server has a limit, and this would go beyond it.
refused-overquota = There is no room left: the quota of the account is used up.
refused-alreadyexists = It exists already.
refused-nonexistent = It does not exist.
refused-trycreate = The target mailbox does not exist. CREATE could make it; the server does not do so by itself.
refused-read-only = The mailbox was opened for reading only, by EXAMINE.
refused-badcharset = The server does not know this character encoding.
refused-haschildren = There are mailboxes below this one, so it stays.
refused-unknown-cte = The message is encoded in a way that the server cannot decode.
refused-toobig = It is larger than the server accepts.
refused-notsaved = The server has not kept the search result that “$” stands for.
refused-badevent = The server cannot watch for one of these events.
refused-notificationoverflow = There is too much to tell; the server stops telling it unasked.
refused-useattr = The server cannot give a mailbox this special use.
refused-modified = Another device has changed some of these messages in the meantime; they are left as they are.
refused-maildrop-in-use = Another connection has this maildrop at the moment, and POP3 gives it to one at a time. Trying again later may help.
refused-login-delay = The last login was too short a time ago; this server wants a pause between two visits.
refused-credentials = The user name, the password, or the way in which it would be sent is not accepted. Asking again in the same way does not help; a person has to look.
refused-needs-utf8 = This mail has UTF-8 in its header, and the mail app has not said that it can read that. The server keeps it until one comes that can.
refused-out-of-order = The command is right, but not its turn: SMTP has an order, which is greeting, sender, recipients, message.
refused-parameter = The command has a parameter that this server has not offered in its answer to EHLO.
refused-login-first = This server takes mail from people it knows. The mail app has to show first whose mail it sends.
refused-not-your-address = Whoever is logged in may write as themselves only; this sender is somebody else.
refused-needs-smtputf8 = The address has letters beyond ASCII. Whoever uses one has to say so by SMTPUTF8, so that no server on the way is surprised.
refused-no-such-address = The domain is right, but nobody there has this address. Trying again does not help; the sender will be told.
refused-no-recipients = There is nobody to send this message to: the server has accepted none of its recipients.
refused-mailbox-full = The recipient’s mailbox is full. The sending server keeps the message and tries again, in case somebody makes room.
refused-recipients = That is one recipient too many for one go. The others get the message in a second one.
refused-greylisted = The server does not know this sender yet and asks it to come again in a few minutes. Real mail servers do; much of what sends spam does not.
refused-relay = This server takes mail for its own people only. If it passed on mail from strangers to strangers, it would soon be sending their spam.
refused-message-too-large = The message is larger than this server accepts.
refused-no-room = The server has no room for the message at the moment. It may have later.
refused-loop = The message has come by so often that it must be going round in circles. It stops here.
refused-bare-line-end = The message has line ends that are none: half of them is missing. Two servers could disagree where it ends, and somebody could hide a second message in it.
refused-later = Not now: the same may succeed later, and the sending side tries again.
