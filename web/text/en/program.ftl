# What only the program says: headings of what it prints.

explain-holder = “{ $subject }” at { $holder }:
explain-back = how it came about:
