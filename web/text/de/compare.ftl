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
