# What only the program says: headings of what it prints.

explain-holder = “{ $subject }” at { $holder }:
explain-back = how it came about:
compare-never-part = The worlds never part: every holder shows the same in all of them.
compare-end = At the end (≠ where the worlds differ):
compare-end-differences = At the end the worlds differ in { $total } places. The first of them:
compare-cost = What it cost:
verdict-holds = holds
verdict-depends = depends
verdict-in-part = in part
verdict-does-not-hold = does not hold
claims-true = true
claims-false = false
claims-otherwise = the text says “{ $expected }”, the experiment shows otherwise.
