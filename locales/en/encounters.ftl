## Encounters
encounter-meet = We’ve met
encounter-script = This screen makes codes and reads them with the camera. For that it needs JavaScript, which is switched off in this browser.
encounter-title = Whom you’ve met
encounter-lead = Only you and the other one see a meeting. Places and times are shown to nobody else.
encounter-none = No meetings yet
encounter-none-why = When you stand in front of somebody, both of you confirm it with your phones, also with no network.
encounter-pages = Pages of meetings
encounter-newest = The newest
encounter-older = Older ones
encounter-devices-title = Your devices
encounter-devices-why = Each device confirms with a key of its own. End the key of one you have lost.
encounter-devices = Devices that confirm for you
encounter-state-mutual = met
encounter-state-half = waiting
encounter-state-stale = does not count
encounter-state-withdrawn = taken back
encounter-state-disputed = disputed
encounter-grade-0 = One side so far
encounter-grade-1 = Confirmed by both later, online
encounter-grade-2 = Confirmed phone to phone
encounter-grade-2-code = Confirmed with six digits, read out
encounter-grade-2-slow = Confirmed phone to phone, slowly
encounter-grade-3 = Confirmed phone to phone, and borne out by the place or by others
encounter-why-disputed = One of you said that it was not so. It counts for neither of you.
encounter-why-withdrawn = One of you took it back. It counts for neither of you.
encounter-why-stale = More than two minutes lay between the two codes. When you stand in front of each other again, scan once more.
encounter-why-half-offered = { $name } scanned your code, and your phone has not sent its part. It does so by itself with a network, if you confirmed. Otherwise nothing comes of this.
encounter-why-half-answered = You scanned { $name }’s code. Their phone has yet to send its part, and does so by itself with a network. Nothing is left for you to do.
encounter-with = You and { $name }
encounter-with-somebody = You and somebody you no longer see
encounter-somebody = Somebody you no longer see
encounter-when = When
encounter-bracket = As your phones said. It is proved that it was after { $after } and before { $before }.
encounter-where = Where
encounter-evidence = Evidence
encounter-loop = From code to answer: { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}
encounter-profile = What stands between you and { $name }
encounter-private = Nobody but the two of you sees this page.
encounter-withdraw-title = Take it back
encounter-withdraw-why = The meeting then counts for neither you nor { $name }, and your tie is as it was without it. { $name } sees that it was taken back. It can’t be brought back, except by meeting again.
encounter-withdraw-why-somebody = The meeting then counts for neither of you. It can’t be brought back, except by meeting again.
encounter-withdraw-sure = Yes, I take it back for good
encounter-withdraw = Take it back
encounter-dispute-title = It was not so
encounter-dispute-why = Somebody else held your phone, or you were never there? Then the meeting counts for neither of you, and whoever looks after this server can look into it.
encounter-dispute-words = What happened
encounter-dispute-help = Read by those who look after this server, and not by the other one.
encounter-dispute = This was not so
problem-encounter-sure = Confirm that you mean it: it can’t be brought back.
problem-encounter-words = Write what happened, in a sentence or two.
problem-encounter-words-long = Write at most 1,000 characters.
problem-encounter-records = Send a list of records, each with m1 and, where you hold them, m2 and m3.
problem-encounter-too-many = Send at most { $number } records at once.
problem-encounter-offer = Record { $number } has no m1. Each needs one.
problem-encounter-hex = Record { $number }: this must be bytes in hexadecimal.
problem-encounter-long = Record { $number }: this is longer than any message, which has at most 4,096 bytes.
done-encounter-withdrawn = Taken back. It counts for neither of you.
done-encounter-disputed = Noted. It counts for neither of you.

## Devices
device-title = Devices that confirm for you
device-lead = A device makes its key by itself, and the key never leaves it. End the key of a device you have lost: what is signed with it afterwards counts for nothing.
device-none = No devices yet
device-none-why = A phone gets its key when you open this screen on it.
device-unnamed = A device
device-made = since { $day }
device-revoked = ended
device-lapsed = Its certificate ended on { $day }. It gets a new one when it comes online.
device-holds = Can confirm until { $day } without a network, and longer when it comes online.
device-revoke = End its key
device-gatherings = { $n ->
    [one] One key for a gathering
   *[other] { $n } keys for gatherings
}
device-gatherings-why = At a gathering your phone confirms with a key that is for it alone, so that nobody else can tell that you were at two of them. It ends by itself a while after the gathering.
device-gathering-unseen = A gathering you no longer see
device-gathering-until = Confirms there, until { $when }.
done-device-revoked = Its key has ended.
problem-device-algorithm = The algorithm must be ed25519 or p256.
problem-device-key = This must be a public key of that algorithm, in hexadecimal: 32 bytes for ed25519, 33 for p256.
problem-device-gathering = That is no gathering that you go to, host or are checked in at, from two hours before it begins until six hours after it ends. Say that you’re coming, or leave the gathering out.
problem-device-gathering-id = A gathering is 16 hexadecimal digits, as the kit has them.
error-device-bound = That key is for one thing already: for a gathering, or for this device. Make a new one.
error-device-too-many-gathering = Very many keys for gatherings were made for you in the last days. The one of your device still works everywhere.
error-device-taken = That key belongs to somebody else. Make a new one on this device.
error-device-revoked = That key was ended. Make a new one on this device.
error-device-too-many = You have very many devices. End the keys of those you no longer use, then try again.

## Where a stranger’s camera lands
card-title = Somebody would like to say: we’ve met
card-lead = You opened a code that a person in front of you shows. It is theirs, for this moment.
card-how = Visavis is a social network that counts meetings: people find each other online, and confirm phone to phone that they met in person. To confirm this one, you need an account here.
card-private = What is in the code stayed in your browser. Nothing was sent, and nobody learns that you were here.
card-known = Open your own code screen and scan it from there.
card-meet = Open the scanner
card-join = Join Visavis
card-sign-in = Sign in
card-about = What is Visavis?

## Without a network
offline-title = No network
offline-lead = This page is not on your phone.
offline-still = You can still confirm that you’ve met somebody: that works without a network, and is sent later by itself.
offline-meet = We’ve met
offline-home = Try the start page

## Said later, without a scan
claim-title = You and { $name }: met without a scan?
claim-lead = Say when. Once { $name } says so too, it counts for both of you, as weaker evidence than a scan.
claim-where = Where did you meet?
claim-another-day = Somewhere else
claim-day = On which day?
claim-day-help = Only needed if it was somewhere else.
claim-say = We met
claim-scan-title = Still together?
claim-scan = Then scan: it takes ten seconds, works without a network, and counts for more.
claim-question = Did you meet?
claim-question-why = Say no and nobody is told. Nothing is counted.
claim-yes = Yes, we’ve met
claim-no = No, we did not
claim-why-offered = You said so. It counts once { $name } says so too.
claim-why-asked = { $name } says that the two of you met. It counts once you say so too.
claim-why-declined = You said that you did not meet. Nobody was told, and it does not count.
claim-why-lapsed = This was said over 90 days ago and not confirmed, so it does not count.
done-claim = Noted. It counts once the other one says so too.
done-claim-confirmed = It counts: you’ve met.
done-claim-declined = Noted. Nobody is told.
problem-claim-when = Choose a gathering, or give the day.
problem-claim-day = Give the day as a date, such as 2026-11-14.
problem-claim-ahead = That day is still ahead. Give the day on which you met.
problem-claim-long-ago = That is over 90 days ago. Give a later day; meetings further back can’t be added.
problem-claim-gathering = Choose one of the gatherings that both of you said yes to.
problem-claim-at = Send when the badge was read, as Unix seconds.
problem-claim-badge-late = That badge was read over a week ago. Say on their page when you met.
error-claim-stranger = You can say this of people whom you know here: follow each other, write to each other, or go to the same gathering first. Or scan each other’s codes.
error-claim-met = That meeting is there already: you confirmed it phone to phone.
error-claim-waits = You have said this of them twice within 30 days, and they have not said so too. Say it again later, or scan each other’s codes.
error-claim-elsewhere = One of you has said this of that day already, at another gathering. It stands under “Whom you’ve met”.
error-claim-many = You have said this of many people today. Go on tomorrow, or scan.
error-claim-over = One of you took that meeting back or disputed it. It can’t be said again of that day.
error-claim-late = This was said over 90 days ago, so it can’t be confirmed any more.
error-claim-confirmed = You have confirmed this already. You can take it back on its page.
error-claim-own-badge = This is your own badge. Others scan it.

## A printed badge
badge-title = A printed badge
badge-why = For gatherings without your phone: others scan your badge, and you confirm at home.
badge-yours = Your badge
badge-lead = Without a phone? Wear this. Whoever meets you scans it, and you confirm later, online. It counts as weaker evidence than phone to phone.
badge-how = The badge has a code that leads to your name, for members only. With it one can say that one met you, and nothing else; only your own yes makes it count.
badge-make = Make a badge
badge-print = Print this page: only the badge comes onto the paper.
badge-new = Make a new badge
badge-end = End this badge
badge-new-why = A new badge ends the one before: whoever still has that one can do nothing with it.
badge-code = The code on your badge
badge-read-title = This is a Visavis badge
badge-read-lead = Whoever wears it is somebody you can say “we’ve met” to. Sign in to see who it is.
badge-bearer = { $name } wears this badge
badge-bearer-question = Is this the person in front of you?
badge-bearer-why = Say yes only if you stand in front of each other. { $name } is asked to confirm it.
badge-bearer-no = No
done-badge-made = Your badge is ready to print.
done-badge-ended = That badge has ended.
