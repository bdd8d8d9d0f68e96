from extramile.desk.models.conversation import Channel, Conversation, Status
from extramile.desk.models.entry import By, Entry, Type
from extramile.desk.models.gesture import Allowance, Gesture, GestureSum, GuardRail
from extramile.desk.models.hook import Hook, HookDelivery
from extramile.desk.models.inbox import Inbox
from extramile.desk.models.mood import MoodCorrection, MoodCounted, MoodOff, MoodSum, Reading
from extramile.desk.models.pin import Pin
from extramile.desk.models.plan import GamePlan, PlanVersion
from extramile.desk.models.rating import Rating
from extramile.desk.models.report import (
    Reckoned,
    ReportDay,
    ReportHour,
    ReportMonth,
    ReportMonthHour,
    ReportWalk,
    TeamSize,
)
from extramile.desk.models.reputation import PublicPage, RatingTurn, ShownWords, TurnLetter
from extramile.desk.models.saved_reply import SavedReply
from extramile.desk.models.tag import Tag
from extramile.desk.models.tally import Tally
from extramile.desk.models.website import Website

__all__ = [
    "Allowance",
    "By",
    "Channel",
    "Conversation",
    "Entry",
    "GamePlan",
    "Gesture",
    "GestureSum",
    "GuardRail",
    "Hook",
    "HookDelivery",
    "Inbox",
    "MoodCorrection",
    "MoodCounted",
    "MoodOff",
    "MoodSum",
    "Pin",
    "PlanVersion",
    "PublicPage",
    "Rating",
    "RatingTurn",
    "Reading",
    "Reckoned",
    "ReportDay",
    "ReportHour",
    "ReportMonth",
    "ReportMonthHour",
    "ReportWalk",
    "SavedReply",
    "ShownWords",
    "Status",
    "Tag",
    "Tally",
    "TeamSize",
    "TurnLetter",
    "Type",
    "Website",
]
