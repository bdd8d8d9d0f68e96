"""Good moments of the day in words, from which somebody may keep one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from extramile.customers.models import Customer
from extramile.customers.queries.outcomes import outcomes, thanked
from extramile.desk.queries.helped import helped
from extramile.desk.queries.moments import kept_promises, resolved_by, turned
from extramile.growth.today.days import Day
from extramile.people.models import Agent
from extramile.web.growth.worth import HELPED, Line, line_of, midnight_after

_MOST = 8


def moments(agent: Agent, day: Day, now: datetime) -> list[Line]:
    """What was good today, as far as the desk knows: thanks, promises kept, moods that turned, and what became of
    people one helped. At most eight lines, for this person alone."""
    since = day.began or midnight_after(now, days=0)
    talks = resolved_by(agent.pk, since=since)
    thanks = [
        Line(one.customer, _("%(name)s said thank you.") % _named(one.name), one.about)
        for one in thanked([talk.pk for talk in talks], since=since)
    ]
    kept = [
        Line(one.customer_id, _("I kept my promise to %(name)s:") % _named(one.customer.name), one.what)
        for one in kept_promises(agent.pk, since=since)
    ]
    eased = [Line(talk.customer_id, _eased(talk.customer), "") for talk in turned(talks)]
    became = [line_of(one) for one in outcomes(helped(agent.pk, since=now - HELPED), since=day.day)]
    return [*thanks, *kept, *eased, *became][:_MOST]


def back_at_work(now: datetime) -> datetime:
    """Until when promises fall due while somebody is away: the end of the next day from Monday to Friday."""
    days = 2
    while (now + timedelta(days=days - 1)).isoweekday() > 5:
        days += 1
    return midnight_after(now, days=days)


def _eased(customer: Customer) -> str:
    return _("%(name)s was tense, and eased before the end.") % _named(customer.name)


def _named(name: str) -> dict[str, str]:
    return {"name": name or _("Somebody you helped")}
