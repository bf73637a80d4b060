# Time: the timeline, steps, other ways, named moments, and chains of causes.

## Why
why = Why?
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
