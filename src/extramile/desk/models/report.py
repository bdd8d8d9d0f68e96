"""What the reports of the desk are read from: sums by day and by hour, and how far they have been counted.

No column of these is of a person, and none can be: a sum is of a day, an inbox, a channel and a team.
"""

from __future__ import annotations

from django.db import models

from extramile.desk.models.conversation import Channel, Conversation
from extramile.desk.reports.columns import COLUMNS, HOURLY


class ReportDay(models.Model):
    """One day's counts of one inbox, channel and team (0 is none), in the columns that `reports.columns` names."""

    day = models.DateField()
    inbox = models.BigIntegerField()
    channel = models.CharField(max_length=8, choices=Channel)
    team = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "inbox", "channel", "team"], name="report_day_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.inbox} {self.channel} {self.team}"


class ReportHour(models.Model):
    """One hour's counts of one inbox and channel. Not by team: an hour of a small one is somebody's shift."""

    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    inbox = models.BigIntegerField()
    channel = models.CharField(max_length=8, choices=Channel)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "hour", "inbox", "channel"], name="report_hour_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.hour} {self.inbox} {self.channel}"


class ReportMonth(models.Model):
    """The same of a month, by its first day: what years come to is not read day by day."""

    day = models.DateField()
    inbox = models.BigIntegerField()
    channel = models.CharField(max_length=8, choices=Channel)
    team = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "inbox", "channel", "team"], name="report_month_once")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m} {self.inbox} {self.channel} {self.team}"


class ReportMonthHour(models.Model):
    """An hour of the day over a month, by its first day, of one inbox and channel."""

    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    inbox = models.BigIntegerField()
    channel = models.CharField(max_length=8, choices=Channel)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "hour", "inbox", "channel"], name="report_month_hour_once")
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m} {self.hour} {self.inbox} {self.channel}"


for _model, _columns in (
    (ReportDay, COLUMNS), (ReportHour, HOURLY), (ReportMonth, COLUMNS), (ReportMonthHour, HOURLY),
):  # fmt: skip
    for _column in _columns:
        _model.add_to_class(_column, models.IntegerField(default=0, db_default=0))


class Reckoned(models.Model):
    """How far a conversation's log is in the sums: up to the entry with this `seq`."""

    conversation = models.OneToOneField(Conversation, primary_key=True, on_delete=models.CASCADE, related_name="+")
    seq = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.conversation_id} up to {self.seq}"


class ReportWalk(models.Model):
    """How far the counting is; its one row is the lock of all that count.

    `edition` and `zone` are what the sums were made with. `day` is the last on which the walk over all conversations
    began, `reached` the one it has come to, `ended` and `whole` whether today's, and any ever, came to its end. `swept`
    is when the newest were looked at.
    """

    edition = models.PositiveIntegerField()
    zone = models.CharField(max_length=64)
    day = models.DateField()
    reached = models.BigIntegerField(default=0)
    ended = models.BooleanField(default=False)
    whole = models.BooleanField(default=False)
    swept = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.day} {self.reached}"


class TeamSize(models.Model):
    """How many people a team had on a day, at the fewest: sums of a small one are not told apart."""

    day = models.DateField()
    team = models.BigIntegerField()
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "team"], name="team_size_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.team} {self.people}"
