## Conversations
talk-thread = Conversation
talk-pages = Older and newer posts
talk-older = Older
talk-newest = Newest
talk-all = The whole conversation
talk-nothing-yet = Nobody has said anything yet. Somebody has to be first.
talk-all-answers = All { $count } answers
talk-deleted = Deleted.
talk-removed = Removed by a host.
talk-undo = Undo
talk-muted = { $name }, whom you muted, said something
talk-to = to { $name }
talk-edited = { $when }, edited
talk-answer = Answer
talk-edit = Edit
talk-delete = Delete
talk-remove = Remove
talk-said = { $name } said:
talk-you-said = You said:

talk-write = Say something
talk-write-title = Say something
talk-write-to = Message
talk-answer-to = Your answer to { $name }
talk-your-answer = Your answer
talk-post = Post
talk-send = Send
talk-no-answer = Don’t answer
talk-add-photo = Add a picture
talk-photo = Picture
talk-photo-words = What the picture shows
talk-photo-words-help = For those who can’t see it.
talk-optional = optional
talk-words = What you say
talk-edit-title = Edit your post
talk-save = Save
talk-no-edit = Leave it as it was

## Between two
talk-title = Talk
talk-lead = Conversations that could end at a table.
talk-back = All conversations
talk-with = You and { $name }
talk-once = You can send { $name } one message. After an answer, or once { $name } follows you, you can write freely.
talk-mark-seen = Mark as read
talk-new = new
talk-mine = You: { $words }
talk-picture = A picture
talk-muted-pairs = Conversations with people you muted
talk-empty-title = No conversations yet
talk-empty = Say hello to somebody you follow, so that you know each other when you meet.
talk-empty-action = Your ties
talk-out-title = Enough written?
talk-out = The best conversations go on in person. See with whom you could meet next.
talk-out-ties = Your ties

error-talk-closed = You can read here, but not write.
error-talk-wait = You have sent a first message. You can go on once it is answered.
error-post-gone = That post is not there any more. Go back to the conversation to see how it stands.
error-post-not-yours = Only its author can change that post.

problem-post-empty = Write something, or add a picture.
problem-post-long = That is too long: at most { $number } characters. Shorten it, or say it in two posts.
problem-photo-words-long = Describe the picture in at most { $number } characters.

done-post-edited = Changed.
done-post-deleted = Deleted. For an hour you can undo it where it stood.
done-post-restored = It is back.
