# Was nur das Programm sagt: Überschriften seiner Ausgaben.

explain-holder = „{ $subject }“ bei { $holder }:
explain-back = wie es dazu kam:
compare-never-part = Die Welten trennen sich nie: Überall steht in allen dasselbe.
compare-end = Am Ende (≠, wo sich die Welten unterscheiden):
compare-end-differences = Am Ende unterscheiden sich die Welten an { $total } Stellen. Die ersten davon:
compare-cost = Was es gekostet hat:
verdict-holds = stimmt
verdict-depends = kommt darauf an
verdict-in-part = stimmt zum Teil
verdict-does-not-hold = stimmt nicht
claims-true = stimmt
claims-false = stimmt nicht
claims-otherwise = im Text steht „{ $expected }“, das Experiment zeigt etwas anderes.
