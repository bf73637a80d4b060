# Warum jemand von einer Mail zeigt, was er zeigt: ein Satz für jeden Grund. Namen stehen hier wie mitten im Satz;
# den ersten Buchstaben eines Satzes schreibt die Oberfläche groß.

## Bausteine
somebody = jemand
asked-never = bisher noch nie
asked-at =
    zuletzt um { $time }, { $minutes ->
        [0] vor weniger als einer Minute
        [one] vor einer Minute
       *[other] vor { $minutes } Minuten
    }
since-unknown = {""}
since-at = {" "}seit { $time }
changed-unknown = {""}
changed-at = {" "}Auf dem Server hat es sich um { $time } geändert.

## Der Server
why-original = Das ist das Original. Alle anderen Spalten sind Kopien davon.
why-dele-only-marked = Die Mail ist noch da: { $by } hat sie mit DELE nur vorgemerkt. Entfernt wird sie erst, wenn QUIT kommt.
why-dele-undone = Die Mail ist noch da: { $by } hatte sie mit DELE vorgemerkt, aber QUIT kam nie an. Ohne QUIT gilt kein DELE.
why-kept-by-provider = { $by } hat DELE und QUIT geschickt, aber dieser Anbieter behält die Mail trotzdem. So ist er eingestellt; POP3 selbst verlangt das nicht.
why-still-queued = Die Mail wartet in der Warteschlange des Servers. Er hat sie angenommen und versucht es, bis sie ankommt oder der Absender Bescheid bekommt.
why-handed-on = Dieser Server hat die Mail weitergereicht. In einem seiner Ordner liegt sie nicht.
why-removed = Der Server hat diese Nachricht entfernt. Auf seiner Platte ist nichts davon übrig.
why-removed-by-pop3 = { $by } hat sie um { $time } mit DELE und QUIT vom Server entfernt. Wer sie bis dahin nicht abgeholt hat, bekommt sie nicht mehr.
why-removed-by-expunge = { $by } hat sie um { $time } endgültig vom Server entfernt (EXPUNGE). Unter IMAP gilt das für alle Geräte.
why-removed-with-mailbox = Der Ordner { $folder } ist gelöscht worden, und die Mail darin mit ihm.
why-not-for-here = Diese Mail war nie für dieses Konto: Hier kann sie nicht liegen.

## Ein Gerät, das es weiß
why-same = { $device } zeigt, was der Server hat.
why-own-equal = { $device } hat eine eigene Kopie. Gerade stimmt sie mit dem Server überein, aber das ist Zufall: Unter POP3 gleicht sie niemand ab.
why-pending = { $device } hat es schon geändert und meldet es gerade: Der Server hat es noch nicht bestätigt.
why-pending-offline = { $device } hat es schon geändert, ist aber{ $since } ohne Netz: Die Änderung wartet in der Warteschlange, bis das Netz wieder da ist.

## POP3
why-own-flags = { $device } hat eine eigene Kopie. POP3 kennt kein „gelesen“ und keine Markierung: Was hier steht, erfährt sonst niemand, und was der Server hat, kommt nie hierher.
why-own-folders = { $device } hat eine eigene Kopie in einem eigenen Ordner. POP3 kennt keine Ordner: Was hier verschoben wird, verschiebt sich nirgends sonst, und umgekehrt.
why-own-only = { $device } hat noch eine eigene Kopie, obwohl der Server die Nachricht entfernt hat. Eine abgeholte Kopie holt niemand zurück.
why-never-pop3-folder = POP3 zeigt nur die INBOX, und die Mail liegt im Ordner { $folder }. Was in anderen Ordnern liegt, kann { $device } nicht sehen.
why-fetched-before = { $device } hat die Mail früher schon abgeholt und sich ihre UIDL gemerkt. Darum kommt sie kein zweites Mal, auch wenn sie hier gelöscht ist.
why-removal-waits = { $device } hat die Mail gelöscht. Der Server erfährt es erst beim nächsten Besuch: Dann kommt DELE.
why-maildrop-in-use = { $device } wurde abgewiesen: Das Postfach gehört gerade einer anderen POP3-Verbindung, und es gibt immer nur eine.
why-handed-out-before = Dieser Anbieter gibt jede Mail über POP3 nur einmal heraus, und das ist schon geschehen. So ist er eingestellt; POP3 selbst verlangt das nicht.

## Ein Gerät, das es noch nicht weiß
why-stale-offline = { $device } ist{ $since } ohne Netz und kann von der Änderung nichts erfahren.
why-stale-asked =
    { $device } fragt nur alle { $every ->
        [one] Minute
       *[other] { $every } Minuten
    } ({ $asked }) und kann vor der nächsten Frage nichts erfahren.{ $changed }
why-stale-on-its-way = Der Server hat es geändert; { $device } hat davon noch nichts gehört, aber die Nachricht ist unterwegs.
why-asks-when-told = { $device } fragt nur, wenn du „Abrufen“ tippst ({ $asked }).{ $changed }
why-idle-watches-one = { $device } hört mit IDLE zu, aber nur im Ordner { $watches }. Die Mail liegt im Ordner { $folder }. Dort nachgesehen: { $asked }.
why-not-looked = Die Nachricht liegt jetzt im Ordner { $folder }. { $device } beobachtet immer nur einen Ordner und hat in diesen nicht hineingesehen.
why-not-subscribed = { $device } zeigt nur abonnierte Ordner, und { $folder } ist nicht abonniert. Auf dem Server gibt es ihn.
why-folder-unknown = Den Ordner { $folder } kennt { $device } noch nicht: Die Ordnerliste hier ist älter als der Ordner.
why-keeps-last-days =
    { $device } behält nur die Mail { $days ->
        [one] des letzten Tages
       *[other] der letzten { $days } Tage
    }. Diese ist älter und liegt nur auf dem Server.
why-not-switched-on = { $device } ist noch gar nicht eingeschaltet.
why-login-refused = { $device } kommt nicht hinein: Der Server lehnt die Anmeldung ab.
why-gave-up = { $device } liest lieber keine Mail, als dass unterwegs jemand mithört: Der Schutz kam nicht zustande, darum der Abbruch.
why-unreachable = { $device } erreicht den Server nicht; der letzte Versuch ist um { $time } gescheitert.
why-renumbered = Der Server hat den Ordner { $folder } neu nummeriert (neue UIDVALIDITY). Alles, was { $device } darüber wusste, ist ungültig; dieser Ordner beginnt hier von vorn.
why-change-lost = { $device } wollte an dieser Mail etwas ändern, aber anderswo ist sie inzwischen gelöscht worden. Gelöscht gewinnt: Die Änderung ist verloren.

## Was nur ein Gerät hat
why-draft-here = Der Entwurf liegt nur auf diesem Gerät: { $device } hat ihn niemandem gegeben.
why-unsent = Die Mail ist noch nicht abgeschickt: { $device } hat sie im Postausgang.
why-send-refused = Der Server hat die Mail nicht angenommen. { $device } behält sie im Postausgang, bis du etwas daran änderst.
why-sent-copy-here = { $device } hebt sich selbst eine Kopie des Gesendeten auf. Auf dem Server liegt keine, also sieht sie kein anderes Gerät.
why-sent-copy-under-way = Die Mail ist abgeschickt; die Kopie für „Gesendet“ bringt { $device } gerade erst zum Server.
why-sent-copy-by-nobody = Die Mail ist abgeschickt, aber niemand hat eine Kopie aufgehoben. Von selbst entsteht keine: SMTP legt nichts in „Gesendet“.

## Weg
why-gone = Die Nachricht ist weg: Weder der Server noch { $device } hat sie noch.

## Wer es anders glaubt
belief-pop3-always-deletes = wer glaubt, dass POP3 jede abgeholte Mail vom Server löscht
belief-pop3-works-with-one-device = wer glaubt, dass POP3 nur mit einem einzigen Gerät geht
belief-dele-works-at-once = wer glaubt, dass DELE die Mail sofort entfernt
belief-deleting-moves-to-trash-everywhere = wer glaubt, dass Gelöschtes überall im Papierkorb liegt
belief-imap-is-instant = wer glaubt, dass unter IMAP alle Geräte alles sofort wissen
belief-imap-needs-the-network = wer glaubt, dass unter IMAP ohne Netz nichts zu lesen ist
belief-read-belongs-to-the-mail = wer glaubt, dass „gelesen“ zur Mail gehört
belief-sent-is-part-of-imap = wer glaubt, dass sich „Gesendet“ von selbst füllt
belief-mail-goes-straight-to-the-computer = wer glaubt, dass Mail direkt zum Computer des Empfängers geht und der an sein muss
belief-folders-sync-because-it-is-email = wer glaubt, dass Ordner überall gleich sind
belief-tls-means-nobody-reads = wer glaubt, dass mit TLS niemand mitlesen kann
belief-message-three-is-message-three = wer glaubt, dass Nummer 3 immer dieselbe Mail ist
parting = { $belief }, erwartet um { $time } von „{ $subject }“ (hier gefragt: { $holder }): { $believed }. So ist es: { $is }.
expect-absent = sie ist nicht da
expect-other = unter der Nummer steht „{ $other }“
expect-unreadable = hier kann sie niemand lesen
expect-nothing-to-read = hier ist nichts zu lesen
expect-trash = sie liegt im Papierkorb
expect-sent = eine Kopie liegt in „Gesendet“
expect-folder = sie liegt im Ordner { $folder }
expect-read = sie ist gelesen
expect-unread = sie ist ungelesen
expect-flagged = sie ist markiert
expect-unflagged = sie ist nicht markiert
expect-present = sie ist da
is-absent = sie ist nicht da
is-there =
    sie liegt im Ordner { $folder }, { $read ->
        [yes] gelesen
       *[no] ungelesen
    }{ $flagged ->
        [yes] , markiert
       *[no] {""}
    }
is-readable = dieser Server hatte sie ganz in der Hand, lesbar wie eine Postkarte
