# Was in exportierten Dateien steht. Namen stehen hier wie mitten im Satz.

## Kommentare an Paketen
export-packet = { $does }. Ausgelöst durch Eintrag { $root }, { $time }: { $cause }
export-packet-asks = Bittet um eine Verbindung (Eintrag { $entry })
export-packet-asks-again = Niemand hat geantwortet, also noch einmal: Wiederholung { $times } (Eintrag { $entry })
export-packet-accepts = Nimmt die Verbindung an (Eintrag { $entry })
export-packet-confirms = Hat gehört, dass die Verbindung steht (Eintrag { $entry })
export-packet-says = Sagt etwas (Eintrag { $entry })
export-packet-shakes-hands = Handschlag für TLS (Eintrag { $entry })
export-packet-acknowledges = Meldet, dass die Oktette angekommen sind (Eintrag { $entry })
export-packet-closes = Sagt nichts mehr (Eintrag { $entry })
export-packet-resets = Hier gibt es keine Verbindung, oder keine mehr (Eintrag { $entry })
export-packet-question = Fragt die Nameserver (Eintrag { $entry })
export-packet-answer = Die Nameserver antworten (Eintrag { $entry })

## Was mit Verbindungen geschieht
export-connection = { $client } → { $server }, { $service }, Port { $port }
export-tls = TLS: ab hier können nur die beiden Enden mitlesen
export-tls-failed = TLS kommt nicht zustande: { $why }
export-lost-refused = Verbindung abgelehnt: dort lauscht niemand
export-lost-no-answer = niemand antwortet
export-lost-cut = die Verbindung reißt ab
export-lost-reset = die Verbindung ist weg: der Rechner am anderen Ende ist ausgefallen
export-name-servers = Nameserver

## Mitschrift
export-transcript-key = C: was der Client sagt, S: was der Server sagt; * nur die beiden Enden konnten mitlesen (TLS)
export-more-lines =
    { $count ->
        [one] noch 1 Zeile
       *[other] noch { $count } Zeilen
    }
export-lines-left-out =
    { $count ->
        [one] Hier fehlt 1 Zeile.
       *[other] Hier fehlen { $count } Zeilen.
    }

## Diagramme
export-diagram-long =
    Ein Sequenzdiagramm mit { $steps } Schritten zwischen { $participants }, von { $from } bis { $until }. Pfeile sind Zeilen der Protokolle, Kästen
    sagen, was Leute tun und was sich ändert.
export-left-out =
    { $count ->
        [one] hier fehlt noch 1 Schritt
       *[other] hier fehlen noch { $count } Schritte
    }
export-legend-tap = jemand tut etwas
export-legend-disk = Änderungen auf der Platte des Servers
export-legend-shows = was ein Gerät zeigt
export-legend-tls = nur die beiden Enden können mitlesen (TLS)
export-legend-look-up = Fragen an die Nameserver

## Bericht
export-report = Bericht: { $title }
export-report-when = Virtuelle Zeit: von { $from } bis { $until }.
export-report-people = Wer dabei ist
export-report-device = Gerät
export-report-protocol = Protokoll
export-report-setting = Einstellung der Mail-App
export-report-deeds = Was getan wurde
export-report-mails = Was am Ende alle haben
export-report-mail = Mail
export-report-server = Server
export-report-reasons = Warum das nicht überall gleich ist
export-report-wires = Was gesagt wurde
export-report-time = Zeit
export-report-line = Zeile
export-report-means = was das heißt
