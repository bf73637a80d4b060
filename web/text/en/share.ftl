# Saving, opening, links, and what the browser keeps.

share = Save and share
share-link = Link to this moment
share-link-what = Opens this world at this moment, with everything that was done in it. The world is in the link itself; no server keeps it.
share-link-of-file = This page is a file on your computer, so the link opens on this computer only. To give the world to others, save it as a file.
share-copy = Copy the link
share-copied = The link is on the clipboard.
share-not-copied = The browser does not allow copying here. Select the link and copy it by hand.
share-length = { $n ->
    [one] 1 character
   *[other] { $n } characters
}
share-file = File
share-file-what = The same as a file, also for worlds too large for a link. Mail of your own that you opened is in it.
share-save = Save as a file
share-saved = The file run.mailscope has been handed to the browser.
share-open = Open a file
share-browser = In this browser
share-kept-nothing = As soon as you do something, this browser keeps it for your next visit.
share-kept = What you did is kept in this browser for your next visit.
share-kept-refused = This browser keeps nothing. Save a file if you want to go on later.
share-kept-too-large = This world is too large to be kept by the browser. Save a file if you want to go on later.
share-understood = Understood
share-earlier-what = Other work has taken the place of what you did before. That is kept here, too.
share-earlier = Bring back the earlier work

share-opening = Opening the world: playing what was done in it …
world-begins = The world begins …
share-stop = Stop
share-opened = This is the world from the link or file.
share-before = Back to my work
share-offer = Your last visit’s work is still here.
share-continue = Continue where you were
share-anew = Start anew
