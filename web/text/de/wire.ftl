# Die Leitung: Zeilen von Rechner zu Rechner, ihre Wörter erklärt, und wer sie lesen konnte.

## Die Leiter
lane-named = { $name }
lane-name-servers = Namensserver
ladder = Zeilen von Rechner zu Rechner
ladder-time = Zeit
ladder-opened = verbindet sich
ladder-closed = schließt die Verbindung
ladder-certificate = TLS: Zertifikat für { $names }
ladder-certificate-untrusted = TLS: Zertifikat für { $names }, für das niemand bürgt
ladder-fold-setup =
    { $count ->
        [one] Verbinden und anmelden: 1 Zeile
       *[other] Verbinden und anmelden: { $count } Zeilen
    }
ladder-fold-same =
    { $count ->
        [one] { $what }: 1 Zeile
       *[other] { $what }: { $count } Zeilen
    }
ladder-way = { $from } an { $to }
ladder-unasked = ungefragt
ladder-now = jetzt
ladder-none = Noch wurde nichts gesagt. Tippe auf der Bühne etwas an oder geh in der Zeit weiter.
ladder-none-left = Keine Zeile passt. Nimm einen Filter weg.
ladder-more-coming = Der Ablauf wird gelesen …
ladder-lines =
    { $count ->
        [one] 1 Zeile bis jetzt
       *[other] { $count } Zeilen bis jetzt
    }
ladder-to-present = Zum Jetzt

## Zeilen auswählen
wire-tools = Welche Zeilen
wire-lanes = Rechner: { $shown } von { $all }
wire-lanes-choose = Welche Rechner mitspielen
wire-protocol = Protokoll
wire-protocol-all = alle
wire-only-people = Nur was Menschen taten
wire-unfold = Alles ausklappen
wire-who-reads = Wer mitlesen kann
wire-search = In Zeilen suchen
wire-clear = Wieder alle Zeilen zeigen
wire-following = Nur Verbindung { $number }
wire-save = Ablauf sichern
wire-save-as = Ablauf sichern als
wire-save-transcript = Mitschrift (Text)
wire-save-markdown = Bericht (Markdown)
wire-save-mermaid = Ablaufbild (Mermaid)
wire-save-svg = Ablaufbild (SVG)
wire-save-packets = Pakete für Wireshark schreibt das Programm: mailscope export RUN --as pcapng
wire-open-ladder = Als Leiter öffnen

## Eine Zeile erklärt
line-explained = Die Zeile erklärt
line-choose = Wähle eine Zeile. Dann steht hier, was jedes Wort darin bedeutet.
line-words = Ihre Wörter
line-bytes = insgesamt { $size }, davon { $more } nicht gezeigt
line-refused = Warum der Server ablehnt
line-where = Wo das Gespräch steht
line-state-before = davor
line-state-after = jetzt
line-state-unread = Der Server hat diese Zeile noch nicht gelesen.
line-readers = Wer diese Zeile lesen kann
line-reads = kann sie lesen
line-reads-not = kann sie nicht lesen
line-cause = Warum diese Zeile?
line-go = Zu diesem Moment
line-follow = Dieser Verbindung folgen
line-close = Schließen
line-rule = { $role }, Regel „{ $rule }“

## Wer lesen kann
open-clear = offen: Wer auf dem Weg sitzt, kann mitlesen
open-heard = offen, und jemand auf dem Weg liest mit
open-stripped = offen, weil jemand auf dem Weg das Angebot von TLS versteckt hat
open-tls = TLS: Nur die beiden Enden können es lesen
open-intercepted = TLS, aber jemand in der Mitte öffnet es und liest
reads-end = ist eines der beiden Enden
reads-clear = sitzt auf dem Weg, und nichts ist verschlüsselt
reads-stripped = hat das Angebot von STARTTLS versteckt, also ist nichts verschlüsselt
reads-false-certificate = hat ein eigenes Zertifikat gezeigt, und das Programm hat nicht hingesehen
reads-not = sieht nur, dass etwas gesagt wird, und wie viel

## Der Weg einer Mail
journeys = Der Weg jeder Mail, und wer sie lesen konnte
journeys-none = Noch hat niemand eine Mail verschickt.
journey-no-hop = Sie hat das Gerät noch nicht verlassen.
journey-hop = { $from } an { $to }
journey-all =
    { $clear ->
        [0] Lesen konnten sie: { $names }. Offen war sie nie.
        [one] Lesen konnten sie: { $names }. Auf einem Stück des Weges war sie offen.
       *[other] Lesen konnten sie: { $names }. Auf { $clear } Stücken des Weges war sie offen.
    }

## Einer Verbindung folgen
stream = { $client } und { $server }, { $protocol }, Port { $port }
stream-sizes = { $client } sagte { $out }, { $server } sagte { $in }.
stream-copy = Alles kopieren
stream-copied = Kopiert
stream-not-copied = Nicht kopiert: markiere den Text und kopiere ihn selbst
stream-lines = Was gesagt wurde
stream-window = Stück { $from } bis { $to } von { $all }
stream-earlier = Früher
stream-later = Später
stream-only = Nur diese Verbindung in der Leiter
stream-close = Zurück zur Leiter

## Rollen von Wörtern
role-tag = Marke
role-verb = Verb
role-number = Zahl
role-flag = Flag
role-text = Text
role-status = Status
role-code = Code
role-literal = gezählte Oktette
role-punctuation = Satzzeichen
role-plain = Wort
role-bogus = passt nicht

## Wörter von IMAP
word-tag = Die Nummer, die das Gerät diesem Auftrag gibt. Die Antwort wiederholt sie.
word-untagged = Kein Ende eines Auftrags: Der Server erzählt etwas.
word-continue = Weiter: Der Server wartet auf mehr.
word-verb = Was das Gerät will.
word-data = Was der Server erzählt.
word-status = Wie es ausging.
word-imap-capability = Was kannst du?
word-imap-noop = Nichts zu tun. Die Gegenseite kann dabei sagen, was neu ist.
word-imap-logout = Das Gerät beendet das Gespräch, wie es sich gehört.
word-starttls = Ab hier bitte verschlüsselt.
word-authenticate = Anmelden mit einem Verfahren, bei dem das Passwort nicht so mitgehen muss, wie es ist.
word-imap-login = Anmelden mit Name und Passwort, so wie sie sind.
word-imap-enable = Erweiterungen einschalten, die ändern, was der Server erzählt.
word-imap-select = Einen Ordner öffnen: Was folgt, handelt von seinen Mails.
word-imap-examine = Einen Ordner nur zum Ansehen öffnen: Nichts ändert sich.
word-imap-create = Einen Ordner mit diesem Namen anlegen.
word-imap-delete = Diesen Ordner mit allem darin entfernen.
word-imap-rename = Einem Ordner einen anderen Namen geben.
word-imap-subscribe = Diesen Ordner auf die Liste derer setzen, die mich angehen.
word-imap-unsubscribe = Diesen Ordner von der Liste nehmen.
word-imap-list = Welche Ordner gibt es?
word-imap-lsub = Welche Ordner stehen auf meiner Liste?
word-imap-namespace = Wo beginnen meine Ordner, und wo die von anderen?
word-imap-status = Wie voll ist ein Ordner, ohne ihn zu öffnen?
word-imap-append = Diese ganze Mail in einen Ordner legen.
word-imap-idle = Ich höre jetzt zu: Sag mir ungefragt, was sich ändert.
word-imap-close = Den Ordner verlassen und entfernen, was mit \Deleted vorgemerkt ist.
word-imap-unselect = Den Ordner verlassen und nichts entfernen.
word-imap-expunge = Endgültig entfernen, was mit \Deleted vorgemerkt ist.
word-imap-search = Welche Mails sind so?
word-imap-fetch = Sag mir dies über diese Mails.
word-imap-store = Die Flags einer Mail ändern.
word-imap-copy = Eine Kopie in einen anderen Ordner legen.
word-imap-move = In einen anderen Ordner legen, in einem Schritt.
word-imap-uid = Die Zahlen sind feste Namen, keine Plätze in der Liste.
word-imap-check = Auf die Platte schreiben, was wartet. Heute braucht das kaum jemand.
word-imap-id = Welches Programm bist du?
word-imap-sort = Auf dem Server sortieren und mir die Reihenfolge sagen.
word-imap-thread = Welche Mails gehören zum selben Gespräch?
word-imap-notify = Sag mir auch von Änderungen in diesen Ordnern.
word-imap-quota = Wie viel Platz gibt es, und wie viel ist belegt?
word-data-capability = Was der Server kann.
word-data-enabled = Diese Erweiterungen sind jetzt an.
word-data-list = Es gibt diesen Ordner.
word-data-namespace = Wo die Namen von Ordnern beginnen.
word-data-status = Wie voll der Ordner ist.
word-data-search = Was gefunden wurde.
word-data-flags = Diese Flags können im Ordner vorkommen.
word-data-exists = So viele Mails sind jetzt im Ordner.
word-data-recent = Von so vielen Mails hat noch keine Sitzung gehört, dass sie neu sind.
word-data-expunge = Die Mail an diesem Platz ist weg. Die dahinter rücken um eins auf.
word-data-fetch = So ist es bei der Mail an diesem Platz der Liste.
word-data-vanished = Diese Mails sind weg, genannt mit ihren festen Nummern.
word-ok = Erledigt.
word-no = Verstanden, aber abgelehnt.
word-bad = Nicht verstanden, oder jetzt nicht erlaubt.
word-preauth = Willkommen, du bist schon angemeldet.
word-bye = Der Server beendet das Gespräch.
word-string = Ein Text oder ein Name.
word-nil = Da ist nichts.
word-literal = Oktette, die vorher gezählt wurden. Darum darf alles darin stehen.
word-non-sync = Das Gerät wartet nicht auf das „Weiter“ des Servers.
word-number = Eine Zahl.
word-sequence = Ein Platz in der Liste, wie sie jetzt ist. Er ändert sich, wenn eine frühere Mail geht.
word-saved-result = Was die letzte Suche gefunden hat.
word-uid = Die feste Nummer der Mail. Sie ändert sich in diesem Ordner nie.
word-uidnext = Die feste Nummer, die die nächste neue Mail bekommt.
word-uidvalidity = Solange diese Zahl gleich bleibt, meinen die festen Nummern dieselben Mails.
word-modseq = Ein Zähler, der mit jeder Änderung wächst. Wer ihn kennt, kann nach Neuerem fragen.
word-mailbox = Ein Ordner auf dem Server. In INBOX kommt neue Mail an.
word-pattern = Ein Muster für Namen; * steht für alles.
word-flag = Ein Zeichen an einer Mail.
word-flag-seen = Gelesen.
word-flag-answered = Beantwortet.
word-flag-flagged = Als wichtig markiert.
word-flag-deleted = Zum Entfernen vorgemerkt. Bis EXPUNGE ist die Mail noch da.
word-flag-draft = Noch nicht fertig.
word-flag-recent = Neu, seit zuletzt eine Sitzung nachsah.
word-flag-any = Hier darf man sich eigene Zeichen ausdenken.
word-flag-keyword = Ein Zeichen, auf das sich Programme geeinigt haben.
word-list-flag = Was an diesem Ordner besonders ist.
word-list-noselect = Man kann ihn nicht öffnen.
word-list-children = In ihm liegen weitere Ordner.
word-list-no-children = In ihm liegen keine Ordner.
word-list-subscribed = Er steht auf der Liste derer, die jemanden angehen.
word-list-use = Wofür dieser Ordner da ist, wie er auch heißt.
word-list-option = Welche Ordner, oder was noch dazu gesagt werden soll.
word-objectid = Ein Name, an dem man es nach dem Verschieben oder Umbenennen wiedererkennt.
word-quota = Platz auf der Platte: was gemeint, belegt oder erlaubt ist.
word-id = Wer das Programm gemacht hat, um Fehler zu finden.
word-mechanism = Das Verfahren der Anmeldung.
word-sasl = Ein Schritt der Anmeldung, in Buchstaben und Ziffern geschrieben (Base64).
word-cancel = Das Gerät gibt diese Anmeldung auf.
word-user = Wer sich anmelden will.
word-password = Das Passwort. Wer diese Zeile lesen kann, hat es.
word-modifier = Eine Bedingung oder ein Zusatz zum Auftrag.
word-condstore = Sag mir zu allem den Zähler der Änderungen.
word-qresync = Das wusste ich: Sag mir nur, was jetzt anders ist.
word-changedsince = Nur was sich seit diesem Zählerstand geändert hat.
word-unchangedsince = Nur wenn es seit diesem Zählerstand niemand geändert hat.
word-status-item = Was über den Ordner gesagt werden soll.
word-status-messages = Wie viele Mails es sind.
word-status-unseen = Wie viele davon ungelesen sind.
word-mail = Die Mail selbst.
word-done = Das Gerät hört auf zuzuhören und will selbst etwas sagen.
word-search-return = In welcher Form das Ergebnis kommt.
word-charset = In welchem Zeichensatz die Wörter geschrieben sind.
word-search-key = Eine Bedingung, die Mails erfüllen müssen.
word-sort = Wonach sortiert wird.
word-thread = Wie Mails zusammengestellt werden.
word-item = Eine Eigenschaft der Mail.
word-item-flags = Ihre Flags.
word-item-uid = Die feste Nummer der Mail.
word-item-envelope = Von wem, an wen, worüber, wann: wie eine Mailliste es zeigt.
word-item-body = Der Text der Mail oder ein Teil davon. Wer ihn so holt, markiert sie als gelesen.
word-item-peek = Der Text der Mail, ohne sie als gelesen zu markieren.
word-item-structure = Aus welchen Teilen die Mail besteht, mit Art und Größe.
word-item-size = Wie viele Oktette es sind.
word-item-date = Wann sie auf diesem Server ankam.
word-item-preview = Die ersten Wörter des Textes.
word-item-macro = Kurz für mehrere Eigenschaften.
word-section = Welcher Teil der Mail.
word-header-name = Eine Zeile des Kopfes.
word-partial = Ab welchem Oktett, und wie viele.
word-store-add = Diese Flags dazu, keine weg.
word-store-add-silent = Diese Flags dazu, und du brauchst sie mir nicht zu wiederholen.
word-store-remove = Diese Flags weg.
word-store-remove-silent = Diese Flags weg, und du brauchst sie mir nicht zu wiederholen.
word-store-replace = Diese Flags und keine anderen.
word-for-people = Worte für Menschen. Programme lesen sie nicht.
word-code = Ein Wort für Programme, das mehr sagt.
word-code-data = Was zu diesem Wort gehört.
word-code-alert = Das muss ein Mensch sehen.
word-code-permanentflags = Diese Flags lassen sich dauerhaft setzen.
word-code-unseen = Hier steht die erste ungelesene Mail.
word-code-read-only = Nur zum Ansehen geöffnet.
word-code-read-write = Geöffnet: Änderungen sind möglich.
word-code-copyuid = Welche festen Nummern die Kopien bekommen haben.
word-code-trycreate = Den Ordner gibt es nicht. Man könnte ihn anlegen.
word-code-closed = Der Ordner davor ist verlassen. Was folgt, handelt vom neuen.
word-code-nomodseq = Dieser Ordner zählt keine Änderungen.
word-code-modified = Jemand anderes war bei diesen Mails schneller: Sie blieben, wie sie sind.
word-code-in-use = Gerade hat ihn jemand anderes offen.
word-code-authentication = Name oder Passwort ist falsch.
word-code-privacy = Nur verschlüsselt.
word-code-nonexistent = Das gibt es nicht.
word-code-alreadyexists = Das gibt es schon.
word-code-overquota = Es ist kein Platz mehr.
word-code-unavailable = Gerade nicht. Versuch es später.
word-capability = Etwas, was der Server kann.
word-delimiter = Was zwischen den Namen verschachtelter Ordner steht.
word-earlier = Das ist schon früher geschehen.
word-date = Datum und Uhrzeit.
word-octets = Oktette ohne Bedeutung an dieser Stelle.
word-bogus = Das passt nicht zur Grammatik.

## Teile von Mails
word-env-date = Das Datum, das der Absender geschrieben hat.
word-env-subject = Der Betreff. „=?…?=“ sind Buchstaben, die nicht in ASCII passen.
word-env-address = Eine Person: Name, Postfach und Domain.
word-env-id = Der Name der Mail, einmalig auf der ganzen Welt.
word-part = Etwas über einen Teil der Mail: seine Art, Kodierung oder sein Name.
word-part-size = Wie groß dieser Teil ist.

## Wörter von POP3
word-pop3-ok = Erledigt.
word-pop3-err = Abgelehnt.
word-pop3-user = Wer sich anmelden will.
word-pop3-pass = Und das ist das Passwort.
word-pop3-apop = Anmelden mit einer Prüfsumme, damit das Passwort nicht mitgeht.
word-pop3-capa = Was kannst du?
word-pop3-stat = Wie viele Mails, und wie groß zusammen?
word-pop3-list = Wie groß ist jede Mail?
word-pop3-retr = Gib mir diese ganze Mail.
word-pop3-dele = Diese Mail vormerken. Weg ist sie erst mit QUIT.
word-pop3-rset = Alle Vormerkungen zurücknehmen.
word-pop3-top = Der Kopf und so viele Zeilen des Textes.
word-pop3-uidl = Welchen Namen hat jede Mail, der beim nächsten Besuch gleich bleibt?
word-pop3-quit = Auf Wiedersehen. Jetzt wird entfernt, was vorgemerkt ist.
word-pop3-utf8 = Buchstaben außerhalb von ASCII dürfen so kommen, wie sie sind.
word-pop3-lang = In welcher Sprache mit Menschen gesprochen wird.
word-pop3-number = Die Nummer der Mail bei diesem Besuch. Beim nächsten kann sie anders sein.
word-unique-id = Ein Name der Mail, der beim nächsten Besuch gleich bleibt.
word-digest = Eine Prüfsumme aus Passwort und Begrüßung. Daraus bekommt niemand das Passwort.
word-line-count = Wie viele Zeilen des Textes.
word-challenge = Ein Schritt der Anmeldung: Der Server fragt nach dem nächsten.
word-dot-stuffed = Zeilen bis zu einer mit einem Punkt allein. Beginnt eine mit einem Punkt, bekommt sie einen zweiten.
word-dot-end = Ein Punkt allein in seiner Zeile: Das war alles.

## Wörter von SMTP
word-smtp-ehlo = Hallo, ich bin es. Was kannst du?
word-smtp-helo = Hallo, ich bin es, und ich kann nur das alte Protokoll.
word-smtp-mail = Eine neue Mail. Berichte darüber gehen an diese Adresse.
word-smtp-rcpt = Wer sie bekommt. Diese Adresse zählt, nicht das „To“ in der Mail.
word-smtp-data = Jetzt kommt die Mail selbst.
word-smtp-rset = Vergiss die angefangene Mail.
word-smtp-vrfy = Gibt es jemanden mit diesem Namen?
word-smtp-help = Erzähl mir von deinen Befehlen.
word-smtp-quit = Auf Wiedersehen.
word-smtp-bdat = Ein Stück der Mail, mit seiner Größe.
word-smtp-size = Wie viele Oktette es sind.
word-smtp-body = Welche Art von Oktetten die Mail hat.
word-smtp-utf8 = Adressen und Köpfe dürfen Buchstaben außerhalb von ASCII haben.
word-smtp-dsn = Bei welchen Ereignissen ein Bericht gewünscht ist, und wofür.
word-smtp-extension = Etwas, was der Server kann.
word-parameter = Ein Zusatz zum Auftrag.
word-last = Das letzte Stück.
word-null-path = Niemand: Ein Bericht über eine Mail darf nie zu einem weiteren Bericht führen.
word-address = Eine Adresse auf dem Umschlag.
word-domain = Eine Domain oder ein Rechner.
word-enhanced = Der Grund in drei Zahlen: wie es ausging, worum es geht, was genau.
word-stuffed-dot = Ein vorangestellter Punkt, damit diese Zeile die Mail nicht beendet.
word-reply-220 = Der Server ist bereit.
word-reply-221 = Der Server beendet das Gespräch.
word-reply-235 = Du bist angemeldet.
word-reply-250 = Erledigt.
word-reply-251 = Nicht hier, aber weitergegeben.
word-reply-252 = Er sagt nicht, ob es die Person gibt, nimmt aber Mail an.
word-reply-354 = Fang mit der Mail an; ein Punkt allein beendet sie.
word-reply-421 = Der Server muss aufhören. Versuch es später.
word-reply-450 = Das Postfach ist gerade nicht zu haben. Versuch es später.
word-reply-451 = Hier ging etwas schief. Versuch es später.
word-reply-452 = Gerade ist kein Platz. Versuch es später.
word-reply-syntax = Nicht verstanden, oder nicht im Angebot.
word-reply-503 = Nicht in dieser Reihenfolge.
word-reply-530 = Melde dich erst an.
word-reply-535 = Name oder Passwort ist falsch.
word-reply-550 = Nein: Das Postfach gibt es nicht, oder es ist nicht erlaubt.
word-reply-552 = Zu groß.
word-reply-554 = Endgültig abgelehnt.
word-reply-3 = So weit gut: Mach weiter.
word-reply-4 = Jetzt nicht. Später könnte es gehen.
word-reply-5 = Nein. Später geht es auch nicht.

## Wörter von HTTP
word-http-get = Gib mir das.
word-http-post = Hier ist etwas: Tu es.
word-http-put = Leg das an seinen Platz.
word-http-delete = Entfern das.
word-target = Was gemeint ist, als Ende der Adresse.
word-http-version = Die Version des Protokolls.
word-http-2 = Erledigt.
word-http-4 = Der Browser hat nach etwas gefragt, was nicht geht.
word-http-other = Wie es ausging.
word-field-name = Etwas über die Nachricht.
word-field-value = Was es ist.
word-http-body = Der Inhalt.

## Wörter der Namensserver
word-dns-name = Ein Name im weltweiten Adressbuch.
word-dns-class = Das Internet.
word-dns-type = Wonach gefragt wird: MX ist, wer Mail annimmt, A und AAAA sind Adressen, TXT ist Text.
word-dns-number = Wie viele Sekunden man es sich merken darf; vor einem Rechner: Der kleinere kommt zuerst dran.
word-dns-status = Wie es ausging: Den Namen gibt es nicht, oder nichts von dieser Art.
