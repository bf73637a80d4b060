# Vor der Klasse: am Beamer, auf Papier, in der Seite eines Kurses.

present = Für alle zeigen: große Schrift, eine Nachricht
present-one = Eine Nachricht:
present-next = Weiter
present-last = Was zuletzt getan wurde
present-nothing-done = Noch hat niemand etwas getan. Nimm ein Gerät in die Hand und drücke einen seiner Knöpfe.
present-keys = Weiter: Leertaste oder Bild ab · Abspielen: „.“ · Dunkel: B · Beenden: Esc
present-keys-few = Weiter: Leertaste oder Bild ab · Beenden: Esc
present-blank = Dunkel schalten
present-dark = Der Bildschirm ist dunkel. B, Esc oder ein Druck irgendwohin bringt das Bild zurück.
present-leave = Beenden
present-open = Öffnen
present-off = Netz kappen
present-on = Netz geben

embed-whole = In Mailscope öffnen

sheet = Arbeitsblatt
sheet-title = Mailscope: Wer weiß was?
sheet-person = Name: ______________________ Datum: ______________
sheet-now = Gerade eben, um { $time }
sheet-so-far = Was bisher geschah
sheet-older = { $n ->
    [one] 1 früheres Ereignis steht nicht hier.
   *[other] { $n } frühere Ereignisse stehen nicht hier.
}
sheet-nothing = Noch nichts.
sheet-expect = Was erwartest du als Nächstes? Wer erfährt davon, wer nicht?

## Tasten
key-home-end = Pos 1, Ende
key-first-last = zum ersten oder letzten Moment, auf dem Regler der Zeitleiste
key-blank = Bildschirm dunkel, beim Zeigen für alle
key-digits = Alt + 1 … 4
key-views = zu einer anderen Ansicht
key-f6 = F6, Umschalt + F6
key-regions = zum nächsten oder vorigen Teil der Seite
