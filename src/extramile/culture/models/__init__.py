from extramile.culture.models.answer import AnswerLetter
from extramile.culture.models.around import Post
from extramile.culture.models.card import Card
from extramile.culture.models.feedback import OPEN, OPEN_TO_ALL, Did, Feedback, Kind, PartnerLink, Source, Status, Step
from extramile.culture.models.monday import Letter, Monday, NoLetter, OwnIdea, Scheduled, Sequence
from extramile.culture.models.slip import Change, Slip
from extramile.culture.models.story import Chosen, Story, Vote
from extramile.culture.models.talk import Comment, Thread
from extramile.culture.models.thanks import Passed, Thanks

__all__ = [
    "OPEN",
    "OPEN_TO_ALL",
    "AnswerLetter",
    "Card",
    "Change",
    "Chosen",
    "Comment",
    "Did",
    "Feedback",
    "Kind",
    "Letter",
    "Monday",
    "NoLetter",
    "OwnIdea",
    "PartnerLink",
    "Passed",
    "Post",
    "Scheduled",
    "Sequence",
    "Slip",
    "Source",
    "Status",
    "Step",
    "Story",
    "Thanks",
    "Thread",
    "Vote",
]
