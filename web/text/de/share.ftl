# Speichern, Öffnen, Links, und was der Browser behält.

share = Sichern und teilen
share-link = Link zu diesem Moment
share-link-what = Öffnet diese Welt in diesem Moment, mit allem, was darin getan wurde. Die Welt steckt im Link selbst; kein Server bewahrt sie auf.
share-link-of-file = Diese Seite ist eine Datei auf deinem Computer, darum öffnet sich der Link nur hier. Um die Welt weiterzugeben, sichere sie als Datei.
share-copy = Link kopieren
share-copied = Der Link ist in der Zwischenablage.
share-not-copied = Der Browser lässt das Kopieren hier nicht zu. Markiere den Link und kopiere ihn von Hand.
share-length = { $n ->
    [one] 1 Zeichen
   *[other] { $n } Zeichen
}
share-file = Datei
share-file-what = Dasselbe als Datei, auch für Welten, die für einen Link zu groß sind. Eigene Mail, die du geöffnet hast, steckt mit darin.
share-save = Als Datei sichern
share-saved = Die Datei run.mailscope ist beim Browser.
share-open = Datei öffnen
share-browser = In diesem Browser
share-kept-nothing = Sobald du etwas tust, hebt dieser Browser es für deinen nächsten Besuch auf.
share-kept = Was du getan hast, ist in diesem Browser für deinen nächsten Besuch aufgehoben.
share-kept-refused = Dieser Browser hebt nichts auf. Sichere eine Datei, wenn du später weitermachen willst.
share-kept-too-large = Diese Welt ist zu groß, um im Browser aufgehoben zu werden. Sichere eine Datei, wenn du später weitermachen willst.
share-understood = Verstanden
share-earlier-what = An die Stelle deiner früheren Arbeit ist andere getreten. Auch die frühere ist hier aufgehoben.
share-earlier = Frühere Arbeit zurückholen

share-opening = Die Welt wird geöffnet: Was darin getan wurde, wird nachgespielt …
world-begins = Die Welt beginnt …
share-stop = Abbrechen
share-opened = Das ist die Welt aus dem Link oder der Datei.
share-before = Zurück zu meiner Arbeit
share-offer = Deine Arbeit vom letzten Besuch ist noch da.
share-continue = Dort weitermachen
share-anew = Neu anfangen
