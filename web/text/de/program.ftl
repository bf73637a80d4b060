# Was nur das Programm sagt: Überschriften seiner Ausgaben.

explain-entry = Eintrag { $entry } um { $time }: { $what }
explain-holder = „{ $subject }“ bei { $holder }:
