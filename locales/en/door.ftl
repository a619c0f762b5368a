door-title = The door
door-open = Open the door
door-inside-label = Are in
door-inside = { $n } of { $going }
door-nameless = No door named
door-again = { $n ->
    [one] One person was seen twice, and counted once.
   *[other] { $n } times somebody was seen again, and not counted again.
}
door-script = Scanning needs script. You can find people by name, and their own camera’s link works too.
door-list = Who is expected
door-search = Name or handle
door-find = Find
door-none = Nobody of that name is expected.
door-more = There are more. Type more of the name.
door-party = { $n ->
    [one] comes alone
   *[other] a party of { $n }
}
door-in-at = in since { $time }, { $door }
door-in-own = said so themselves
door-let-in = Let in
door-let-in-whom = Let in: { $name }
door-undo = Not in after all
door-undo-whom = Not in after all: { $name }
door-walk-in = Not on the list
door-name = Which door is this?
door-name-help = Such as main entrance. The counts are by door.
door-handle = Handle
door-handle-help = Somebody with an account who did not answer. Leave it out to only count.
door-count = How many?
door-nameless-in = { $n } counted, { $time }, { $door }
door-guidance = Point the camera at an entry card.
door-scan = Scan entry cards
door-unknown = No entry card
door-unknown-text = That is no entry card of this gathering.
door-not-expected = They did not say that they come. Whoever has the list can let them in by name.
door-js-in = In: { $name }
door-js-already = { $name } was in already: { $time }, { $door }
door-js-undone = Not in: { $name }
door-js-unknown-offline = Not on the list that this phone has. Try again when there is a network, or find them by name.
door-js-not-listed = Not on the list. They did not say that they come; whoever has the list can let them in by name.
door-js-guest = One guest
door-js-other = That entry card is for another gathering.
door-js-here = At this door
door-js-online = All is sent. The list is as of { $time }.
door-js-offline = No network. What you scan is kept here and sent later. The list is as of { $time }.
door-js-waiting = { $n } not sent yet. Keep this phone until they are. The list is as of { $time }.
door-js-signed-out = You are signed out. Sign in again to send what waits here.
door-camera-not-allowed = The camera may not be used here. Allow it in the browser’s settings for this site, or find people by name.
door-camera-in-use = Another app uses the camera. Close it and open the scanner again.
door-camera-none = No camera was found. You can find people by name.

door-card = Show my entry card
door-card-title = Your entry card
door-card-note = Show it at the door. Open it before you leave, so that it is there without a network.
door-card-code = Your entry code
door-card-how = The crew scans it at the door. It is yours alone, and good for everybody you bring along.

problem-door-nobody = There is nobody of that handle.
problem-door-count = Count one to { $number } people at once.
problem-door-id = An arrival needs an id of 8 to 32 letters and digits.
error-door-time = The door opens two hours before the start and closes six hours after the end.
error-door-no-card = You get an entry card when you say that you come.
error-door-search = You may scan. Whoever has the list finds people by name.

done-door-in = Let in.
done-door-already = They were in already.
done-door-undone = Taken back.
