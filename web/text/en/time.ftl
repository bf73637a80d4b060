# Time: the timeline, steps, other ways, named moments, and chains of causes.

## Why
why = Why?
why-settings = Change the setting
why-nothing = Nothing that happened leads here.
why-way = From the beginning to here
why-go = Go to this moment
why-later = (later than now)
ask-line = Why was this line sent?
ask-entry = How did it come to this?
ask-no-subject = this message
ask-subject = “{ $subject }”
ask-pending = Why is { $subject } not confirmed yet on { $device }?
ask-still-there = Why does { $device } still have { $subject }?
ask-never = Why does { $device } not have { $subject }?
ask-gone-here = Why is { $subject } gone from { $device }?
ask-gone = Why does { $device } have { $subject } no more?
ask-state =
    Why does { $device } { $still ->
        [yes] still show
       *[no] show
    } { $subject } as { $state }?
ask-place =
    Why does { $device } { $still ->
        [yes] still show
       *[no] show
    } { $subject } { $state }?

## Steps
whole-back = Back to before the last tap or deadline
whole-forward = Forward: the next tap or deadline with all that follows
undo-group = Undo and list
undo = Undo
redo = Redo
events = Everything that happened
events-open = List of events
events-short = List
key-shift-page = Shift + Page Down, Page Up
key-whole = a whole step: the next tap or deadline with all that follows, and back
key-undo = Ctrl + Z, Ctrl + Y
key-undo-what = undo, redo
same-taps = Same taps, POP3

## The track
lane-others = { $count } others
lane-name-server = Name server
lane-left = left
mark-fault = fault

## Other ways and moments
ways = Ways and moments
ways-short = Ways
moments = Moments
other-ways = Other ways
moment-name = A name for { $time }
moment-keep = Name this moment
moment-forget = Forget “{ $name }”
moment-too-many = There are 100 named moments already. Forget one first.
way-fork = Fork from here
way-kept = What followed before is kept as another way.
way-back = Back to it
way-from =
    parts at { $time }{ $taps ->
        [0] {""}
        [one] , 1 tap
       *[other] , { $taps } taps
    }
way-named =
    { $name } (parts at { $time }{ $taps ->
        [0] {""}
        [one] , 1 tap
       *[other] , { $taps } taps
    })

## What is to be heard
heard-cells =
    { $n ->
        [one] 1 cell changed.
       *[other] { $n } cells changed.
    }
heard-line = Line: { $line }
voice = A screen reader is told:
voice-sentence = the sentence
voice-cells = the sentence and how many cells changed
voice-lines = also every line that was sent
