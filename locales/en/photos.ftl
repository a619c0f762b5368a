photos-title = Photos
photos-all = { $n ->
    [one] See it
   *[other] All { $n }
}
photos-none-yet = None yet. Those who were there can add some.
photos-add = Add photos
photos-lead = { $n ->
    [0] None yet.
    [one] One photo.
   *[other] { $people ->
        [one] { $n } photos by one person.
       *[other] { $n } photos by { $people } people.
    }
}
photos-pages = More photos
photos-newest = Newest
photos-older = Older
photos-alt = A photo by { $name }
photos-alt-hidden = A photo
photos-by-hidden = By somebody who was there
photos-one = A photo of { $title }
photos-beside = The photos beside it
photos-newer-one = Newer
photos-older-one = Older
photos-field = Photo
photos-field-help = What the camera wrote into it, like the place, is taken out.
photos-words = What does it show?
photos-words-help = For those who don’t see it. Of several photos at once you can say so afterwards, at each.
photos-words-one-help = For those who don’t see it.
photos-send = Add
photos-progress = Sending
photos-sending = %n of %of
photos-failed = That did not arrive. Try again.
photos-and-more = { $n } more
photos-never = { $n ->
    [one] One of those here asks not to be shown: { $names }.
   *[other] { $n } of those here ask not to be shown: { $names }.
}
photos-ask-first = Ask before you show somebody.
photos-fine = { $n ->
    [one] { $names } is fine with being shown.
   *[other] Fine with being shown: { $names }.
}
photos-down = Taken down
photos-down-lead = Somebody in them asked for it, so nobody sees them. Only who asked can put them back.
photos-down-by-you = Taken down, as you asked
photos-down-yours = A photo of yours
photos-back = Put it back
photos-take-down = I’m in this photo: take it down
photos-take-down-help = At once, for everybody. Nobody is told that it was you, and you can put it back.
photos-delete = Delete the photo
photos-delete-help = It is gone then, for everybody, and can’t be brought back.
photos-delete-now = Delete it
photos-who = Who sees this
photos-who-there = Those who were there or said yes see photos and recap.
photos-who-all = Everybody who sees this gathering sees its photos and recap.
photos-hosts-can-open = The hosts can open them to everybody who sees this gathering. You would be told.
photos-open = Open them to everybody
photos-open-help = To everybody who sees this gathering. Those who took photos are told.
photos-close = Only for those who were there

photo-wish-title = Photos of you
photo-wish-note = Say once whether you may be in photos. Those who add some read it.
photo-wish-open = Choose
photo-wish-lead = At gatherings people take photos. Those who add some see what you say here, if you were there.
photo-wish-legend = May you be in photos?
photo-wish-fine = Fine with me
photo-wish-fine-says = Nobody needs to ask.
photo-wish-ask = Ask me first
photo-wish-ask-says = What holds for everybody who has not chosen.
photo-wish-never = Please none
photo-wish-never-says = Your name stands where those who were there choose photos.
photo-wish-anyway = Whatever you choose: a photo with you in it you can have taken down with one tap.

problem-photos-none = Choose a photo.
problem-photos-down = This photo was taken down here at the asking of somebody who is in it. Choose another.
problem-photo-wish = Choose one of the three.
error-photos-not-there = The photos are for those who were there.
error-photos-not-yours = Those who were there can add photos, and whoever took one can change it.
error-photos-not-in = Those who were there can have a photo taken down.
error-photos-many = The gathering has as many photos as it can hold.
error-photos-many-own = You have added as many photos here as one can.
error-photos-audience = Say yes or no.

done-photo-added = It is there.
done-photo-words = Saved.
done-photo-down = Taken down. Nobody sees it any more.
done-photo-back = It is there again.
done-photo-deleted = Deleted.
done-photos-open = Everybody who sees the gathering sees them now.
done-photos-closed = Only those who were there see them now.
done-photo-wish = Saved.
