people-optional = optional
people-save = Save
people-cancel = Not now

## Becoming a member
sign-up-title = Join
sign-up-lead = A name is enough. Visavis is for meeting people in person, so the name should be one you answer to.
sign-up-name = Your name
sign-up-name-help = As people call you when they meet you.
sign-up-handle = Handle
sign-up-handle-help = Your address here, such as @ada. It stays as it is; left empty, we make one from your name.
sign-up-email = E-mail address
sign-up-email-help = For reminders, and as another way in. Nobody else sees it.
sign-up-email-only-help = We send you a link to sign in with. Nobody else sees the address.
sign-up-passkey = Continue with a passkey
sign-up-link = Send me a link instead
sign-up-known = Are you a member already?
passkey-what = A passkey is a key that your phone or computer keeps, and opens with your finger, your face or its PIN. There is no password to remember or to lose.
passkey-cancelled = No passkey was used. Try again, or use a link by e-mail.
passkey-known = This device has a passkey for your account already. Sign in with it.
passkey-failed = That did not work. Try again, or use a link by e-mail.
passkey-unsupported = This browser can’t use passkeys. Use a link by e-mail.

profile-welcome-title = Welcome
profile-welcome-lead = A few words help the right people find you. All of this can wait, and can be changed at any time.
profile-welcome-save = Save and look around
profile-welcome-later = Later

## Signing in
sign-in-title = Sign in
sign-in-passkey = Sign in with a passkey
sign-in-passkey-help = Your device asks for your finger, your face or its PIN.
sign-in-or = Or by e-mail
sign-in-link = Send me a link
sign-in-link-help = The link works once, for 15 minutes.
sign-in-new = Are you new here?
sent-title = Look into your mail
sent-lead = A letter is on its way to the address you gave. It has a link that works once, for 15 minutes.
sent-wait = Open it in this browser, and you are in. Is nothing there after a few minutes? Look into the folder for spam, and check the address.
sent-again = Try another way
sent-outbox = This server sends no mail yet: its letters are files in { $folder }.

door-link-address = The link was sent to { $email }.
door-link-account = It makes this the address of the account of @{ $handle }: letters and links to sign in come here. Go on only if that account is yours.
door-link-elsewhere = It was asked for in another browser. If that was you, go on here. If it was not, close this page: nothing happens.
door-link-enter = Sign in here?
door-link-enter-button = Sign in
door-link-join = Become a member here?
door-link-join-button = Join
door-link-confirm = Is this your address?
door-link-confirm-button = Yes, it is mine
door-link-used = This link was used
door-link-used-lead = Each link works once. A new one is made in a moment.
door-link-expired = This link is too old
door-link-expired-lead = A link works for 15 minutes. A new one is made in a moment.
door-link-unknown = This link does not work
door-link-unknown-lead = Perhaps a part of the address is missing, or it is from long ago. A new one is made in a moment.
door-link-new = Send a new link

## Letters
letter-sender = Visavis at { $server }, { $url }
letter-sign-in-subject = Your link to sign in
letter-sign-in =
    Here is your link to sign in. It works once, for 15 minutes.

    { "" }[Sign in]({ $url })

    If you did not ask for it, do nothing: without the link nobody comes in.
letter-nobody-subject = You wanted to sign in
letter-nobody =
    Somebody, perhaps you, wanted to sign in with this address. No account here has it.

    If you have an account, try the other address you use. If you are new:

    { "" }[Join]({ $url })

    If it was not you, do nothing.
letter-sign-up-subject = Confirm your address
letter-sign-up =
    Hello { $name },

    with this link you become a member. It works once, for 15 minutes.

    { "" }[Join]({ $url })

    If you did not ask for it, do nothing: no account is made.
letter-has-account-subject = You have an account already
letter-has-account =
    Somebody, perhaps you, wanted to become a member with this address. It has an account already, and this link signs in to it. It works once, for 15 minutes.

    { "" }[Sign in]({ $url })

    If it was not you, do nothing.
letter-confirm-subject = Confirm your address
letter-confirm =
    The account of @{ $handle } wants to use this address. If that is yours, confirm it within 15 minutes.

    { "" }[Confirm the address]({ $url })

    If it is not, do nothing: the address is not used.
letter-changed-subject = Your account has another address
letter-changed =
    Letters from your account no longer come to this address, and links to sign in don’t either.

    If you did not change that yourself, sign in with your passkey, look at your devices, and sign out all others: that takes back tokens for programs, too.
letter-token-subject = A new token for @{ $handle }
letter-token =
    Somebody who is signed in as @{ $handle } made a token, “{ $name }”. With it a program can act as @{ $handle } for { $lasts }: { $may }.

    If that was you, all is well. If not, [sign out all other devices]({ $devices }): that takes back all tokens, too. Each of them can be taken back [on its page]({ $tokens }).
letter-farewell-subject = Your account is deleted
letter-farewell =
    Goodbye { $name },

    your account and all that was yours here are deleted. This was the last letter.

## Faults
problem-email = Write an e-mail address, such as ada@example.org.
problem-email-often = Five letters are on their way to this address already. Use one of their links, or wait 15 minutes.
problem-words = Write at most { $number } characters.
problem-language = Choose one of the languages in the list.
problem-theme = Choose one of the three.
problem-zone = Choose one of the time zones in the list.
problem-handle-to-confirm = That is not your handle. Type it as it stands in the question.
error-ceremony-over = That took longer than five minutes, or was done already. Start again.
error-not-a-passkey = What the browser sent is no passkey. Try again.
error-passkey-refused = This passkey could not be checked. Try again, or use a link by e-mail.
error-passkey-unknown = No account here has this passkey. Choose another one, or use a link by e-mail.
error-passkey-known = This passkey belongs to an account already. Sign in with it.
error-no-passkeys-here = Passkeys need a server with a name, and this one is reached by a number. Use a link by e-mail.
error-many-passkeys = You have as many passkeys as an account can have. Remove one that you no longer use.
error-many-personas = You have as many personas as an account can have.
error-last-way-in = That is the only way into your account. Add another one first: a passkey, or an e-mail address.
error-block-oneself = That is you. Nobody can block themselves.

## What was done
done-member-made = You are a member now.
done-signed-in = You are signed in.
done-signed-out = You are signed out.
done-profile-saved = Your profile is saved.
done-settings-saved = Your settings are saved.
done-email-asked = A letter is on its way to that address. Open its link within 15 minutes.
done-email-confirmed = The address is confirmed.
done-email-removed = The address is removed.
done-session-ended = That device is signed out.
done-others-ended = All other devices are signed out, and all tokens taken back.
done-passkey-added = The passkey is added.
done-passkey-removed = The passkey is removed.
done-persona-made = The persona is made. You act as it now.
done-persona-switched = You act as this persona now.
done-blocked = You don’t see each other any more.
done-unblocked = The block is lifted.
done-deleted = Your account is deleted.

## Profiles
profile-meet = Meeting
profile-how = Likes to meet
profile-how-own = How you like to meet
profile-when = Good times
profile-when-own = When you have time
profile-languages = Languages
profile-languages-which = Languages you like to talk in
profile-interests = Interests
profile-interests-help = They lead you to people, communities and gatherings.
profile-interests-own = Other interests
profile-interests-own-help = Parted by commas: bell ringing, sourdough
profile-town = Town
profile-town-help = Others see the town, never more.
profile-photo = Photo
profile-photo-new = Another photo
profile-photo-help = One on which people who are about to meet you know you.
profile-photo-remove = Remove the photo
profile-words = About you
profile-words-help = What would you like to talk about over a coffee? A little Markdown is fine.
profile-way-coffee = over a coffee
profile-way-walk = on a walk
profile-way-small-table = at a small table
profile-way-big-crowd = in a big crowd
profile-time-weekday-morning = weekday mornings
profile-time-weekday-lunch = weekday lunches
profile-time-weekday-evening = weekday evenings
profile-time-weekend-day = weekends by day
profile-time-weekend-evening = weekend evenings
profile-empty = Tell a little about yourself
profile-empty-why = People who read what you like, and when you have time, suggest a place and a date.
profile-mine = This is your page
profile-mine-lead = Members and visitors see it like this. Whom you know and whom you met is seen by you alone.
profile-stranger = Meet { $name }
profile-stranger-lead = Members see what they have in common, and when both have time.
profile-could-meet = How you could meet
profile-could-meet-unknown = Tell how, when and where you like to meet: then it says here what suits you and { $name }.
profile-where = Where
profile-both-how = Suits you both
profile-both-when = When you both have time
profile-both-like = What you both like
profile-same-town = You both live in { $town }.
profile-apart = { $town }, about { $km } km from you

block-link = Block { $name }
block-title = Block { $name }?
block-lead = You won’t see each other any more, in any of your personas or theirs.
block-hidden = Neither of you finds the other, in lists, in search, in talk or at gatherings.
block-untold = Nobody is told. To them you are simply not there.
block-lifted = You can lift the block at any time. What you follow is not restored then.
block-button = Block

people-find = People
people-find-name = Name or handle
people-find-button = Find
people-find-interest = Who likes: { $interest }
people-find-all = All people
people-find-count = { $count ->
    [one] One person
   *[other] { $count } people
}
people-find-near = Near you
people-find-nobody = Nobody was found
people-find-nobody-why = Try the beginning of another name. At gatherings you meet people whose names you don’t know yet.
people-find-start = Whom are you looking for?
people-find-start-why = The first letters of a name or a handle are enough. Those you know come first.
people-find-gatherings = Find gatherings

## One’s own pages
you-profile = Edit your profile
you-profile-why = Photo, words, town, interests, how you like to meet
you-ties = Your ties
you-ties-why = Whom you follow, talk with, and have met
you-encounters = Your encounters
you-encounters-why = Whom you met, and when
you-personas = Personas
you-personas-why = Several selves with one login: work, hobby
you-other-personas = Act as another persona
you-settings = Settings
you-settings-why = Language, light or dark, time zone, e-mail
you-devices = Devices and passkeys
you-devices-why = Where you are signed in, and what you sign in with
you-blocked = Blocked people
you-blocked-why = Who is hidden from you, and you from them
you-export = Take everything along
you-export-why = All that is yours, in one archive
you-sign-out = Sign out

settings-language = Language
settings-language-device = as the browser says
settings-theme = Light or dark
settings-theme-device = as the device says
settings-theme-light = light
settings-theme-dark = dark
settings-zone = Time zone of letters
settings-zone-device = as the server has it (UTC)
settings-zone-help = Pages show times in the zone your device is in.
settings-email = E-mail
settings-email-is = Letters go to { $email }.
settings-email-none = You have no confirmed address: you get no letters, and a lost passkey can’t be replaced.
settings-email-new = New address
settings-email-help = It counts once you have opened the link we send there.
settings-email-button = Send the link
settings-email-remove = Remove the address
settings-leave = Your data
settings-leave-why = What is yours you can take along, and what you delete is gone.

device-on = { $browser } on { $system }
device-unknown = A device without a name
devices-lead = Sign out what you don’t know or no longer use.
devices-sessions = Signed in
devices-this = this device
devices-seen = last used
devices-others = Sign out all other devices
devices-others-why = Tokens of all your personas are taken back then, too.
devices-passkeys = Passkeys
devices-no-passkey = You have none yet. With a passkey you sign in without waiting for mail.
devices-made = made
devices-used = last used
devices-remove = Remove
devices-add = Add a passkey

personas-lead = A persona has its own page, ties and communities. Others can’t tell that two of them are one person’s. A block holds for all of them.
personas-another = Another persona
personas-name-help = As people call you when they meet you there.
personas-button = Make the persona
persona-now = you now
persona-switch = Switch

blocked-lead = You and they don’t find each other, in none of your personas.
blocked-nobody = You have blocked nobody.
blocked-lift = Lift the block

account-delete-title = Delete your account
account-delete-lead = This deletes { $handles } for good.
account-delete-gone = Your profile, photo, ties, encounters, talk, answers and settings are deleted.
account-delete-others = Of your encounters others keep only that they met somebody who has left.
account-delete-final = It can’t be undone, by us either.
account-delete-export-first = Take everything along first
account-delete-confirm = To confirm, type your handle: { $handle }
account-delete-button = Delete everything

export-readme =
    This is all that your account has on Visavis.

    account.json          your login: address, devices, passkeys, whom you blocked
    HANDLE/profile.json   each persona's page
    HANDLE/*.json         its ties, talk, communities, gatherings, encounters and news
    HANDLE/journal.json   what happened, and when
    pictures/             your pictures, by the names that the files above call them

    The files are JSON: any editor opens them, and any program can read them.

## What Visavis is
about-title = What is Visavis?
about-lead = A social network that counts meetings.
about-why =
    Other networks count how long you look at a screen. Visavis counts what happens after the screen goes dark.

    It says who is near, who is going where and who is worth meeting there, and it makes the first step small. The best visit is a short one that ends with a date in your calendar.
about-how = How it works
about-how-text =
    { "" }**Find** communities and gatherings within reach, and people who like what you like.

    { "" }**Talk** with them, and see where you will both be.

    { "" }**Meet** them, and confirm it phone to phone, also with no network. Only the two of you can, and only there and then.
about-safe = Who sees what
about-safe-text =
    Whom you know, where you are and whom you met is yours alone. A block is absolute. Of your town others see its name and no more.
about-yours = It is yours
about-yours-text =
    This server is run by people you can ask. There is no advertising, nobody can buy reach, and nothing is sent to anybody else. You can take everything along, and delete it, at any time.
about-sources = Sources
about-next = Begin
about-next-lead = Something is happening near you, and somebody there likes what you like.

## Tokens
tokens-title = Tokens
tokens-lead = With a token a program acts as @{ $handle }: for what you allow it, for as long as you say.
tokens-api = What programs can do
tokens-yours = Your tokens
tokens-new = A new token
token-made = Here is your token. You see it only now.
token-made-why = Copy it to where your program reads it, and show it to nobody. We keep only what is needed to know it again.
token-name = What is it for?
token-name-help = A word by which you know it again
token-scopes = What may it do?
token-scopes-help = As little as it needs
token-lasts = For how long?
token-make = Make the token
token-days = { $n ->
    [one] one day
   *[other] { $n } days
}
token-until = until { $day }
token-unused = never used
token-over = Run out
token-revoke = Take back
token-scope-read = See what you see
token-scope-profile = Change your profile
token-scope-ties = Follow, mute and block
token-scope-talk = Write, and mark as read
token-scope-gatherings = Publish and answer gatherings
token-scope-communities = Found, join and leave communities
token-scope-encounters = Hand in encounters
settings-tokens = Tokens for programs
settings-tokens-why = A token lets a program of yours do things here as you.
problem-token-name = Give it a name of 1 to 60 characters.
problem-token-scope = Choose at least one.
problem-token-days = Choose how long it lasts.
error-token-many = You have twenty tokens already. Take one back first.
done-token-revoked = Taken back. It is good for nothing any more.
