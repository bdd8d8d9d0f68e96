from extramile.culture.models.story import Chosen, Story, Vote
from extramile.culture.models.talk import Comment, Thread
from extramile.culture.models.thanks import Passed, Thanks

__all__ = [
    "Chosen",
    "Comment",
    "Passed",
    "Story",
    "Thanks",
    "Thread",
    "Vote",
]
