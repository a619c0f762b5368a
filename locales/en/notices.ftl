notices-title = Notices
notices-seen = Mark all as seen
notices-today = Today
notices-yesterday = Yesterday
notices-new = new
notices-pages = Older and newer notices
notices-older = Older
notices-newest = Newest
notices-empty-title = Nothing new
notices-empty = Here you read when somebody follows you, answers you or changes what you are going to. Until then, find something to go to.
notices-empty-action = Find a gathering

notice-followed = { $name } follows you
notice-replied = { $name } answered you in { $title }
notice-wrote = { $name } wrote to you
notice-asked-to-join = { $name } asks to join { $title }
notice-became-member = You are now a member of { $title }
notice-back = { $title } takes place after all
notice-cancelled = { $title } is called off
notice-moved = { $title } has a new time or place
notice-claimed = { $name } says that you’ve met. Is that so?
notice-clocks = The clocks there will change: { $title } begins at another moment
notice-let-back = You may join { $title } again
notice-met = You and { $name } have met
notice-published = { $name } invites to { $title }
notice-other = News of { $title }

done-notices-seen = All seen.
