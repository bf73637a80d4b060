# In front of a class: on a projector, on paper, within the page of a course.

present = Show it to a room: large type, one message
present-one = One message:
present-next = Next
present-last = What was done last
present-nothing-done = Nothing has been done yet. Take a device in your hand and use its buttons.
present-keys = Next: space or page down · Play: “.” · Dark: B · Leave: Esc
present-keys-few = Next: space or page down · Leave: Esc
present-blank = Dark screen
present-dark = The screen is dark. B, Esc or a press anywhere brings the picture back.
present-leave = Leave
present-open = Open
present-off = Cut the network
present-on = Give it the network

embed-whole = Open in Mailscope

sheet = Worksheet
sheet-title = Mailscope: who knows what?
sheet-person = Name: ______________________ Date: ______________
sheet-now = Just now, at { $time }
sheet-so-far = What has happened so far
sheet-older = { $n ->
    [one] 1 earlier event is not listed.
   *[other] { $n } earlier events are not listed.
}
sheet-nothing = Nothing yet.
sheet-expect = What do you expect to happen next? Who will know, and who will not?

## Keys
key-home-end = Home, End
key-first-last = to the first or last moment, on the timeline’s slider
key-blank = dark screen, when showing it to a room
key-digits = Alt + 1 … 4
key-views = to another view
key-f6 = F6, Shift + F6
key-regions = to the next or previous part of the page
