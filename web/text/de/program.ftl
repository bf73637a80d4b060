# Was nur das Programm sagt: Überschriften seiner Ausgaben.

explain-holder = „{ $subject }“ bei { $holder }:
explain-back = wie es dazu kam:
