# Was die Welt erzählt: Namen, Zellen, Gründe, die Erzählzeile. Was zwischen [[ und ]] steht, wird markiert.
# Den ersten Buchstaben eines Satzes schreibt die Oberfläche groß; Namen stehen hier wie mitten im Satz.

## Namen
server = Server
device-laptop =
    Laptop{ $number ->
        [0] {""}
       *[other] {" "}{ $number }
    }
device-phone =
    Handy{ $number ->
        [0] {""}
       *[other] {" "}{ $number }
    }
device-tablet =
    Tablet{ $number ->
        [0] {""}
       *[other] {" "}{ $number }
    }
device-webmail =
    Webmail{ $number ->
        [0] {""}
       *[other] {" "}{ $number }
    }
device-unknown = Gerät
the-server = der Server
the-server-of = der Server von { $name }
the-name-server = der Namensserver
the-device-named = { $name }
the-laptop =
    der Laptop{ $number ->
        [0] {""}
       *[other] {" "}{ $number }
    }
the-phone =
    das Handy{ $number ->
        [0] {""}
       *[other] {" "}{ $number }
    }
the-tablet =
    das Tablet{ $number ->
        [0] {""}
       *[other] {" "}{ $number }
    }
the-terminal = das Terminal { $name }
the-webmail =
    die Webseite{ $number ->
        [0] {""}
       *[other] {" "}{ $number }
    }
the-device = das Gerät
names-none = niemand
names-and = { $before } und { $last }
folder-inbox = Eingang
folder-drafts = Entwürfe
folder-outbox = Postausgang
folder-sent = Gesendet
folder-trash = Papierkorb
folder-junk = Spam
folder-archive = Archiv
folder-other = { $name }

## Zellen der Tabelle
cell-state =
    { $read ->
        [yes] gelesen
       *[no] ungelesen
    }{ $flagged ->
        [yes] , markiert
       *[no] {""}
    }{ $marked ->
        [yes] , zum Entfernen vorgemerkt
       *[no] {""}
    }
cell-still =
    noch { $read ->
        [yes] gelesen
       *[no] ungelesen
    }{ $flagged ->
        [yes] , markiert
       *[no] {""}
    }{ $marked ->
        [yes] , zum Entfernen vorgemerkt
       *[no] {""}
    }
cell-in-folder = im Ordner { $folder }
cell-still-in = noch im Ordner { $folder }
cell-removed = entfernt
cell-gone = weg
cell-never = nie gesehen
cell-not-looked = { $folder } nie geöffnet
cell-gone-here = hier gelöscht
cell-moved-away = weg, jetzt in { $folder }

## Einstellungen der Mail-App
policy-question-protocol = Mail lesen über
policy-question-check = Nach Änderungen sehen
policy-question-delete = „Löschen“ bedeutet
policy-question-after = Das Original auf dem Server
policy-protocol-imap = IMAP
policy-protocol-pop3 = POP3
policy-protocol-webmail = Die Webseite des Anbieters
policy-check-idle = Verbunden bleiben, der Server darf rufen (IDLE)
policy-check-every = Alle { $minutes } Minuten fragen
policy-check-manual = Nur wenn du „Abrufen“ tippst
policy-delete-trash = In den Papierkorb legen
policy-delete-mark = Nur als gelöscht vormerken
policy-delete-expunge = Vormerken und sofort entfernen
policy-after-leave = Dort lassen
policy-after-deleted = Entfernen, wenn du die Mail hier löschst
policy-after-once = Gleich nach dem Abholen entfernen
policy-short-idle = Server darf rufen (IDLE)
policy-short-every = fragt alle { $minutes } min
policy-short-manual = fragt, wenn du tippst
policy-short-page = zeigt, was zuletzt geladen wurde
policy-short-page-every = lädt sich alle { $minutes } Minuten neu
policy-short-leave = lässt Mail auf dem Server
policy-short-deleted = entfernt, was du löschst
policy-short-days = entfernt nach { $days ->
        [one] einem Tag
       *[other] { $days } Tagen
    }
policy-short-once = entfernt nach dem Abholen
policy-brief-idle = Server ruft
policy-brief-every = alle { $minutes } min
policy-brief-manual = auf Wunsch
policy-brief-leave = lässt Mail dort
policy-brief-deleted = löscht dort mit
policy-brief-days = lässt sie { $days ->
        [one] einen Tag
       *[other] { $days } Tage
    }
policy-brief-once = holt und entfernt

## Termine
reason-planned = das Szenario geht weiter
reason-poll = die Mail-App fragt alle paar Minuten
reason-smtp-greeting = der Server hat fünf Minuten lang nicht gegrüßt
reason-smtp-command = der Server hat fünf Minuten lang nicht auf einen Befehl geantwortet
reason-smtp-data = der Server hat zwei Minuten lang nicht nach der Mail gefragt
reason-smtp-end-of-data = der Server hat die Mail zehn Minuten lang nicht bestätigt
reason-send-again = es ist Zeit für einen neuen Versuch zu senden
reason-idle-renewal = IDLE wird erneuert, bevor dem Server die Geduld ausgeht
reason-reconnect = ein neuer Versuch, sich zu verbinden
reason-silent = die Mail-App gibt einen stummen Server auf
reason-dns = wer auf die Namensserver wartet, fragt noch einmal oder gibt auf
reason-autologout = der Server beendet stille Verbindungen
reason-queue-new = eine neue Mail liegt in der Warteschlange
reason-queue-retry = es ist Zeit für den nächsten Zustellversuch
reason-queue-interrupted = ein Zustellversuch wurde unterbrochen und beginnt von vorn
reason-more-commands = es liegen noch Befehle da, die in einem Zug zu viel gewesen wären
reason-other = { $reason }

## Die Erzählzeile
say-begin = Alles ist bereit. [[Tu etwas]] mit einer Mail-App und sieh, wer davon erfährt.
say-switched-on = { $device } wird [[eingeschaltet]].
say-delivered =
    { $count ->
        [one] [[Eine Nachricht kommt]]
       *[other] [[{ $count } Nachrichten kommen]]
    } beim Server an; noch weiß kein Gerät davon.
say-online = { $device } [[hat wieder Netz]].
say-offline = { $device } [[verliert das Netz]] und kennt ab jetzt nur, was schon da ist.
say-cut = [[Die Verbindung wird gekappt]]; { $device } und der Server merken es.
say-host-up = { $host } [[läuft]].
say-host-down = { $host } [[schweigt]]: Wer dort anruft, wartet auf eine Antwort.
say-host-refuses = { $host } [[nimmt keine Anrufe an]]: Der Dienst läuft nicht.
say-host-cuts = { $host } [[verliert jede Verbindung]] nach { $octets } Byte.
say-host-slow = { $host } [[wird langsam]]: { $rate } Byte pro Sekunde.
say-new-device = [[Jemand richtet ein neues Gerät ein]]: { $kind }. Es weiß noch nichts.
say-link = { $device } bekommt [[eine andere Leitung]]: { $latency } ms pro Richtung{ $rate ->
        [0] {""}
       *[other] , { $rate } Byte pro Sekunde
    }.
say-renumber = Der Ordner { $name } von { $user } [[kommt aus einer Sicherung zurück]], die seine Nummern nicht bewahrt hat.
say-new-terminal = [[Ein neues Terminal]]: { $name }.
say-dial = { $device } [[ruft { $host } an]], Dienst { $service }.
say-type = [[{ $line }]] tippt jemand: { $device }.
say-hang-up = [[Jemand legt auf]]: { $device }.
say-device-gone = [[Jemand schaltet ein Gerät aus und nimmt es weg]]: { $device }. Was nur dort war, ist weg.
say-new-account = [[Ein neues Konto]]: { $address }. Das Postfach ist leer.
say-new-provider = [[Ein neuer Anbieter]]: { $name }. Die Nameserver wissen, wo er ist.
say-listener = { $name } [[sitzt auf der Leitung]] und liest alles mit, was nicht verschlüsselt ist.
say-listener-strips = { $name } [[sitzt auf der Leitung]] und macht das Angebot von TLS unleserlich.
say-listener-false = { $name } [[sitzt auf der Leitung]] und zeigt ein Zertifikat, für das niemand bürgt.
say-listener-gone = { $name } [[verlässt die Leitung]]; was jetzt verbunden ist, hört er bis zum Ende mit.
tail-not-yet = der Server weiß noch nichts davon
tail-never = der Server erfährt davon nichts
tail-next-visit = der Server erfährt es beim nächsten Besuch
say-tap-open = { $device }: Du öffnest „{ $subject }“; [[{ $tail }]].
say-tap-read = { $device }: Du markierst „{ $subject }“ als gelesen; [[{ $tail }]].
say-tap-unread = { $device }: Du markierst „{ $subject }“ als ungelesen; [[{ $tail }]].
say-tap-flag = { $device }: Du setzt eine Markierung auf „{ $subject }“; [[{ $tail }]].
say-tap-unflag = { $device }: Du nimmst die Markierung von „{ $subject }“; [[{ $tail }]].
say-tap-move = { $device }: Du legst „{ $subject }“ in { $folder } ab; [[{ $tail }]].
say-tap-delete = { $device }: Du drückst Löschen für „{ $subject }“; [[{ $tail }]].
say-tap-send = { $device }: Du schickst „{ $subject }“ ab; [[erst einmal liegt die Mail im Postausgang]].
say-tap-reply = { $device }: Du antwortest auf „{ $subject }“; [[erst einmal liegt die Antwort im Postausgang]].
say-tap-save-draft = { $device }: Du legst „{ $subject }“ beiseite – [[das ist jetzt ein Entwurf]].
say-tap-keyword = { $device }: Du gibst „{ $subject }“ das Schlagwort { $word }; [[{ $tail }]].
say-tap-no-keyword = { $device }: Du nimmst „{ $subject }“ das Schlagwort { $word } weg; [[{ $tail }]].
say-tap-create-folder = { $device }: Du legst [[den Ordner { $name }]] an.
say-tap-rename-folder = { $device }: Du nennst { $folder } in [[{ $name }]] um.
say-tap-delete-folder = { $device }: Du löschst [[den Ordner { $folder }]] mit allem, was darin liegt.
say-tap-subscribe = { $device }: Du [[abonnierst { $folder }]]. Die Liste der Abos führt der Server, für alle deine Geräte.
say-tap-unsubscribe = { $device }: Du [[bestellst { $folder } ab]]. Der Ordner bleibt; wer nach der Liste geht, zeigt ihn nicht mehr.
say-tap-empty-trash = { $device }: Du [[leerst den Papierkorb]].
say-tap-search-here = { $device }: Du suchst „{ $word }“ [[in dem, was das Gerät selbst hat]].
say-tap-search-server = { $device }: Du suchst „{ $word }“ – [[und zwar der Server für dich]].
say-folder-renamed = { $device }: Der Ordner { $from } [[heißt jetzt { $folder }]].
say-folder-refused = Der Server [[lehnt das mit { $folder } ab]]: { $words } { $device } nimmt es zurück.
say-found =
    Die Suche nach „{ $word }“ in { $folder } findet [[{ $count ->
        [0] nichts
        [one] eine Mail
       *[other] { $count } Mails
    }]]; durchsucht wurde alles.
say-found-here =
    Die Suche nach „{ $word }“ in { $folder } findet [[{ $count ->
        [0] nichts
        [one] eine Mail
       *[other] { $count } Mails
    }]] – in dem, was { $device } hat. Was nie geholt wurde, kann auch niemand finden.
say-tap-folder = { $device }: Du öffnest den Ordner [[{ $folder }]].
say-tap-check = { $device } soll [[nach Mail sehen]].
say-tap-reinstall = { $device }: Du wirfst die Mail-App weg und [[richtest sie neu ein]].
say-tap-configure = { $device }: Du änderst [[eine Einstellung der Mail-App]].
say-woke = { $device } [[wacht auf]]: { $reason }.
say-opened = { $device }: Die [[{ $service }-Verbindung]] steht.
say-closed = { $device }: [[Die Verbindung ist beendet]].
say-sends = { $device } sendet [[{ $line }]].
say-server-answers = Der Server spricht, { $device } hört zu: [[{ $line }]]
say-server-means = Der Server spricht, { $device } hört zu: [[{ $line }]] – { $meaning }.
say-server-refuses = Der Server spricht, { $device } hört zu: [[{ $line }]]. { $why }
say-at-once =
    { $told } { $count ->
        [one] Der nächste Befehl folgt
       *[other] { $count } weitere Befehle folgen
    } sofort, ohne die Antwort abzuwarten.
say-read = { $device } hat es gelesen.
say-state = { $device } ist im Zustand [[{ $state }]].
say-idling = { $device } [[hört zu]]: Ab jetzt darf der Server jederzeit rufen.
say-chose =
    { $device } entscheidet: { $choice ->
        [page-needs-network] nichts geschieht, denn ohne Netz ist die Seite nichts: Der Tipp ist verloren
        [page-tap-lost] nichts weiter, denn die Verbindung ging vor der Antwort verloren: Die Seite versucht es nicht noch einmal
        [page-was-old] neu laden, denn der Server hat nicht mehr, was die Seite dort zeigt
        [page-refused] nichts ändert sich, denn das Programm des Anbieters macht das nicht
        [web-delete-to-trash] „Löschen“ legt die Mail in den Papierkorb: Das ist die Regel des Anbieters
        [web-delete-in-trash] die Mail endgültig entfernen, denn sie lag schon im Papierkorb
        [web-keeps-sent] der Anbieter behält eine Kopie des Gesendeten
        [no-move-so-copy] kopieren, vormerken und entfernen, denn der Server kann kein MOVE
        [expunge-takes-all-marked] alles Vorgemerkte entfernen, denn der Server kann keine Auswahl treffen
        [moved-without-copyuid] die verschobene Mail erst einmal vergessen, denn der Server nennt ihre neue UID nicht
        [no-idle-so-poll] ab und zu fragen, denn der Server bietet kein IDLE
        [idle-renewed] IDLE rechtzeitig erneuern
        [idle-watches-one-mailbox] nur den offenen Ordner beobachten, denn IDLE gilt immer nur für einen
        [qresync-enabled] QRESYNC einschalten, um nur zu hören, was sich inzwischen geändert hat
        [enable-in-vain] ohne QRESYNC auskommen, denn der Server hat es nicht eingeschaltet
        [only-changes-by-qresync] nur nach Änderungen fragen, gleich zusammen mit SELECT
        [only-changes-by-condstore] nur nach geänderten Markierungen und der Liste der Mails fragen
        [nothing-changed] gar nichts fragen, denn seit dem letzten Mal hat sich nichts geändert
        [all-flags-again] noch einmal alle Markierungen holen, denn der Server kann nicht sagen, was neu ist
        [changes-do-not-add-up] alles noch einmal holen, denn die Zahlen passen nicht zusammen
        [pipelined] den nächsten Befehl schicken, ohne zu warten, denn keine Antwort ändert seinen Sinn
        [newest-first-in-batches] die neuesten Mails zuerst holen
        [body-when-opened] den Text einer Mail erst holen, wenn du sie öffnest
        [open-marks-read] was du öffnest, gilt als gelesen
        [delete-moves-to-trash] Löschen heißt: in den Papierkorb legen
        [delete-marks] Löschen heißt: nur vormerken
        [delete-expunges] Löschen heißt: sofort entfernen
        [delete-in-trash-expunges] Löschen im Papierkorb heißt: endgültig entfernen
        [no-trash-so-mark] die Mail nur vormerken, denn es ist kein Papierkorb bekannt
        [change-lost-message-gone] eine Änderung verwerfen, denn die Nachricht gibt es nicht mehr
        [perhaps-done-before-cut] eine Änderung nicht wiederholen, denn die Verbindung riss vor der Antwort ab, und die Mail ist fort: Wahrscheinlich ist es geschehen
        [change-refused] die Änderung zurücknehmen, denn der Server lehnt sie ab
        [queued-while-offline] die Änderung wartet auf das Netz
        [body-refused] die Mail ohne Text zeigen, denn der Server gibt ihn nicht heraus
        [uidvalidity-changed] diesen Ordner vergessen, denn der Server hat ihn neu nummeriert
        [uidvalidity-missing] jedes Mal neu anfangen, denn der Server nennt keine UIDVALIDITY
        [mailbox-refused] den Ordner in Ruhe lassen, denn der Server öffnet ihn nicht
        [synchronisation-refused] beim Bekannten bleiben, denn der Server gibt keine Auskunft
        [check-by-noop] auf der offenen Verbindung mit NOOP fragen
        [logout-after-check] sich bis zum nächsten Mal verabschieden
        [login-disabled] sich nicht anmelden, denn der Server erlaubt es hier nicht
        [login-refused] aufgeben, denn der Server hat das Passwort abgelehnt
        [login-later] sich später noch einmal anmelden
        [server-said-bye] auflegen, denn der Server hat sich verabschiedet
        [server-silent] auflegen, denn der Server bleibt stumm
        [response-ignored] eine Antwort überhören, die keinen Sinn ergibt
        [response-too-long] auflegen, denn eine Antwort nimmt kein Ende
        [connection-lost] es wieder versuchen, denn die Verbindung ist abgerissen
        [start-afresh] mit den neuen Einstellungen von vorn beginnen
        [reinstalled] mit nichts anfangen: was es ab jetzt weiß, hat der Server ihm neu erzählt
        [maildrop-in-use] es später noch einmal versuchen, denn das Postfach ist gerade belegt
        [pop3-cannot-call-so-poll] ab und zu fragen, denn ein POP3-Server kann nicht rufen
        [utf8-mode] den Server bitten, auch Mails mit UTF-8 im Kopf zu schicken, denn sonst behält er sie für sich
        [no-uidl] nichts holen, denn der Server hat keine Kennungen: Es könnte neue Mails nicht von alten unterscheiden
        [no-uidl-so-fetch-all] alles holen, was da ist, denn der Server hat keine Kennungen, und liegen bleibt ohnehin nichts
        [header-by-top] nur den Kopf der Mail holen; der Text kommt, wenn du sie öffnest
        [no-top-so-whole] ganze Mails holen, denn der Server kann Köpfe nicht einzeln ausgeben
        [only-header-so-stays] auf dem Server lassen, wovon es nur den Kopf hat: Sonst hätte niemand den Rest
        [whole-mail-gone] die Mail ohne Text zeigen, denn der Server hat sie nicht mehr
        [removed-after-days] auf dem Server entfernen, was es vor so vielen Tagen geholt hat
        [left-on-server] die Mail auf dem Server lassen
        [removed-after-fetch] entfernen, was abgeholt ist
        [removed-as-deleted-here] auf dem Server entfernen, was du hier gelöscht hast
        [try-again-next-visit] es beim nächsten Besuch wieder versuchen
        [dele-not-confirmed] beim nächsten Mal neu vormerken, denn QUIT wurde nicht bestätigt
        [went-on-in-clear] unverschlüsselt weitermachen, denn der Server bietet kein TLS an und die Einstellungen bestehen nicht darauf: Unterwegs kann jeder mitlesen
        [starttls-not-offered-so-gave-up] aufgeben, denn der Server bietet kein TLS an und die Einstellungen bestehen darauf: So erfährt unterwegs niemand das Passwort
        [starttls-refused-so-gave-up] aufgeben, denn der Server bietet TLS an und weigert sich dann, damit anzufangen
        [tls-failed-so-gave-up] aufgeben, denn der TLS-Handschlag ist misslungen: Vielleicht ist am anderen Ende gar nicht der Server
        [password-not-in-clear] aufgeben, denn der Server nimmt das Passwort nur im Klartext
        [password-proved-not-sent] beweisen, dass es das Passwort kennt, ohne es zu schicken
        [password-sent] das Passwort schicken, denn der Server kennt nichts Besseres
        [helo-instead-of-ehlo] HELO sagen und ohne Erweiterungen auskommen, denn EHLO kennt der Server nicht
        [line-ends-mended] jede Zeile mit CRLF beenden, denn nur das ist bei SMTP ein Zeilenende
        [utf8-not-taken] die Mail nicht an Adressen mit Umlauten und Ähnlichem schicken, denn der Server bietet kein SMTPUTF8
        [eight-bit-not-taken] die Mail nicht schicken, denn solche Bytes nimmt der Server nicht, und Umschreiben könnte eine Signatur zerstören
        [data-in-chunks] die Mail als ein Stück abgezählter Bytes schicken, ohne Endezeichen
        [some-refused-so-the-others] die Mail für alle schicken, die der Server annimmt; um die anderen geht es gesondert
        [lone-dot] eine leere Nachricht schicken, denn der Server will eine und nimmt doch keinen Empfänger an
        [sent-later] es später noch einmal versuchen und jedes Mal länger warten
        [sent-again-maybe-twice] die Mail noch einmal schicken, obwohl der Server sie vielleicht schon hat: Lieber zweimal als nie
        [sending-needs-a-person] auf dich warten, denn der Server lässt es nicht hinein
        [sent-copy-by-append] eine Kopie der gesendeten Mail mit APPEND in den Ordner auf dem Server legen, denn SMTP hebt keine auf
        [sent-copy-here] eine Kopie der gesendeten Mail hier aufheben, denn POP3 kann keine zum Server bringen
        [sent-copy-by-provider] keine Kopie aufheben, denn das macht der Anbieter
        [no-sent-copy] keine Kopie der gesendeten Mail aufheben
        [sent-folder-made] einen Ordner für Gesendetes anlegen, denn auf dem Server gibt es keinen
        [answer-marks] was du beantwortest, gilt als beantwortet
        [sent-copy-refused] die Kopie hier behalten, denn der Server nimmt sie nicht
        [filed-without-appenduid] die Kopie vergessen, bis es dort nachsieht, denn der Server hat ihre UID nicht genannt
        [drafts-folder-made] einen Ordner für Entwürfe anlegen, denn auf dem Server gibt es keinen
        [draft-refused] den Entwurf hier behalten, denn der Server nimmt ihn nicht
        [old-draft-expunged] die alte Fassung entfernen, denn ändern lässt sich eine Nachricht auf dem Server nicht: Die neue liegt daneben
        [draft-on-server] den Entwurf auf dem Server aufheben, damit deine anderen Geräte daran weiterschreiben können
        [draft-here] den Entwurf nur auf diesem Gerät aufheben
        [sent-so-no-draft] den Entwurf entfernen, denn was abgeschickt ist, ist keiner mehr
        [left-before-changed] den Ordner vorher verlassen, denn keine Norm sagt, was in einem Ordner gilt, der seinen Namen verliert
        [folder-refused] das zurücknehmen, denn der Server lehnt es ab
        [new-folder-subscribed] den neuen Ordner auch abonnieren, damit ihn auch Apps zeigen, die nur Abonniertes zeigen
        [subscription-follows] die Liste der Abos nachziehen, denn von selbst tut der Server das nicht
        [folders-asked-at-check] fragen, welche Ordner es jetzt gibt, denn neue meldet niemand: Ordner von anderen Geräten zeigen sich erst beim nächsten Nachsehen
        [status-first] fragen, wie es um die anderen Ordner steht, und nur die öffnen, in denen sich etwas getan hat
        [status-with-list] den Server zusammen mit der Liste sagen lassen, wie es um jeden Ordner steht
        [others-at-renewal] auch nach den anderen Ordnern sehen, denn von denen sagt IDLE nichts
        [folder-gone-so-inbox] den Posteingang zeigen, denn den offenen Ordner gibt es nicht mehr
        [only-subscribed] nur Ordner zeigen, die das Konto abonniert hat
        [lsub-instead] mit LSUB fragen, denn einen neueren Weg zu den Abos kennt der Server nicht
        [only-last-days] nur die Mail der letzten Tage behalten
        [older-leaves-device] ältere Mail loslassen; auf dem Server bleibt sie
        [bodies-in-background] ganze Mails holen, solange sonst nichts zu tun ist, damit du sie auch ohne Netz lesen kannst
        [bodies-stay] die Texte behalten, die schon da sind
        [trash-emptied-as-seen] nur entfernen, was es selbst im Papierkorb zeigt, und nichts, was inzwischen dazukam
        [searched-here] in dem suchen, was es selbst hat
        [searched-by-server] den Server suchen lassen, denn der hat alles
        [search-refused] nichts finden, denn der Server sucht nicht
        [pop3-cannot-search] den Server nicht fragen: POP3 kennt keine Suche, nur das Gerät kann durchsehen, was es hat
        [pop3-has-no-folders] nichts abonnieren: POP3 kennt ein einziges Postfach und keine Ordner
        [folder-stays-as-it-is] den Ordner lassen, wie er ist: Es braucht ihn selbst, oder es gibt schon einen mit diesem Namen
        [local-only] die Änderung bleibt auf dem Gerät: POP3 kann sie dem Server nicht melden
        [greylisted] einen unbekannten Absender später wiederkommen lassen
        [bare-lf-ended-data] ein Zeilenende ohne CR als Ende der Nachricht gelten lassen, obwohl es nach der Norm keines ist
        [eight-bit-undeclared] Zeichen außerhalb von ASCII annehmen, die niemand angekündigt hat, und sie dem nächsten Server ankündigen
        [octets-before-tls-discarded] verwerfen, was unverschlüsselt hinter STARTTLS kam, denn jeder könnte es dort eingefügt haben
        [retry-later] die Mail behalten und es später noch einmal versuchen
        [next-mx] es beim nächsten Mailserver dieser Domain versuchen
        [unreachable-host-left-out] einen Server auslassen, der eben erst nicht zu erreichen war
        [own-place-among-mx] sich selbst und alle dahinter auslassen, sonst liefe die Mail im Kreis
        [given-up-after-days] aufgeben, denn es wurde tagelang versucht
        [sender-warned-of-delay] den Absender warnen, dass es länger dauert
        [nobody-is-told] niemandem Bescheid geben, denn ein Bericht über einen Bericht liefe ewig
        [only-header-returned] im Bericht nur den Kopf der Mail zurückschicken
        [interrupted-attempt-begins-anew] einen unterbrochenen Versuch von vorn beginnen
        [dns-from-cache] niemanden fragen, denn die Antwort von vorhin gilt noch
        [dns-asks-again] noch einmal fragen, denn die Antwort blieb aus
        [dns-gives-up] das Fragen aufgeben, denn niemand antwortet
        [dns-answer-ignored] eine Antwort überhören, nach der niemand gefragt hat
        [dns-too-much-at-once] eine Frage zurückstellen, denn es sind zu viele auf einmal
        [mx-implicit] die Domain selbst als Mailserver nehmen, denn sie nennt keinen
        [mx-is-alias] einen Mailserver auslassen, der nur ein Zweitname ist, denn das ist verboten
        [mx-shuffled] unter gleich guten Mailservern würfeln, damit sich die Last verteilt
        [mx-too-many] nur die besten Mailserver ansehen, denn es sind sehr viele
       *[other] { $choice }
    }.
say-stored-mailbox = Der Server [[legt den Ordner]] { $name } [[an]].
say-stored-mailbox-deleted = Der Server [[löscht den Ordner]] { $name } mit allem, was darin liegt.
say-stored-mailbox-renamed = Der Server [[benennt den Ordner]] { $from } in { $to } [[um]]; die Nachrichten behalten ihre UIDs.
say-stored-renumbered = Der Server [[nummeriert den Ordner]] { $name } [[neu]]: andere UIDVALIDITY, andere UIDs, dieselben Mails.
say-stored-subscribed = Der Server merkt sich: { $name } [[ist abonniert]].
say-stored-unsubscribed = Der Server merkt sich: { $name } [[ist nicht mehr abonniert]].
say-stored-quota = Der Server [[legt fest, wie viel dieses Konto fassen darf]].
say-stored-message = Der Server [[hat „{ $subject }“]] in { $mailbox }.
say-stored-read = Der Server [[vermerkt „{ $subject }“ als gelesen]]; noch weiß es kein anderes Gerät.
say-stored-unread = Der Server [[vermerkt „{ $subject }“ als ungelesen]]; noch weiß es kein anderes Gerät.
say-stored-flagged = Der Server [[markiert „{ $subject }“]]; noch weiß es kein anderes Gerät.
say-stored-unflagged = Der Server [[nimmt die Markierung von „{ $subject }“]]; noch weiß es kein anderes Gerät.
say-stored-marked = Der Server [[merkt „{ $subject }“ als \Deleted vor]]; noch ist es da.
say-stored-flags = Der Server setzt die Flags von „{ $subject }“ auf [[{ $flags }]].
say-stored-moved = Der Server [[nimmt „{ $subject }“ aus { $mailbox }]]; jetzt liegt sie in { $target }.
say-stored-expunged = Der Server [[entfernt „{ $subject }“]] endgültig aus { $mailbox }.
say-stored-locked = Der Server [[sperrt das Postfach]]: Bei POP3 kommt einer nach dem anderen dran.
say-stored-unlocked = Der Server [[gibt das Postfach frei]].
say-shows-many = { $device } zeigt jetzt [[{ $count } neue Mails]].
say-shows-new = { $device } zeigt jetzt [[„{ $subject }“]].
say-shows-read = { $device } zeigt jetzt [[„{ $subject }“ als gelesen]].
say-shows-unread = { $device } zeigt jetzt [[„{ $subject }“ als ungelesen]].
say-shows-flagged = { $device } zeigt jetzt [[die Markierung an „{ $subject }“]].
say-shows-unflagged = { $device } zeigt jetzt [[„{ $subject }“ ohne Markierung]].
say-shows-flags = { $device } hat „{ $subject }“ jetzt mit den Flags [[{ $flags }]].
say-shows-moved = { $device } zeigt „{ $subject }“ jetzt [[im Ordner { $folder }]].
say-shows-vanished = „{ $subject }“ [[verschwindet aus dem Ordner { $folder }]] – { $device } hat gehört, dass die Mail dort weg ist.
say-body-fetched = { $device } hat [[den ganzen Text]] von „{ $subject }“ geholt.
say-settled = Der Server hat es bestätigt – { $device } und der Server [[sind sich über „{ $subject }“ einig]].
say-sent = { $device } hat [[„{ $subject }“ abgegeben]]: Um die Zustellung kümmern sich jetzt die Server.
say-send-refused = Der Server [[nimmt „{ $subject }“ für { $recipients } nicht an]]: { $words }
say-not-sent-yet = { $device } konnte [[„{ $subject }“ nicht abgeben]] und behält die Mail im Postausgang: { $words }
say-conflict = { $device } merkt, dass zwei Geräte Verschiedenes getan haben: [[{ $what }]]
conflict-moved-here-gone-there = Du hast „{ $subject }“ hier in { $to } verschoben, aber da war die Mail schon nicht mehr in { $folder }: Jemand war schneller, und dabei bleibt es.
conflict-moved-both = „{ $subject }“ wurde zweimal aus { $folder } verschoben: hier in { $here }, anderswo in { $there }. Wer zuerst kommt, behält recht: Die Mail liegt in { $there }.
conflict-moved-both-alike = „{ $subject }“ wurde zweimal aus { $folder } in { $there } verschoben, hier und anderswo. Beide wollten dasselbe: Die Mail liegt einmal dort.
conflict-changed-here-gone-there = Du hast „{ $subject }“ hier gekennzeichnet, aber da war die Mail schon nicht mehr in { $folder }: Das Kennzeichen geht verloren.
conflict-changed-here-moved-there = Du hast „{ $subject }“ in { $folder } gekennzeichnet, aber anderswo wurde die Mail in { $there } verschoben: Jetzt liegt sie dort, ohne dein Kennzeichen.
conflict-deleted-here-gone-there = Du hast „{ $subject }“ hier gelöscht, und die Mail war ohnehin nicht mehr in { $folder }: Es gab nichts mehr zu tun.
conflict-deleted-here-moved-there = Du hast „{ $subject }“ hier aus { $folder } gelöscht, aber anderswo wurde die Mail vorher in { $there } verschoben: Dort gibt es sie weiter.
conflict-deleted-here-changed-there = Du hast „{ $subject }“ hier aus { $folder } gelöscht, während die Mail anderswo gekennzeichnet wurde: Sie geht trotzdem, denn der Server fragt nicht nach.
conflict-flag-both-sides-read = Ob „{ $subject }“ in { $folder } als gelesen gilt, wurde hier und anderswo geändert: Dieses Gerät hat es dem Server zuletzt gesagt, also gilt das.
conflict-flag-both-sides = Das Flag { $flag } von „{ $subject }“ in { $folder } wurde hier und anderswo geändert: Dieses Gerät hat es dem Server zuletzt gesagt, also gilt das.
conflict-target-gone = Du hast „{ $subject }“ hier in { $to } verschoben, aber den Ordner gibt es nicht mehr: Die Mail ist zurück in { $folder }.
conflict-draft-both-sides = Du hast den Entwurf „{ $subject }“ hier weitergeschrieben, aber da war er schon nicht mehr in { $folder }: Jemand anders hat ihn weitergeschrieben oder weggeworfen. Deine Fassung kommt neben das, was dort ist.
conflict-mailbox-gone = { $folder } gibt es nicht mehr, und damit { $count ->
        [one] ist eine Änderung verloren, die du hier gemacht hast
       *[other] sind { $count } Änderungen verloren, die du hier gemacht hast
    }.
conflict-renumbered = Der Server hat { $folder } neu nummeriert. { $count ->
        [one] Eine Änderung von dir ist verloren
       *[other] { $count } Änderungen von dir sind verloren
    }: Niemand weiß mehr, welche Mail gemeint war.
say-synchronised = { $device } [[kennt { $folder } ganz]], bis zu diesem Augenblick.
say-folders = { $device } weiß jetzt, [[welche Ordner es gibt]].

say-imap-login = { $device } [[zeigt sein Passwort]] vor.
say-imap-capability = { $device } fragt, [[was der Server kann]].
say-imap-list = { $device } fragt, [[welche Ordner es gibt]].
say-imap-list-status = { $device } fragt, [[welche Ordner es gibt und wie es um jeden steht]].
say-imap-lsub = { $device } fragt, [[welche Ordner abonniert sind]].
say-imap-status = { $device } fragt, [[wie es um einen Ordner steht]], ohne ihn zu öffnen.
say-imap-search-text = { $device } lässt den Server [[nach einem Wort suchen]], in allem, was er hat.
say-imap-search-since = { $device } fragt, [[welche Mails aus den letzten Tagen sind]].
say-imap-fetch-bodies = { $device } holt [[mehrere Mails ganz]], um sie auch ohne Netz zu haben.
say-imap-rename = { $device } bittet den Server, [[einen Ordner umzubenennen]].
say-imap-delete = { $device } bittet den Server, [[einen Ordner]] mit allem, was darin liegt, [[zu löschen]].
say-imap-subscribe = { $device } [[abonniert einen Ordner]].
say-imap-unsubscribe = { $device } [[bestellt einen Ordner ab]].
say-imap-append = { $device } bringt dem Server [[eine Mail, die hier geschrieben wurde]] (APPEND).
say-imap-enable = { $device } [[schaltet eine Erweiterung ein]], die der Server anbietet.
say-imap-search = { $device } fragt, [[welche Mails es gibt]].
say-imap-select-changes = { $device } öffnet einen Ordner und fragt, [[was sich seit dem letzten Mal geändert hat]].
say-imap-fetch-changes = { $device } fragt, [[welche Markierungen sich geändert haben]].
say-imap-select = { $device } [[öffnet einen Ordner]] auf dem Server.
say-imap-fetch-flags = { $device } fragt nach [[den Flags der Mails]].
say-imap-fetch-envelope = { $device } fragt, [[wer geschrieben hat und worüber]], aber holt die Mails selbst nicht.
say-imap-fetch-body = { $device } holt [[den Text einer Mail]].
say-imap-store = { $device } [[meldet dem Server die Änderung]].
say-imap-copy = { $device } bittet den Server, [[eine Mail]] in einen anderen Ordner [[zu kopieren]].
say-imap-move = { $device } bittet den Server, [[eine Mail zu verschieben]].
say-imap-expunge = { $device } bittet den Server, [[alles mit \Deleted zu entfernen]].
say-imap-create = { $device } bittet den Server um [[einen neuen Ordner]].
say-imap-idle = { $device } wird still und [[lässt den Server rufen]] (IDLE).
say-imap-done = { $device } [[beendet die Stille]] (DONE), denn es gibt etwas zu sagen.
say-imap-noop = { $device } fragt: [[Gibt es etwas Neues]]?
say-imap-logout = { $device } [[verabschiedet sich]].
say-pop3-user = { $device } sagt, [[für wen die Mail ist]].
say-pop3-pass = { $device } [[zeigt sein Passwort]] vor.
say-pop3-capa = { $device } fragt, [[was der Server kann]].
say-pop3-stat = { $device } fragt, [[wie viele Mails]] da sind.
say-pop3-list = { $device } fragt, [[wie groß]] die Mails sind.
say-pop3-uidl = { $device } fragt nach [[den Kennungen der Mails]], um zu sehen, welche schon da sind.
say-pop3-retr = { $device } [[holt eine ganze Mail ab]].
say-pop3-dele = { $device } [[merkt eine Mail zum Entfernen vor]] (DELE). Vor QUIT ist nichts weg.
say-pop3-rset = { $device } nimmt seine Vormerkungen zurück.
say-pop3-quit = { $device } sagt QUIT: Erst jetzt [[entfernt der Server, was vorgemerkt ist]].
say-pop3-apop = { $device } [[weist nach, dass es das Passwort kennt]], ohne es zu schicken.
say-pop3-top = { $device } holt [[den Anfang einer Mail]].
say-pop3-stls = { $device } möchte [[unter TLS weitersprechen]] (STLS). Von da an soll unterwegs niemand mehr mitlesen.
say-pop3-auth = { $device } [[weist sich aus]] (AUTH).
say-pop3-utf8 = { $device } sagt, dass es auch [[UTF-8 im Kopf einer Mail]] lesen kann.


## Was zwischen Servern und im Netz geschieht
say-occasion = Die Gelegenheit dazu: { $told }
say-found-there = Auf dem Server war schon geschehen: { $told }
say-queued = { $device } nimmt „{ $subject }“ an: Die Mail [[kommt in die Warteschlange]].
say-attempt = { $device } [[versucht, „{ $subject }“ zuzustellen]].
say-waiting = „{ $subject }“ [[wartet]] bei { $address } noch auf den ersten Versuch.
say-deferred = „{ $subject }“ für { $address }: [[vorerst nicht zugestellt]] ({ $words }). Später kommt ein neuer Versuch.
say-done = „{ $subject }“ für { $address }: [[zugestellt]] ({ $words }).
say-failed = „{ $subject }“ für { $address }: [[endgültig gescheitert]] ({ $words }).
say-reported = { $device } [[meldet dem Absender]], was aus „{ $subject }“ geworden ist.
say-reported-failed = { $device } meldet dem Absender, dass „{ $subject }“ [[nicht angekommen]] ist.
say-reported-delayed = { $device } warnt den Absender: „{ $subject }“ [[dauert länger]].
say-postponed = „{ $subject }“ [[wartet bis { $time }]] auf den nächsten Versuch.
say-left-queue = „{ $subject }“ [[verlässt die Warteschlange]].
say-transfers = { $device } will die Mail an [[{ $host }]] weitergeben.
say-dns-asks = { $device } [[fragt den Namensserver]]: { $words }
say-dns-answers = { $device } [[antwortet]]: { $words }
say-routed = Mail für { $domain } geht an [[{ $hosts }]].
say-routed-null-mx = { $domain } [[nimmt gar keine Mail an]] und sagt das im DNS (ein leerer MX-Eintrag).
say-routed-no-domain = Die Domain { $domain } [[gibt es nicht]].
say-routed-no-host = { $domain } hat [[keinen Server für Mail]].
say-routed-unknown = Wohin Mail für { $domain } geht, ist [[gerade nicht zu erfahren]].
say-tls-hello = { $device }: Der [[TLS-Handschlag beginnt]].
say-tls-certificate = { $device } zeigt das [[Zertifikat]] für { $names }.
say-tls-certificate-untrusted = { $device } bekommt ein Zertifikat für { $names } zu sehen, [[für das niemand bürgt]].
say-tls-verified = { $device }: Ab jetzt ist die Verbindung [[geschützt]], und das Zertifikat ist geprüft.
say-tls-unverified = { $device }: Ab jetzt ist die Verbindung geschützt, aber [[niemand hat das Zertifikat geprüft]].
say-tls-failed = { $device }: Der TLS-Handschlag ist [[gescheitert]] ({ $words }).
say-lost-refused = { $device }: Die Verbindung wurde [[abgelehnt]], dort nimmt niemand an.
say-lost-silent = { $device }: [[Niemand antwortet]].
say-lost-cut = { $device }: Die Verbindung ist [[abgerissen]].
say-lost-reset = { $device }: Die Gegenseite ist weg, die Verbindung [[gilt nicht mehr]].
say-could-not = { $device }: Das ging nicht. { $why }

## Was die Antworten eines Servers bedeuten
means-go-on = einverstanden, weiter
means-capability = das alles kann er
means-enabled = das ist ab jetzt eingeschaltet
means-list = einer der Ordner
means-flags = diese Flags gibt es hier
means-permanent-flags = diese Flags bleiben, wenn man sie setzt
means-exists =
    im Ordner { $count ->
        [one] liegt jetzt 1 Mail
       *[other] liegen jetzt { $count } Mails
    }
means-recent = von so vielen hört dieses Gerät als Erstes
means-expunge = die Mail mit dieser Nummer ist weg, alle dahinter rücken auf
means-vanished =
    { $count ->
        [one] die Mail mit dieser UID ist aus dem Ordner weg
       *[other] die Mails mit diesen UIDs sind aus dem Ordner weg
    }
means-vanished-earlier =
    seit dem letzten Besuch { $count ->
        [one] ist die Mail mit dieser UID
       *[other] sind die Mails mit diesen UIDs
    } verschwunden
means-found = diese Mails hat er gefunden
means-fetch-flags = diese Flags hat die Mail jetzt
means-fetch-modseq = diese Flags hat die Mail jetzt; MODSEQ ist die Nummer der Änderung
means-fetch-envelope = wer geschrieben hat und worüber
means-fetch-text = der Text der Mail
means-opened = der Ordner ist offen, auch für Änderungen
means-opened-to-read = der Ordner ist offen, aber nur zum Lesen
means-closed = der Ordner von vorhin ist jetzt geschlossen
means-uidnext = die nächste Mail bekommt diese UID oder eine höhere
means-uidvalidity = solange diese Zahl bleibt, gelten die UIDs
means-unseen = die erste Mail, die noch niemand gelesen hat
means-copied = die UIDs der Mail, vorher und jetzt
means-highest = die Nummer der letzten Änderung
means-mailbox-id = daran ist der Ordner zu erkennen, egal wie er heißt

## Wenn alles zur Ruhe gekommen ist: wer es jetzt weiß und wer nicht
sum-all-know = Jedes Gerät, das die Mail zeigt, [[ist mit dem Server einig]].
sum-own =
    { $ownCount ->
        [one] {"[["}{ $own } behält die eigene Kopie]]: { $state }.
       *[other] {"[["}{ $own } behalten die eigenen Kopien]].
    }
sum-late =
    { $lateCount ->
        [one] {"[["}{ $late }]] weiß es noch nicht.
       *[other] {"[["}{ $late }]] wissen es noch nicht.
    }
sum-own-and-late =
    { $lateCount ->
        [one] {"[["}{ $late }]] weiß es noch nicht
       *[other] {"[["}{ $late }]] wissen es noch nicht
    }; { $ownCount ->
        [one] { $own } behält die eigene Kopie.
       *[other] { $own } behalten die eigenen Kopien.
    }
sum-gone = Sie ist [[überall weg]].
sum-gone-own =
    { $ownCount ->
        [one] Der Server hat sie entfernt; [[{ $own } behält die eigene Kopie]].
       *[other] Der Server hat sie entfernt; [[{ $own } behalten die eigenen Kopien]].
    }
sum-gone-late =
    { $lateCount ->
        [one] Der Server hat sie entfernt; [[{ $late }]] weiß es noch nicht.
       *[other] Der Server hat sie entfernt; [[{ $late }]] wissen es noch nicht.
    }
sum-gone-own-and-late =
    { $lateCount ->
        [one] Der Server hat sie entfernt; [[{ $late }]] weiß es noch nicht
       *[other] Der Server hat sie entfernt; [[{ $late }]] wissen es noch nicht
    }, { $ownCount ->
        [one] { $own } behält die eigene Kopie.
       *[other] { $own } behalten die eigenen Kopien.
    }

## Fehler und eigene Mail
error-scenario = Dieses Szenario lässt sich nicht öffnen: { $reason }.
error-no-device = Dieses Gerät gibt es nicht mehr.
error-no-host = Diesen Server gibt es nicht.
error-no-connection = Diese Verbindung gibt es nicht mehr.
error-no-terminal = Dieses Terminal gibt es nicht.
error-no-provider = Diesen Anbieter gibt es nicht.
error-no-listener = So jemand sitzt auf keiner Leitung.
error-name-taken = Diesen Namen gibt es schon.
error-no-name = So kann niemand heißen.
error-still-connected = Dieses Terminal hat schon eine Verbindung. Leg erst auf.
error-no-account = Dieses Konto gibt es nicht.
error-no-mailbox = Diesen Ordner gibt es auf dem Server nicht.
error-too-many = Noch mehr davon fasst diese Welt nicht.
error-no-setting = Diese Einstellung hat die Mail-App auf diesem Gerät nicht.
error-not-on-device = Diese Mail ist nicht auf dem Gerät.
error-too-much = So viel fasst das Postfach nicht. Es wurde nichts geändert.
error-nothing-arrives = Die Mail von heute ist vollständig da.
run-not-a-run = Das ist kein Ablauf von Mailscope. Hier bleibt alles, wie es ist.
run-newer = Dieser Ablauf kommt aus einem neueren Mailscope (Format { $version }). Hier bleibt alles, wie es ist.
run-cut-short = Dieser Ablauf ist abgeschnitten: Das Ende fehlt. Hier bleibt alles, wie es ist.
run-damaged = Dieser Ablauf ist beschädigt. Hier bleibt alles, wie es ist.
run-too-large = Dieser Ablauf ist größer als alles, was Mailscope abspielt. Hier bleibt alles, wie es ist.
run-too-large-for-link = Für einen Link ist dieser Ablauf zu groß. Speichere ihn als Datei.
run-content = Dieser Ablauf lässt sich nicht lesen, und hier bleibt alles, wie es ist: { $reason }
run-no-such-scenario = Dieser Ablauf beginnt mit dem Szenario „{ $name }“, das es in diesem Mailscope nicht gibt. Hier bleibt alles, wie es ist.
run-too-much = Das Abspielen wurde abgebrochen: Der Ablauf will zu viel auf einmal oder mehr als { $turns } Schritte. Hier bleibt alles, wie es ist.
run-differs-from-beginning = Dieser Ablauf stammt aus Mailscope { $version } und läuft hier von Anfang an anders.
run-differs = Dieser Ablauf stammt aus Mailscope { $version } und läuft hier ab Aktion { $action } anders.
run-differs-fails = Dieser Ablauf stammt aus Mailscope { $version }. Seine Aktion { $action } geht hier nicht.
import-good =
    { $file }: { $good ->
        [one] 1 Nachricht ist
       *[other] { $good } Nachrichten sind
    } unterwegs in die INBOX.
import-partly =
    { $file }: { $good ->
        [one] 1 Nachricht wurde
       *[other] { $good } Nachrichten wurden
    } gelesen, { $damaged } nicht. Die guten bleiben erhalten.
import-nothing = { $file }: Keine Nachricht ließ sich lesen; es wurde nichts geändert.
problem-empty = Nachricht { $nth } (Zeile { $line }) ist leer.
problem-not-text = Nachricht { $nth } (Zeile { $line }) enthält ein Null-Byte, das keine Mail tragen darf. Das ist kein Text.
problem-no-header = Nachricht { $nth } (Zeile { $line }) beginnt nicht mit Kopfzeilen wie „From:“ oder „Subject:“.
problem-header-cut = Nachricht { $nth }: Ihr Kopf bricht in Zeile { $line } ab.
problem-too-large = Nachricht { $nth } (Zeile { $line }) hat { $octets } Bytes; höchstens { $limit } werden angenommen.
problem-too-many = Ab Nachricht { $nth } (Zeile { $line }) wurde nichts gelesen: Höchstens { $limit } Nachrichten werden angenommen.

## Warum ein Server ablehnt
refused-syntax = Der Server kann diesen Befehl nicht lesen: In Spalte { $column } erwartet er { $expected }.
refused-too-long = Der Server kann diesen Befehl nicht lesen: Er müsste vor Spalte { $column } zu Ende sein.
refused-no-such-command = Diesen Befehl kennt der Server nicht.
refused-not-now = Der Server kann den Befehl lesen, aber hier und jetzt ist er nicht möglich.
refused-goodbye = Der Server beendet die Verbindung von sich aus.
refused-no = Der Server versteht den Befehl und führt ihn nicht aus; sein Text sagt, warum.
refused-unavailable = Etwas, das der Server braucht, ist gestört oder überlastet. Später kann es gelingen.
refused-authenticationfailed = Benutzername oder Passwort ist falsch. Was von beidem, sagt der Server nicht, damit niemand herausfindet, wer hier ein Konto hat.
refused-authorizationfailed = Das Passwort stimmt, aber dieser Benutzer darf nicht als jener andere handeln.
refused-expired = Dieses Passwort gilt nicht mehr; ein neues ist nötig.
refused-privacyrequired = Jetzt könnte jeder auf dem Weg das Passwort mitlesen. Der Server nimmt es nur unter TLS an, zum Beispiel nach STARTTLS.
refused-contactadmin = Hier können nur die helfen, die den Server betreiben.
refused-noperm = Dieser Benutzer darf das nicht.
refused-inuse = Jemand anderes benutzt es gerade. Später kann es gelingen.
refused-expungeissued = Ein anderes Gerät hat inzwischen einige dieser Nachrichten entfernt.
refused-corruption = Der Server hat beschädigte Daten gefunden.
refused-serverbug = Der Server hat einen eigenen Fehler bemerkt.
refused-clientbug = Das Mailprogramm hat einen Fehler gemacht.
refused-cannot = Das tut der Server nie, egal wie oft man ihn bittet.
refused-limit = Der Server hat eine Grenze, die damit überschritten würde.
refused-overquota = Es ist kein Platz mehr: Das Kontingent des Kontos ist aufgebraucht.
refused-alreadyexists = Das gibt es schon.
refused-nonexistent = Das gibt es nicht.
refused-trycreate = Den Zielordner gibt es nicht. CREATE könnte ihn anlegen; von sich aus tut der Server das nicht.
refused-read-only = Der Ordner wurde mit EXAMINE nur zum Lesen geöffnet.
refused-badcharset = Diese Zeichenkodierung kennt der Server nicht.
refused-haschildren = Unter diesem Ordner liegen weitere, deshalb bleibt er.
refused-unknown-cte = Die Nachricht ist auf eine Weise kodiert, die der Server nicht auflösen kann.
refused-toobig = Das ist größer, als der Server annimmt.
refused-notsaved = Der Server hat das Suchergebnis nicht behalten, für das „$“ steht.
refused-badevent = Auf eines dieser Ereignisse kann der Server nicht achten.
refused-notificationoverflow = Es gibt zu viel zu melden; der Server meldet es nicht mehr von sich aus.
refused-useattr = Diese besondere Aufgabe kann der Server keinem Ordner geben.
refused-modified = Ein anderes Gerät hat inzwischen einige dieser Nachrichten geändert; sie bleiben, wie sie sind.
refused-maildrop-in-use = Das Postfach hat gerade eine andere Verbindung, und POP3 gibt es immer nur einer. Später kann es gelingen.
refused-login-delay = Die letzte Anmeldung ist noch nicht lange genug her; dieser Server will zwischen zwei Besuchen eine Pause.
refused-credentials = Benutzername, Passwort oder die Art, wie es geschickt würde, wird nicht angenommen. Noch einmal genauso zu fragen hilft nicht; da muss ein Mensch nachsehen.
refused-needs-utf8 = Diese Mail hat UTF-8 im Kopf, und das Mailprogramm hat nicht gesagt, dass es das lesen kann. Der Server behält sie, bis eines kommt, das es kann.
refused-out-of-order = Der Befehl stimmt, ist aber nicht an der Reihe: SMTP hat eine Ordnung, nämlich Begrüßung, Absender, Empfänger, Nachricht.
refused-parameter = Der Befehl hat einen Zusatz, den dieser Server in seiner Antwort auf EHLO nicht angeboten hat.
refused-login-first = Dieser Server nimmt Mail nur von Leuten an, die er kennt. Erst muss das Mailprogramm zeigen, wessen Mail es schickt.
refused-not-your-address = Wer angemeldet ist, darf nur im eigenen Namen schreiben; dieser Absender ist jemand anders.
refused-needs-smtputf8 = In der Adresse stehen Zeichen außerhalb von ASCII. Das muss mit SMTPUTF8 angekündigt werden, damit unterwegs kein Server davon überrascht wird.
refused-no-such-address = Die Domain gibt es, aber niemand hat dort diese Adresse. Ein neuer Versuch nützt nichts; der Absender erfährt davon.
refused-no-recipients = Für diese Nachricht ist niemand da: Der Server hat keinen ihrer Empfänger angenommen.
refused-mailbox-full = Das Postfach des Empfängers ist voll. Der sendende Server behält die Nachricht und versucht es wieder, falls jemand Platz schafft.
refused-recipients = So viele Empfänger nimmt der Server nicht auf einmal. Die übrigen bekommen die Nachricht im nächsten Durchgang.
refused-greylisted = Der Server kennt diesen Absender noch nicht und bittet ihn, in ein paar Minuten wiederzukommen. Richtige Mailserver tun das, viele Spamschleudern nicht.
refused-relay = Dieser Server nimmt nur Mail für seine eigenen Leute an. Gäbe er Mail von Fremden an Fremde weiter, verschickte er bald deren Spam.
refused-message-too-large = Die Nachricht ist größer, als dieser Server erlaubt.
refused-no-room = Der Server hat gerade keinen Platz für die Nachricht. Später vielleicht.
refused-loop = Die Nachricht ist so oft vorbeigekommen, dass sie im Kreis laufen muss. Hier ist Schluss.
refused-bare-line-end = In der Nachricht stehen halbe Zeilenenden. Zwei Server könnten sich uneins sein, wo sie aufhört, und darin ließe sich eine zweite Nachricht verstecken.
refused-later = Jetzt nicht: Dasselbe kann später gelingen, und die sendende Seite versucht es wieder.
