"""What is worth knowing before the queue: what became of people one helped, and what the team has pinned up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import formats
from django.utils.translation import gettext as _

from extramile.culture.queries.news import News, news
from extramile.customers.ladder.told import names_of_rungs
from extramile.customers.models.act import Kind
from extramile.customers.queries.outcomes import Outcome, outcomes
from extramile.desk.models import Pin
from extramile.desk.queries.helped import helped
from extramile.desk.queries.pins import pins_for
from extramile.desk.queries.promises import Owed, due_before
from extramile.growth.today.queries import Today
from extramile.people.models import Agent, Team

HELPED = timedelta(days=90)
_MOST = 3


@dataclass(frozen=True, slots=True)
class Line:
    """What became of somebody: a sentence, and their own words where there are any."""

    customer: int
    sentence: str
    quote: str


@dataclass(frozen=True, slots=True)
class Worth:
    """Since when things are new, in words such as "since Friday", own promises that are due, and what is pinned up."""

    since: str
    promises: list[Owed]
    pins: list[Pin]


@dataclass(frozen=True, slots=True)
class Heard:
    """What customers did, and what the team's room has for somebody that these lines do not say."""

    lines: list[Line]
    news: News


def worth_knowing(agent: Agent, found: Today, now: datetime) -> Worth:
    """What somebody may want to know before the queue; theirs alone."""
    ago = (now.date() - found.since).days
    since = formats.date_format(found.since, "l" if ago < 7 else "j F")
    return Worth(
        _("since %(day)s") % {"day": since}, due_before(agent, midnight_after(now)), pins_for(agent, now.date())
    )


def heard(agent: Agent, found: Today, now: datetime) -> Heard:
    """What became of those whom somebody helped, and what people said to them; theirs alone."""
    became = outcomes(helped(agent.pk, since=now - HELPED), since=found.since)
    lines = [line_of(one) for one in became[:_MOST]]
    return Heard(lines, news(agent, since=found.since, but={line.quote for line in lines}))


def midnight_after(now: datetime, *, days: int = 1) -> datetime:
    """When the day of a moment ends where its person is, or a later one."""
    return datetime.combine(now.date() + timedelta(days=days), time.min, now.tzinfo)


def pinned_for(agent: Agent) -> list[Team]:
    """The teams for which somebody may pin things up, by name."""
    return list(Team.objects.order_by("name") if agent.leads else agent.teams.order_by("name"))


def line_of(one: Outcome) -> Line:
    """An outcome in words."""
    name = {"name": one.name or _("Somebody you helped")}
    sentences = {
        Kind.RECOMMENDS: _("%(name)s would recommend us."),
        Kind.REVIEW: _("%(name)s reviewed us in public."),
        Kind.THANKS: _("%(name)s said thank you, and lets us share it."),
        Kind.REFERRAL: _("%(name)s sent us a friend who bought."),
    }
    if one.act:
        return Line(one.customer, sentences[one.act] % name, one.about)
    rung = names_of_rungs()[one.rung] if one.rung else ""
    return Line(
        one.customer, _("%(name)s came back, and stands on a higher rung now: %(rung)s.") % {**name, "rung": rung}, ""
    )
