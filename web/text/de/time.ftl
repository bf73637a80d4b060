# Zeit: Zeitleiste, Schritte, andere Wege, benannte Momente, Ketten von Ursachen.

## Warum
why = Warum?
why-settings = Einstellung ändern
why-nothing = Nichts, was geschehen ist, führt hierher.
why-way = Vom Anfang bis hierher
why-go = Zu diesem Moment
why-later = (später als jetzt)
ask-line = Warum wurde diese Zeile gesendet?
ask-entry = Wie kam es dazu?
ask-no-subject = diese Nachricht
ask-subject = „{ $subject }“
ask-pending = Warum ist { $subject } noch nicht bestätigt? ({ $device })
ask-still-there = Warum hat { $device } { $subject } immer noch?
ask-never = Warum hat { $device } { $subject } nicht?
ask-gone-here = Warum hat { $device } { $subject } nicht mehr?
ask-gone = Warum hat { $device } { $subject } nicht mehr?
ask-state =
    Warum zeigt { $device } { $subject } { $still ->
        [yes] noch als
       *[no] als
    } { $state }?
ask-place =
    Warum zeigt { $device } { $subject } { $still ->
        [yes] noch immer
       *[no] {""}
    } { $state }?

## Schritte
whole-back = Zurück vor den letzten Handgriff oder Termin
whole-forward = Weiter: der nächste Handgriff oder Termin mit allem, was daraus folgt
undo-group = Rückgängig und Liste
undo = Rückgängig
redo = Wieder
events = Alles, was geschah
events-open = Liste der Ereignisse
events-short = Liste
key-shift-page = Umschalt + Bild ab, Bild auf
key-whole = ein ganzer Schritt: der nächste Handgriff oder Termin mit allem, was folgt, und zurück
key-undo = Strg + Z, Strg + Y
key-undo-what = rückgängig, wiederholen
same-taps = Dasselbe mit POP3

## Die Spur
lane-others = { $count } andere
lane-name-server = Namensserver
lane-left = verlassen
mark-fault = Störung

## Andere Wege und Momente
ways = Wege und Momente
ways-short = Wege
moments = Momente
other-ways = Andere Wege
moment-name = Ein Name für { $time }
moment-keep = Moment benennen
moment-forget = „{ $name }“ vergessen
moment-too-many = Es gibt schon 100 benannte Momente. Vergiss zuerst einen.
way-fork = Ab hier anders
way-kept = Was vorher folgte, bleibt als anderer Weg.
way-back = Dorthin zurück
way-from =
    zweigt um { $time } ab{ $taps ->
        [0] {""}
        [one] , 1 Handgriff
       *[other] , { $taps } Handgriffe
    }
way-named =
    { $name } (zweigt um { $time } ab{ $taps ->
        [0] {""}
        [one] , 1 Handgriff
       *[other] , { $taps } Handgriffe
    })

## Was zu hören ist
heard-cells =
    { $n ->
        [one] 1 Zelle geändert.
       *[other] { $n } Zellen geändert.
    }
heard-line = Zeile: { $line }
voice = Ein Screenreader hört:
voice-sentence = den Satz
voice-cells = den Satz und wie viele Zellen sich geändert haben
voice-lines = auch jede gesendete Zeile
