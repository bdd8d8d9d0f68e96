from extramile.culture.models.around import Post
from extramile.culture.models.card import Card
from extramile.culture.models.monday import Letter, Monday, NoLetter, OwnIdea, Scheduled, Sequence
from extramile.culture.models.slip import Change, Slip
from extramile.culture.models.story import Chosen, Story, Vote
from extramile.culture.models.talk import Comment, Thread
from extramile.culture.models.thanks import Passed, Thanks

__all__ = [
    "Card",
    "Change",
    "Chosen",
    "Comment",
    "Letter",
    "Monday",
    "NoLetter",
    "OwnIdea",
    "Passed",
    "Post",
    "Scheduled",
    "Sequence",
    "Slip",
    "Story",
    "Thanks",
    "Thread",
    "Vote",
]
