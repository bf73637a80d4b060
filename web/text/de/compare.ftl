# Welten nebeneinander, und was etwas kostet.

## Welten
world-as-is = so, wie es ist
world-imap = IMAP
world-pop3-leave = POP3, lässt auf dem Server
world-pop3-remove = POP3, löscht beim Abholen
world-pop3-remove-when-deleted = POP3, löscht mit
world-other = { $name }

## Was sie zeigen
compare-begin = Die Geräte werden eingeschaltet.
compare-none = nicht da
compare-copy = { $folder }: { $state }{ $keywords }
compare-both = { $before } + { $last }
compare-not-there = In dieser Welt hat es die Mail nie gegeben.
compare-parts = In Schritt { $step } trennen sich die Welten, um { $time }: { $holder }, „{ $subject }“.

## Wessen Kosten
holder-all = alle Verbindungen
holder-named = { $name }

## Kosten
measured-octets =
    { $count ->
        [one] 1 Byte
       *[other] { $count } Byte
    }
measured-octets-received =
    { $count ->
        [one] 1 Byte empfangen
       *[other] { $count } Byte empfangen
    }
measured-octets-sent =
    { $count ->
        [one] 1 Byte gesendet
       *[other] { $count } Byte gesendet
    }
measured-octets-carried =
    { $count ->
        [one] 1 Byte auf der Leitung
       *[other] { $count } Byte auf der Leitung
    }
measured-round-trips =
    { $count ->
        [one] 1 Hin- und Rückweg
       *[other] { $count } Hin- und Rückwege
    }
measured-connections =
    { $count ->
        [one] 1 Verbindung
       *[other] { $count } Verbindungen
    }
measured-milliseconds = { $count } ms unterwegs
measured-seconds = { $count } s unterwegs
measured-storage =
    { $count ->
        [one] 1 Byte Mail
       *[other] { $count } Byte Mail
    }
measured-mails =
    { $count ->
        [one] 1 Mail
       *[other] { $count } Mails
    }
measured-whole-mails =
    { $count ->
        [one] 1 ganze Mail
       *[other] { $count } ganze Mails
    }

## Welten zur Auswahl
world-pop3-days = POP3, löscht nach { $days } Tagen
world-one = { $device }: { $answer }
world-offline = { $device } ohne Netz um { $time }
world-cut = { $device } getrennt um { $time }
world-down = { $name } gestört um { $time }
side-knob-question-keeps = Was es behält (IMAP)
side-knob-keeps-headers = Nur die Liste; eine Mail, sobald du sie öffnest
side-knob-keeps-days = Die letzten { $days } Tage, ganz
side-knob-keeps-everything = Alles, ganz
side-knob-question-fetches = Was es holt (POP3)
side-knob-fetches-whole = Ganze Mails (RETR)
side-knob-fetches-headers = Erst die Köpfe (TOP)
side-knob-question-sent = Wer Gesendetes ablegt
side-knob-sent-append = Das Gerät
side-knob-sent-provider = Der Anbieter
side-knob-sent-none = Niemand

## Das Formular
side-form = Welche Welten
side-presets = Dieselben Handgriffe:
side-preset-pop3 = wie es ist | POP3
side-preset-two = IMAP | POP3
side-preset-three = IMAP | POP3 lässt da | POP3 löscht
side-own = Welten selbst wählen
side-world = Welt { $number }
side-kind = Was anders ist
side-kind-as-is = Nichts: so, wie es ist
side-kind-one = Ein Gerät ist anders eingestellt …
side-kind-offline = Ein Gerät ist bei einem Handgriff ohne Netz …
side-kind-cut = Einem Gerät reißt die Verbindung ab …
side-kind-down = Ein Server ist gestört …
side-device = Gerät
side-setting = Einstellung
side-server = Server
side-when = Wann
side-at-act = { $time }: { $act }
side-add = Noch eine Welt
side-remove = { $world } weglassen
side-then = Nach dem letzten Handgriff
side-minutes =
    { $minutes ->
        [0] vergeht keine Zeit mehr
        [one] vergeht noch 1 Minute
        [1440] vergeht noch ein Tag
       *[other] vergehen noch { $minutes } Minuten
    }

## Während gerechnet wird
side-working = Die Welten laufen …
side-progress = Die Welten laufen: Schritt { $done } von { $all }

## Der Satz
side-sentence = Wo sich die Welten trennen
side-never-part = Bis hierher sind die Welten überall gleich: Kein Gerät und kein Server zeigt etwas anderes.
side-alike-so-far = Bis hierher sind alle Welten gleich; in Schritt { $step } trennen sie sich.
side-parts = Hier trennen sich die Welten zuerst: [[{ $holder }, „{ $subject }“]] – { $first }: { $one }; { $second }: { $other }.
side-parts-many = Hier trennen sich die Welten zuerst: [[{ $holder }, „{ $subject }“]].
side-to-first = Dorthin, wo sie sich trennen

## Die Handgriffe
side-taps = Dieselben Handgriffe
side-differ-now =
    { $count ->
        [0] Gerade sind alle { $all } Stellen gleich.
       *[other] Stufen: Stellen, die abweichen, gerade { $count } von { $all }.
    }
side-differ =
    { $count ->
        [one] 1 Stelle weicht ab
       *[other] { $count } Stellen weichen ab
    }
side-first-here = hier trennen sich die Welten zuerst

## Die Tabelle
side-table = Wer hat was?
side-only-differences = Nur, wo sie abweichen
side-holders-alike =
    { $count ->
        [one] 1 Ort ist in allen Welten gleich und fehlt hier.
       *[other] { $count } Orte sind in allen Welten gleich und fehlen hier.
    }
side-mail = Nachricht
side-holder = Wo
side-none = Hier weicht nichts ab.
side-differs = weicht ab
side-same = gleich
side-never = keine Kopie
side-in-folder = { $folder }: { $state }
side-server-holds = wirklich auf der Platte
side-about-imap = ein Postfach; es liegt auf dem Server
side-about-pop3 = viele Kopien; jedes Gerät hat eigene
side-about-both = jedes Gerät liest auf seine Weise

## Warum
side-why-differ = Warum weicht das ab: { $holder }, „{ $subject }“?
side-why-same = Warum ist das gleich: { $holder }, „{ $subject }“?
side-at-step = Am Ende von Schritt { $step }.
side-talk = In Schritt { $step } gesagt: { $device } und der Server
side-nothing-said = In diesem Schritt wurde nichts gesagt.
side-lines-more =
    { $n ->
        [one] … und 1 weitere Zeile
       *[other] … und { $n } weitere Zeilen
    }
side-to-server = an den Server
side-to-device = an das Gerät

## Kosten
side-costs = Was es gekostet hat
side-costs-until = Vom Anfang bis zum Ende von Schritt { $step }.
side-plot-octets = Byte im Protokoll
side-plot-round-trips = Hin- und Rückwege
side-plot-connections = Verbindungen
side-plot-seconds = Zeit unterwegs
side-plot-storage = Aufbewahrte Mail

## Was getan wurde, in wenigen Worten
side-act-switched-on = die Geräte gehen an
side-act-none = Zeit vergeht
side-act-online = hat wieder Netz
side-act-offline = verliert das Netz
side-act-arrives =
    { $count ->
        [one] eine Nachricht kommt an
       *[other] { $count } Nachrichten kommen an
    }
side-act-host-up = ein Server ist wieder da
side-act-host-down = ein Server fällt aus
side-act-cut = eine Verbindung reißt ab
side-act-device = ein Gerät mehr
side-act-device-gone = wird weggenommen
side-act-account = ein Konto mehr
side-act-provider = ein Anbieter mehr
side-act-listener = jemand kommt an eine Leitung oder geht
side-act-link = hat eine andere Leitung
side-act-renumber = ein Postfach wird neu nummeriert
side-act-terminal = jemand tippt an einer Konsole
side-act-open = öffnet „{ $subject }“
side-act-read = vermerkt „{ $subject }“ als gelesen
side-act-unread = vermerkt „{ $subject }“ als ungelesen
side-act-flag = markiert „{ $subject }“
side-act-unflag = nimmt „{ $subject }“ die Markierung
side-act-move = legt „{ $subject }“ ab: { $folder }
side-act-delete = löscht „{ $subject }“
side-act-reply = antwortet auf „{ $subject }“
side-act-keyword = gibt „{ $subject }“ das Stichwort { $keyword }
side-act-open-folder = schaut in { $folder }
side-act-check = holt Mail
side-act-send = schickt „{ $subject }“
side-act-draft = behält den Entwurf „{ $subject }“
side-act-folders = ändert die Ordner
side-act-empty-trash = leert den Papierkorb
side-act-search = sucht „{ $word }“
side-act-reinstall = richtet die App neu ein
side-act-configure = ändert eine Einstellung

## Falsche Regeln
ghosts = Lass deinen Irrtum laufen
ghosts-about = Nimm eine Regel, an die du glaubst. Die Welt auf dem Tisch zeigt, wo sie zuerst bricht.
ghosts-open = Regeln zeigen
ghosts-close = Regeln ausblenden
ghosts-rules = Regeln, an die man glaubt
ghosts-watching = Die Welt wird beobachtet …
ghosts-choose = Nimm eine Regel.
ghost-parts-at = bricht um { $time }
ghost-holds-so-far = bisher nicht widerlegt
ghost-nothing-contradicts = In dieser Welt widerspricht dieser Regel bisher nichts. Mach weiter und schau noch einmal.
ghost-why = Warum?
ghost-led = Was dazu führte (eine Zeile führt dorthin):
ghost-jump = Zur Bühne um { $time }
ghost-rule-pop3-always-deletes = „POP3 löscht die Mail immer vom Server.“
ghost-rule-pop3-works-with-one-device = „POP3 geht nur mit einem einzigen Gerät.“
ghost-rule-dele-works-at-once = „DELE entfernt eine Mail sofort.“
ghost-rule-deleting-moves-to-trash-everywhere = „Gelöschtes liegt im Papierkorb, auf jedem Gerät.“
ghost-rule-imap-is-instant = „Mit IMAP wissen alle Geräte alles sofort.“
ghost-rule-imap-needs-the-network = „Mit IMAP gibt es ohne Netz nichts zu lesen.“
ghost-rule-read-belongs-to-the-mail = „Gelesen oder ungelesen gehört zur Mail.“
ghost-rule-sent-is-part-of-imap = „Der Ordner Gesendet füllt sich von selbst.“
ghost-rule-mail-goes-straight-to-the-computer = „Mail geht direkt zum anderen Computer, und der muss an sein.“
ghost-rule-folders-sync-because-it-is-email = „Ordner sind überall gleich.“
ghost-rule-tls-means-nobody-reads = „Mit TLS kann niemand mitlesen.“
ghost-rule-message-three-is-message-three = „Nachricht 3 bleibt Nachricht 3.“
