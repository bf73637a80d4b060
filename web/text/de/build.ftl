# Die Welt verändern: Geräte, Anbieter, Konten, Mail, Störungen.

build = Die Welt verändern
build-undo = Zurücknehmen
build-redo = Wiederholen

## Geräte
build-devices = Geräte
build-policy-where = Die Einstellungen stecken im Stecker unter dem Gerät auf der Bühne.
build-online = Hat Netz
build-latency = Verzögerung (ms)
build-bandwidth = Byte pro Sekunde
build-bandwidth-hint = 0 heißt: so schnell es geht.
build-set-link = Leitung ändern
build-cut = { $service }-Verbindung kappen
build-remove = Wegnehmen: { $device }
build-remove-short = Wegnehmen
build-new-device = Neues Gerät
build-kind = Art
build-name = Name
build-name-hint = Darf leer bleiben.
build-account = Konto
build-protocol = Protokoll
build-add-device = Gerät einrichten
build-error-devices = Auf die Bühne passen { $max } Geräte. Nimm erst eines weg.
build-error-last-device = Ein Gerät muss bleiben.

## Mail
build-mail = Mail
build-mail-to = Für wen?
build-write = Eine Mail von draußen schreiben
build-from = Von
build-from-hint = Zum Beispiel: Ben Winter <ben@sued.example>
build-subject = Betreff
build-text = Text
build-send = Eintreffen lassen
build-week = { $n } Mails einer Schulwoche
build-files = Dateien für das gewählte Konto
build-next-mail = { $n ->
    [0] Keine Mail des Szenarios wartet mehr
   *[other] Nächste Mail des Szenarios (noch { $n })
}

## Anbieter und Konten
build-providers = Anbieter und Konten
build-labels-short = Labels
build-accounts = Konten
build-mails = { $n ->
    [one] 1 Mail im Eingang
   *[other] { $n } Mails im Eingang
}
build-hosts = Server
build-host-is = Zustand von { $host }
build-host-up = läuft
build-host-down = schweigt
build-host-refuses = nimmt keine Verbindung an
build-host-cuts = verliert jede Verbindung nach { $octets } Byte
build-host-slow = langsam: { $rate } Byte pro Sekunde
build-state-cuts = verliert jede Verbindung nach so vielen Byte
build-state-slow = ist langsam
build-octets = Byte bis zum Abbruch
build-rate = Byte pro Sekunde
build-set-host = Zustand ändern
build-new-account = Neues Konto bei { $domain }
build-user = Benutzername
build-password = Passwort
build-password-hint = Erfinde eines. Auf unverschlüsselten Leitungen kann man es lesen.
build-add-account = Konto anlegen
build-new-provider = Neuer Anbieter
build-domain = Domain
build-domain-hint = Zum Beispiel west.example. Hosts und DNS-Einträge entstehen von selbst.
build-profile = Art des Anbieters
build-profile-plain = mit Ordnern, streng nach den RFCs
build-profile-labels = mit Labels, so ähnlich wie Gmail
build-add-provider = Anbieter gründen

## Wer auf der Leitung sitzt
build-wires = Mithörer
build-wires-hint = Ein Mithörer hört alles, was ab jetzt verbunden wird.
build-new-listener = Neuer Mithörer
build-listener-name = Name
build-where = Wo?
build-wire-device = Zwischen Gerät und Anbieter, Gerät: { $device }
build-wire-between = Zwischen { $one } und { $other }
build-what = Was tut er?
build-does-listens = liest mit
build-does-strips = macht das Angebot von TLS unleserlich
build-does-false = zeigt ein falsches Zertifikat
build-add-listener = Auf die Leitung setzen
build-leave = { $name } von der Leitung nehmen
build-leave-short = Wegnehmen

## Andere Welten
build-worlds = Andere Welten
worlds-search = Suchen
worlds-found = { $n ->
    [0] Keine Welt passt.
    [one] 1 Welt
   *[other] { $n } Welten
}
worlds-back = Zurück zu: { $title }
worlds-begin = Zum Anfangen
worlds-delete = Löschen und Behalten
worlds-folders = Ordner, Labels und Entwürfe
worlds-post = Von Anbieter zu Anbieter
worlds-safe = Wer mitliest
worlds-trouble = Wenn es hakt
worlds-cost = Wie viel und wie lange
worlds-others = Noch mehr
error-no-such-world = Eine Welt namens „{ $name }“ gibt es hier nicht. Das ist die erste.

## Was so nicht geht
build-error-empty = Hier muss etwas stehen.
build-error-long = Das sind { $count } Zeichen; höchstens { $max } gehen.
build-error-hidden = Hier stehen Zeichen, die man nicht sieht. Tipp es bitte neu.
build-error-number = Hier gehört eine ganze Zahl von 0 bis { $max } hin.
build-error-standstill = 0 wäre Stillstand. Nimm mindestens 1.
build-error-address = Das ist keine Adresse. So sieht eine aus: ben@sued.example
build-error-user = Erlaubt sind bis zu 64 Buchstaben ohne Umlaute, Ziffern, Punkt, Strich und Unterstrich.
build-error-password = Erlaubt sind 1 bis 64 Zeichen ohne Leerzeichen und Umlaute.
build-error-domain = Das ist keine Domain. Erlaubt sind Buchstaben a bis z, Ziffern und Striche, mit einem Punkt dazwischen.
