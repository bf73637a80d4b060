# Saving, opening, links, and what the browser keeps.
