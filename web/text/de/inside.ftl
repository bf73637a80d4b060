# Einblick: was auf einer Platte liegt, und was es gekostet hat.

inside-whom = Hineinschauen bei
inside-changed-now = , gerade geändert
inside-server = { $name }
inside-names = DNS
inside-costs = Was es gekostet hat
inside-yes = ja
inside-no = nein
inside-more = … und { $n } weitere
inside-seconds = { $n ->
    [one] 1 Sekunde
   *[other] { $n } Sekunden
}
inside-minutes = { $n ->
    [one] 1 Minute
   *[other] { $n } Minuten
}
inside-hours = { $n ->
    [one] 1 Stunde
   *[other] { $n } Stunden
}
inside-days = { $n ->
    [one] 1 Tag
   *[other] { $n } Tage
}

## Die Platte eines Servers
inside-account = Konto
inside-octets = Belegt
inside-messages = Mails
inside-quota = Grenze
inside-no-limit = keine
inside-quota-messages = { $n ->
    [one] 1 Mail
   *[other] { $n } Mails
}
inside-maildrop = Maildrop (POP3)
inside-maildrop-locked = gesperrt seit { $time }: Eine POP3-Sitzung hat ihn
inside-maildrop-free-since = frei, zuletzt belegt um { $time }
inside-maildrop-free = frei, noch nie belegt
inside-mailboxes = Postfächer
inside-counts = , { $total } Mails, { $unseen } ungelesen
inside-subscribed = Abonniert
inside-unseen = Ungelesen
inside-role = Wofür (Special-Use)
inside-keywords = Schlagwörter
inside-messages-of = Mails in { $name }
inside-column-number = Nr.
inside-column-size = Größe
inside-open-source = Quelltext zeigen
inside-gone = Entfernt, aber gemerkt für alle, die wiederkommen

## Sitzungen
inside-sessions = Sitzungen an diesem Server
inside-no-sessions = Niemand ist verbunden.
inside-state = Zustand
inside-protection = Schutz
inside-clear = im Klartext: Wer an der Leitung sitzt, liest mit
inside-tls = TLS
inside-intercepted = TLS, aber jemand sitzt dazwischen und liest mit
inside-user = Angemeldet als
inside-between = Gegenüber
inside-between-servers = der Server eines anderen Anbieters
inside-selected = Ausgewählt
inside-access = Zugriff
inside-read-only = nur lesen (EXAMINE)
inside-told = Noch nicht gesagt
inside-untold-none = nichts: Der Client weiß alles
inside-untold = { $new } neu, { $changed } geändert, { $gone } entfernt
inside-session-view = Was der Client glaubt, mit seinen eigenen Nummern
inside-maildrop-view = Der Maildrop, nummeriert beim Beginn der Sitzung
inside-counted-new = angekommen, noch nicht gesagt
inside-counted-changed = inzwischen anders, noch nicht gesagt
inside-counted-gone = weg, aber der Client zählt sie noch mit
inside-counted-retrieved = abgeholt
inside-counted-marked = mit DELE vorgemerkt, geht bei QUIT
inside-has-lock = diese Sitzung hat die Sperre
inside-dele = Mit DELE vorgemerkt
inside-transaction = Transaktion
inside-no-transaction = keine im Gang
inside-recipients = Empfänger
inside-came = Bisher angekommen

## Warteschlange
inside-queue = Warteschlange ({ $n })
inside-queue-empty = Hier wartet nichts.
inside-queued-report = Bericht über eine andere Mail
inside-queued-since = hier seit { $time }
inside-attempts = { $n ->
    [0] noch kein Versuch
    [one] 1 Versuch bisher
   *[other] { $n } Versuche bisher
}
inside-next-at-once = nächster: sofort
inside-next-under-way = ein Versuch läuft gerade
inside-next-at = nächster Versuch um { $time }
inside-recipient-waiting = wartet
inside-recipient-deferred = jetzt nicht
inside-recipient-done = erledigt
inside-recipient-failed = nie

## Namen
inside-zones = Was die Nameserver sagen
inside-zone = Was das DNS über diese Domain sagt
inside-zone-of = Einträge von { $name }
inside-zone-empty = Diese Zone hat keine Einträge.
inside-zone-fails = ihre Server antworten: Fehler
inside-zone-silent = ihre Server schweigen
inside-negative = Dass etwas fehlt, darf man sich { $span } lang merken.
inside-column-name = Name
inside-column-type = Typ
inside-column-data = Sagt
inside-memory = Was sich der Resolver gemerkt hat
inside-memory-empty = Gemerkt ist nichts: Er müsste fragen.
inside-no-data = von diesem Typ gibt es nichts
inside-no-name = diesen Namen gibt es nicht
inside-left = noch { $n } s
inside-asking = gefragt, noch keine Antwort

## Was der Anbieter entschieden hat
inside-hosts = Rechner und Zertifikat
inside-host-up = läuft
inside-host-down = schweigt
inside-host-refuses = lehnt Verbindungen ab
inside-host-cuts = kappt jede Verbindung nach { $octets } Byte
inside-host-slow = höchstens { $octets } Byte pro Sekunde
inside-certificate-names = Zertifikat für
inside-certificate-trust = Beglaubigt
inside-vouched = von jemandem, dem Clients vertrauen
inside-unvouched = von niemandem außer sich selbst
inside-certificate-other-name = das Zertifikat gilt für einen anderen Namen
inside-certificate-unvouched = wer genau hinsieht, nimmt dieses Zertifikat nicht an
inside-rules = Hausregeln
inside-rules-note = Die hat dieser Anbieter festgelegt. Kein Protokoll verlangt sie.
inside-rule-mailboxes = Postfächer
inside-by-the-book = nach Lehrbuch: Eine Mail liegt in einem Postfach
inside-are-labels = Labels wie bei Gmail: eine Mail, mehrere Postfächer
inside-rule-auto-expunge = Entfernt Vorgemerktes sofort
inside-rule-last-label = Wer sein letztes Label verliert,
inside-expunged-archive = bleibt in „Alle Nachrichten“
inside-expunged-trash = kommt in den Papierkorb
inside-expunged-gone = ist weg
inside-rule-sent-copy = Behält, was verschickt wird
inside-rule-pop = POP3
inside-pop-off = aus
inside-pop-from-now = nur neue Mails
inside-pop-all = alle Mails, jede einmal
inside-rule-fetched = Was POP3 abgeholt hat,
inside-fetched-leave = bleibt, wie es ist
inside-fetched-read = gilt als gelesen
inside-fetched-archive = verlässt den Eingang
inside-fetched-trash = kommt in den Papierkorb
inside-rule-tls = TLS für Clients
inside-tls-first = ab dem ersten Byte
inside-tls-required = ohne TLS kein Passwort
inside-tls-not-required = darf fehlen
inside-rule-relay-tls = TLS zu anderen Servern
inside-rule-expire = Mails für POP3 bleiben
inside-expire-never = bis jemand sie entfernt
inside-expire-days = { $n ->
    [0] nur bis zum Abholen
    [one] 1 Tag
   *[other] { $n } Tage
}
inside-rule-retr = Abholen mit POP3
inside-retr-keep = lässt \Seen, wie es ist
inside-retr-seen = setzt \Seen
inside-rule-delay = Pause zwischen POP3-Besuchen
inside-rule-size = Größte Mail
inside-rule-greylisting = Unbekannte Absender warten
inside-rule-first-pause = Zweiter Versuch nach
inside-rule-longest-pause = Längste Pause
inside-rule-warn = Sagt dem Absender Bescheid nach
inside-rule-give-up = Gibt auf nach

## Ein Gerät
inside-page-keeps-nothing = Eine Webseite behält keine Mail. Hier steht nur, was die Seite gerade zeigt; machst du sie zu, ist es weg.
inside-network = Netz
inside-reads = Verbindung zum Lesen
inside-sends = Verbindung zum Senden
inside-no-connection = keine
inside-next-look = Schaut geplant wieder nach
inside-next-none = gar nicht
inside-next-look-at = { $time }: { $reason }
inside-whole-of = { $whole } ganz, von { $all } bekannten
inside-place = Ort
inside-only-here = nur auf diesem Gerät
inside-known = Kennt den Stand von
inside-known-at = { $time }
inside-known-never = hat nie nachgesehen
inside-column-here = Hier
inside-column-stands = Stand
inside-here-whole = ganz
inside-here-headers = Kopf
inside-stands-settled = wie vom Server gesagt
inside-stands-pending = noch nicht bestätigt
inside-stands-own = eigene Kopie
inside-waiting = Wartet auf einen Server, der Reihe nach
inside-waits-nothing = Nichts wartet.
inside-waits-tried = Schon geschickt; vielleicht hat der Server es getan.
inside-waits-fetch = „{ $subject }“ ganz holen
inside-waits-flag = bei „{ $subject }“ { $flag } setzen
inside-waits-unflag = bei „{ $subject }“ { $flag } löschen
inside-waits-move = „{ $subject }“ nach { $name } legen
inside-waits-expunge = „{ $subject }“ endgültig entfernen
inside-waits-create = den Ordner { $name } anlegen
inside-waits-rename = den Ordner { $name } in { $to } umbenennen
inside-waits-delete = den Ordner { $name } löschen
inside-waits-subscribe = { $name } abonnieren
inside-waits-unsubscribe = { $name } abbestellen
inside-waits-file = „{ $subject }“ in { $name } ablegen
inside-waits-empty = { $n ->
    [one] 1 Mail aus { $name } endgültig entfernen
   *[other] { $n } Mails aus { $name } endgültig entfernen
}
inside-waits-search = in { $name } nach „{ $word }“ suchen
inside-waits-remove = { $id } aus dem Maildrop entfernen
inside-waits-fetch-whole = { $id } ganz holen
inside-waits-send = „{ $subject }“ an { $to } senden
inside-settings = Einstellungen der Mail-App
inside-settings-note = Das hat die App entschieden, kein Protokoll.
inside-set-check = Erfährt von Änderungen
inside-set-delete = „Löschen“ heißt
inside-set-keeps = Behält hier
inside-keeps-headers = was eine Liste zeigt; ganze Mails erst nach dem Öffnen
inside-keeps-days = { $n ->
    [one] die Mails von 1 Tag, ganz
   *[other] die Mails von { $n } Tagen, ganz
}
inside-keeps-everything = alles, ganz
inside-set-shows = Zeigt
inside-shows-all = jedes Postfach
inside-shows-subscribed = nur abonnierte Postfächer
inside-set-drafts = Entwürfe
inside-drafts-server = auf dem Server
inside-drafts-here = auf diesem Gerät
inside-set-after = Nach dem Abholen
inside-set-fetches = Holt
inside-fetches-whole = ganze Mails
inside-fetches-headers = Köpfe; den Rest beim Öffnen
inside-set-tls = TLS beim Lesen
inside-set-tls-sending = TLS beim Senden
inside-tls-never = nie
inside-tls-if-offered = wenn es angeboten wird, mit jedem Zertifikat
inside-tls-must = muss sein, mit dem richtigen Zertifikat
inside-tls-implicit = ab dem ersten Byte, mit dem richtigen Zertifikat
inside-set-address = Sendet als
inside-set-sent = Kopie von Gesendetem
inside-sent-by-device = legt dieses Gerät ab
inside-sent-by-provider = behält der Anbieter
inside-sent-both = behalten beide
inside-sent-none = behält niemand
inside-remembered = Unique-IDs, die es sich gemerkt hat
inside-remembered-note = Was auf dieser Liste steht, wird nicht noch einmal geholt.
inside-doomed = wird vom Server entfernt

## Eine Mail, wie sie ist
inside-source-close = Mail schließen
inside-faces = Die Mail zeigen als
inside-face-source = Quelltext
inside-face-text = Text
inside-outline = Teile der Mail
inside-octets-of = Quelltext der Mail
inside-source-range = Byte { $from } bis { $to } von { $all }
inside-source-before = Frühere Bytes
inside-source-after = Spätere Bytes
inside-bare-line-end = diese Zeile endet nicht mit CRLF
inside-text-note = Nur als Text: Nichts aus einer Mail wird hier je ausgeführt oder als Webseite gezeigt.
inside-too-large-for-text = Für die Textansicht ist diese Mail zu groß. Der Quelltext ist da.

## Was es gekostet hat
inside-costs-note = Vom Anfang bis zu diesem Moment. Die Kurven der Geräte haben einen gemeinsamen Maßstab, die der Server einen anderen; ein Server zählt alles an seinen Türen.
inside-axis = Zeichnen
inside-axis-steps = nach Schritten
inside-axis-time = nach Zeit
inside-column-holder = Wer
inside-cost-octets = Bytes auf der Leitung
inside-cost-round-trips = Hin und zurück
inside-cost-connections = Verbindungen
inside-cost-time = Zeit auf der Leitung
inside-cost-storage = Behaltene Mail
inside-cost-millis = { $n } ms
inside-cost-count = { $n }
inside-cost-mean = { $n ->
    [one] Mittel von 1 Gerät
   *[other] Mittel von { $n } Geräten
}
