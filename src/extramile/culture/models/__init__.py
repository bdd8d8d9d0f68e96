from extramile.culture.models.story import Chosen, Story, Vote
from extramile.culture.models.talk import Comment, Thread

__all__ = [
    "Chosen",
    "Comment",
    "Story",
    "Thread",
    "Vote",
]
