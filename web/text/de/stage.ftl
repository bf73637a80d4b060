# Die Bühne: wer da ist, die Mail-App, der Rand der Welt.

## Wer da ist
device-named = { $name }
device-of = { $owner } · { $device }
device-page = Die Adresse im Browser: eine Webseite des Anbieters
stage-chips = Geräte auf der Bühne
stage-more = { $n } weitere

## Die Welt draußen
world-provider-of = Anbieter von { $people }
world-provider-down = stumm
world-queued = { $n ->
    [one] 1 Mail wartet
   *[other] { $n } Mails warten
}
world-look = Den Server dieses Anbieters ansehen
world-dns = Nameserver
world-dns-title = Sie wissen, welcher Server die Post für welche Domain annimmt

## Leitungen
wire-elsewhere = anderer Anbieter
wire-name-servers = Nameserver
packet = Unterwegs von { $from } nach { $to }

## Der Server
server-queue = Warteschlange
server-queue-more = … und { $n } weitere
queue-fresh = eben angenommen
queue-under-way = unterwegs
queue-at = nächster Versuch { $time }

## Wer weiß was
matrix-only-differing = Nur zeigen, was sich unterscheidet
matrix-looking = Suche nach Unterschieden …
matrix-none-differs = Alle auf der Bühne zeigen, was der Server hat.
kind-not-theirs = Mail von jemand anderem
cell-not-theirs = –

## Mail-App
write = Schreiben
action-reply = Antworten
action-continue = Weiterschreiben
open-refused = Der Server will das nicht verschicken: { $words }
keywords = Schlagwörter
keyword-add = Schlagwort anheften
keyword-off = { $word } abnehmen
keyword-form = Nur Buchstaben ohne Umlaute, Ziffern, $, _, . und -

## Schreiben
compose = Nachricht schreiben
compose-to = An
compose-more = Cc, Bcc, Zustellnachweis
compose-copy = Kopie (Cc)
compose-blind = Blind (Bcc)
compose-receipt = Sag mir, wenn sie zugestellt ist
compose-subject = Betreff
compose-text = Text
compose-send = Senden
compose-keep = Als Entwurf
compose-close = Weglegen
error-no-recipient = Es fehlt, an wen die Mail geht. Fülle „An“ aus.
error-no-address = „{ $words }“ ist keine Adresse. Eine Adresse sieht so aus: ada@nord.example.

## Suchen
search = Suchen
search-word = Gesuchtes Wort
search-here = Auf dem Gerät
search-there = Auf dem Server
search-close = Suche beenden
search-waits = Der Server soll suchen, aber das Gerät hat kein Netz: Die Antwort kommt später.
search-under-way = Der Server sucht …
search-server =
    { $count ->
        [0] Der Server hat nichts gefunden
        [one] Der Server hat 1 Mail gefunden
       *[other] Der Server hat { $count } Mails gefunden
    }, Ordner: { $folder }{ $elsewhere ->
        [0] .
        [one] ; 1 davon ist nicht auf diesem Gerät.
       *[other] ; { $elsewhere } davon sind nicht auf diesem Gerät.
    }
search-refused = Der Server sucht nicht. Gefunden ist nichts, nachgesehen hat niemand.
search-here-all =
    { $count ->
        [0] Nichts gefunden
        [one] 1 Mail gefunden
       *[other] { $count } Mails gefunden
    }, Ordner: { $folder }. Dieses Gerät hat ihn ganz.
search-here-part =
    { $count ->
        [0] Nichts gefunden
        [one] 1 Mail gefunden
       *[other] { $count } Mails gefunden
    }, Ordner: { $folder }. Gesucht ist nur in dem, was dieses Gerät hat.

## Ordner und die App als Ganzes
app-menu = Mehr
app-create = Neuer Ordner …
app-rename = { $folder } umbenennen …
app-remove = { $folder } löschen
app-subscribe = { $folder } abonnieren
app-unsubscribe = { $folder } abbestellen
app-empty = Papierkorb leeren
app-reinstall = App neu einrichten
folder-name = Name des Ordners
folder-create = Anlegen
folder-rename = Umbenennen

## Was nicht geht, und warum
cannot-write = Diese App ist nur zum Lesen eingerichtet.
cannot-change-inbox = Der Eingang ist das Konto selbst.
cannot-own-folder = Diesen Ordner braucht die App selbst.
cannot-subscribe-pop3 = POP3 kennt keine Ordner: Die hier hat nur dieses Gerät.
cannot-search-pop3 = POP3 hat keinen Befehl zum Suchen: Es geht nur mit dem, was hier ist.
cannot-empty-no-trash = Hier gibt es keinen Papierkorb.
cannot-empty-nothing = Der Papierkorb ist leer.
cannot-page-offline = Eine Webseite braucht für alles das Netz.

## Was zuerst zu tun ist
say-begin-open = { $device }: Öffne [[„{ $subject }“]] und sieh, wer davon erfährt.
say-begin-play = Alles ist bereit. [[Drücke auf Abspielen]] und sieh, was von selbst geschieht.

## Einstellungen der Mail-App
policy-question-keeps = Wie viel sie hier aufhebt
policy-question-shows = Welche Ordner sie zeigt
policy-question-drafts = Wo Entwürfe liegen
policy-question-fetches = Wie viel sie abholt
policy-question-sent = Wer eine Kopie des Gesendeten behält
policy-question-tls = TLS beim Lesen
policy-question-tls-sending = TLS beim Senden
policy-keeps-headers = Was die Liste zeigt; ganz kommt eine Mail beim Öffnen
policy-keeps-days = Die letzten { $days } Tage, ganz
policy-keeps-everything = Alles, ganz
policy-shows-all = Alle
policy-shows-subscribed = Nur die abonnierten
policy-drafts-server = Auf dem Server, für alle Geräte
policy-drafts-here = Nur auf diesem Gerät
policy-fetches-whole = Ganze Mails
policy-fetches-headers = Die Köpfe; ganz kommt eine Mail beim Öffnen
policy-after-days = { $days ->
        [one] Einen Tag
       *[other] { $days } Tage
    } nach dem Abholen entfernen
policy-sent-append = Diese App: Sie legt eine Kopie ab
policy-sent-provider = Der Anbieter
policy-sent-both = Beide: Es gibt zwei
policy-sent-none = Niemand
policy-tls-never = Nie
policy-tls-if-offered = Wenn angeboten, mit jedem Zertifikat
policy-tls-required = Immer (STARTTLS oder STLS), mit dem richtigen Zertifikat
policy-tls-implicit = Vom ersten Byte an, mit dem richtigen Zertifikat
