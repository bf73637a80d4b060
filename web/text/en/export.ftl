# What stands in exported files. Names stand here as in the middle of a sentence.

## Comments on packets
export-packet = { $does }. Caused by entry { $root }, { $time }: { $cause }
export-packet-asks = Asks for a connection (entry { $entry })
export-packet-asks-again = Nobody has answered, so it asks again, time { $times } (entry { $entry })
export-packet-accepts = Takes the connection (entry { $entry })
export-packet-confirms = Has heard that the connection stands (entry { $entry })
export-packet-says = Says something (entry { $entry })
export-packet-shakes-hands = Shakes hands for TLS (entry { $entry })
export-packet-acknowledges = Tells that the octets have come (entry { $entry })
export-packet-closes = Says nothing more (entry { $entry })
export-packet-resets = There is no connection, or none any more (entry { $entry })
export-packet-question = Asks the name servers (entry { $entry })
export-packet-answer = The name servers answer (entry { $entry })

## What happens to connections
export-connection = { $client } → { $server }, { $service }, port { $port }
export-tls = TLS: from here on only the two ends can read
export-tls-failed = TLS comes to nothing: { $why }
export-lost-refused = connection refused: nothing listens there
export-lost-no-answer = nobody answers
export-lost-cut = the connection is cut
export-lost-reset = the connection is gone: the host at the other end has stopped
export-name-servers = name servers

## Transcript
export-transcript-key = C: what the client says, S: what the server says; * only the two ends could read it (TLS)
export-more-lines =
    { $count ->
        [one] 1 more line
       *[other] { $count } more lines
    }
export-lines-left-out =
    { $count ->
        [one] 1 line is left out here.
       *[other] { $count } lines are left out here.
    }

## Diagrams
export-diagram-long =
    A sequence diagram of { $steps } steps between { $participants }, from { $from } to { $until }. Arrows are lines of the protocols, boxes are what
    people do and what changes.
export-left-out =
    { $count ->
        [one] 1 more step is left out here
       *[other] { $count } more steps are left out here
    }
export-legend-tap = somebody does something
export-legend-disk = changes on the server’s disk
export-legend-shows = what a device shows
export-legend-tls = only the two ends can read it (TLS)
export-legend-look-up = questions to the name servers

## Report
export-report = report: { $title }
export-report-when = Virtual time: from { $from } to { $until }.
export-report-people = Who takes part
export-report-device = device
export-report-protocol = protocol
export-report-setting = setting of the mail app
export-report-deeds = What was done
export-report-mails = What everybody has at the end
export-report-mail = mail
export-report-server = server
export-report-reasons = Why that is not the same everywhere
export-report-wires = What was said
export-report-time = time
export-report-line = line
export-report-means = what that means
