# What only the program says: headings of what it prints.

explain-entry = Entry { $entry } at { $time }: { $what }
explain-holder = “{ $subject }” at { $holder }:
