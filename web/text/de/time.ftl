# Zeit: Zeitleiste, Schritte, andere Wege, benannte Momente, Ketten von Ursachen.

## Warum
why = Warum?
why-nothing = Nichts, was geschehen ist, führt hierher.
why-way = Vom Anfang bis hierher
why-go = Zu diesem Moment
why-later = (später als jetzt)
ask-line = Warum wurde diese Zeile gesendet?
ask-entry = Wie kam es dazu?
ask-no-subject = diese Nachricht
ask-subject = „{ $subject }“
ask-pending = Warum ist { $subject } noch nicht bestätigt? ({ $device })
ask-still-there = Warum hat { $device } { $subject } immer noch?
ask-never = Warum hat { $device } { $subject } nicht?
ask-gone-here = Warum hat { $device } { $subject } nicht mehr?
ask-gone = Warum hat { $device } { $subject } nicht mehr?
ask-state =
    Warum zeigt { $device } { $subject } { $still ->
        [yes] noch als
       *[no] als
    } { $state }?
ask-place =
    Warum zeigt { $device } { $subject } { $still ->
        [yes] noch immer
       *[no] {""}
    } { $state }?
