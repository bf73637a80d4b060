# Knöpfe, Überschriften, Beschriftungen und Hilfe: was die Seite selbst sagt. Was die Welt erzählt, steht in story.ftl.

page-title = Mailscope: sehen, was IMAP und POP3 tun
page-heading = Mailscope: Wer weiß was über die Mails?
no-desk = Dieses Szenario kann nicht beginnen
dismiss = Schließen

## Kopfzeile
switch-language = Language: English
theme-auto = Farben: wie im System
theme-light = Farben: hell
theme-dark = Farben: dunkel
help-open = Hilfe und Tasten
views = Ansichten
view-stage = Bühne
view-compare = Vergleich
view-wire = Leitung
view-inside = Einblick
panel-close = Seitenfeld schließen

## Der Satz
narration = Was gerade geschah
narration-why = Warum?

## Die Welt draußen
world = Die Welt draußen
world-arrive = Nachricht eintreffen lassen
world-left = { $n ->
    [0] Keine Nachricht wartet mehr.
    [one] 1 Nachricht wartet.
   *[other] { $n } Nachrichten warten.
}
world-open = Eigene Mail öffnen
world-private = .eml oder .mbox. Deine Dateien bleiben in diesem Browser.

## Eigene Mail lesen
import = Deine eigene Mail
import-drop = Lass .eml-, .mbox- oder .mailscope-Dateien hier los. Sie bleiben in diesem Browser.
import-reading = { $name } wird gelesen …
import-problems = { $n ->
    [one] 1 Nachricht war nicht lesbar:
   *[other] { $n } Nachrichten waren nicht lesbar:
}
import-too-large = { $name } ist größer als 256 MB und wurde nicht geöffnet.
import-unreadable = { $name } konnte der Browser nicht lesen.

## Geräte
stage = Bühne
stage-picker = Gerät in deiner Hand
device-take = In die Hand nehmen
device-in-hand = in deiner Hand
device-network = Netz: { $device }
device-online = online
device-offline = offline
age-live = Kennt den Stand von jetzt
age-live-short = live
age-never = Hat den Server noch nie gefragt
age-never-short = nie gefragt
age-as-of = Stand { $time } · { $minutes ->
    [0] gerade eben
    [one] 1 min alt
   *[other] { $minutes } min alt
}
age-as-of-short = Stand { $time }
age-own-copies = eigene Kopien
age-queued = { $n ->
    [one] 1 Änderung wartet
   *[other] { $n } Änderungen warten
}

## Mail-App
folder = Ordner
folders = Ordner
folder-unread = { $n } ungelesen
check-mail = Abrufen
mails = Nachrichten
mails-none = Keine Nachrichten
mail-no-subject = (kein Betreff)
mail-read = gelesen
mail-unread = ungelesen
mail-flagged = markiert
mail-marked = zum Entfernen vorgemerkt
mail-pending = noch nicht bestätigt
open-mail = Geöffnete Nachricht
open-text = Text der Nachricht
open-back = Zurück zur Liste
open-enlarge = Nur die Nachricht zeigen
open-not-fetched = Der Text ist noch nicht abgeholt.
open-attachments = Anhänge
actions = Mit dieser Nachricht
action-read = Gelesen
action-unread = Ungelesen
action-flag = Markieren
action-unflag = Aufheben
action-move = Ablegen
action-move-to = Ablegen in
action-delete = Löschen

## Einstellungen der Mail-App
plug = { $device }: { $protocol }, { $policy }. Einstellungen ändern
policy = Einstellungen der Mail-App: { $device }
policy-not-a-rule = Das ist eine Einstellung der Mail-App, keine Regel von { $protocol }.
policy-connection = Verbindung:
policy-kept = { $size } auf diesem Gerät

## Server
server-disk = wirklich auf der Platte
server-disk-of = Was wirklich auf der Platte des Servers liegt
server-subject = Betreff
server-messages = { $n ->
    [one] 1 Nachricht
   *[other] { $n } Nachrichten
}
server-older = … und { $n } ältere
server-empty = Postfächer ohne Nachricht
server-more = Mehr zeigen
server-locked = Maildrop gesperrt
server-locked-title = Immer nur ein POP3-Besuch zur Zeit
server-doors = Ports
door-open = eine Sitzung ist offen
door-shut = keine Sitzung

## Leitungen
lane = Verbindungen
wire = { $device } und { $to }: { $protocol }
wire-open = verbunden
wire-offline = offline
wire-resting = nicht verbunden
wire-until = still bis { $time }

## Wer weiß was
matrix = Wer weiß was?
matrix-server = Server
matrix-original = das Original
matrix-none = Es gibt keine Nachrichten.
cell-why = Warum ist das so?
pending-on-its-way = unterwegs
pending-waits = wartet aufs Netz
kind-original = das Original
kind-same = wie auf dem Server
kind-stale = veraltet
kind-never = hier unbekannt
kind-pending = noch nicht bestätigt
kind-own = eigene Kopie
kind-gone = nicht mehr da

## Zeit
time = Zeit
time-moment = Zeitpunkt
time-next = Als Nächstes: { $time }
time-nothing-next = Nichts ist geplant.
time-busy = Moment …
transport = Abspielen
play = Abspielen
pause = Pause
step-back = Einen Schritt zurück
step-forward = Einen Schritt vor
speed = Tempo
speed-at-once = sofort
legend-cells = Zeichen der Tabelle
legend-marks = Zeichen der Zeitleiste
mark-tap = Handgriff
mark-changed = hier geändert
mark-planned = geplant

## Mitschrift
log = Auf der Leitung
log-none = Noch wurde nichts gesagt.
log-older = { $n ->
    [one] 1 ältere Zeile
   *[other] { $n } ältere Zeilen
}
log-more = … noch { $size }
log-to-server = { $device } an Server
log-to-device = Server an { $device }

octets = { $n ->
    [one] 1 Byte
   *[other] { $n } Byte
}
octets-kilo = { $n } kB
octets-mega = { $n } MB

## Hilfe
help = Hilfe
help-close = Schließen
help-what = Auf dieser Seite laufen Mailserver und Mail-Apps. Sie sprechen echtes IMAP, POP3 und SMTP miteinander, Byte für Byte; nur das Netz dazwischen ist nachgebildet.
help-how = Nimm ein Gerät in die Hand, tippe eine Nachricht an und sieh, wer davon erfährt. Drücke eine Zelle der Tabelle, und sie erklärt, warum sie so ist.
help-signs = Was die Zeichen bedeuten
help-keys = Tasten
help-single-keys = Einzelne Tasten („.“, „B“ und „?“) sind Kürzel
help-private-name = Deine eigene Mail
help-private = Dateien, die du öffnest, liest nur diese Seite; gesendet wird nichts. Damit ein geschlossener Tab nichts kostet, hebt dieser Browser deine Arbeit für den nächsten Besuch auf, und geöffnete Mail gehört dazu. Sie steckt auch in jedem Link und jeder Datei, die du hier sicherst. Wenn du die Daten dieser Seite im Browser löschst, ist alles weg.
key-space = Leertaste, Bild ab
key-forward = einen Schritt vor, wenn kein Knopf den Fokus hat
key-shift-space = Umschalt + Leertaste, Bild auf
key-back = einen Schritt zurück
key-play = abspielen oder anhalten
key-help = diese Hilfe
key-arrows = Pfeile
key-move = in einer Liste oder der Tabelle wandern
key-escape = Esc
key-close = schließt, was offen ist
