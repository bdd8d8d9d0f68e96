"""Opening a round."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from extramile.people import access
from extramile.people.models import Agent, Team
from extramile.pulse.measures import OWN
from extramile.pulse.models import Closing, Going, Round, Slice
from extramile.pulse.refused import RoundGoing, TooSoon
from extramile.pulse.release.dividing import Asked, divide

# Asked again within a few days, everybody would say what they said: the two sums would show who is new in the second.
GAP = timedelta(days=7)
BURNOUT_GAP = timedelta(days=30)
LONGEST = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Questions:
    """What a round asks beside what each one does: the burnout scales, years at the craft, and up to two of our own."""

    work: bool = False
    client: bool = False
    experience: bool = False
    own: list[str] = field(default_factory=list)


def open_round(actor: Agent, questions: Questions, *, today: date, until: date) -> Round:
    """Ask everybody who is here now, until a day. Raises access.NotAllowed, RoundGoing or TooSoon."""
    with transaction.atomic():
        lead = access.as_lead(actor)
        if Going.objects.exists():
            raise _going()
        last = Closing.objects.order_by("-day", "-pk").first()
        _in_time(last.day if last else None, GAP, today, _("The next round can open on %(day)s."))
        if questions.work or questions.client:
            asked = Round.objects.filter(work=True) | Round.objects.filter(client=True)
            before = asked.order_by("-opened").values_list("opened", flat=True).first()
            _in_time(before, BURNOUT_GAP, today, _("The questions about burnout can be asked again on %(day)s."))
        opened = Round.objects.create(
            by=lead.pk, opener=lead.name, opened=today, until=max(today, min(until, today + LONGEST)),
            work=questions.work, client=questions.client, experience=questions.experience, own=questions.own[:OWN],
            before_id=last.round_id if last else None,
        )  # fmt: skip
        try:
            with transaction.atomic():
                Going.objects.create(pk=1, round=opened)
        except IntegrityError as error:
            raise _going() from error
        _ask(opened)
        return opened


def _ask(opened: Round) -> None:
    names = dict(Team.objects.values_list("pk", "name"))
    teams: dict[int, list[int]] = {}
    for team, agent in Team.members.through.objects.values_list("team_id", "agent_id"):
        teams.setdefault(agent, []).append(team)
    here = Agent.objects.filter(is_active=True).order_by("pk")
    groups = divide(Asked(one.pk, one.leads, tuple(teams.get(one.pk, ()))) for one in here)
    Slice.objects.bulk_create(
        Slice(
            round=opened, team=team, name=names.get(team, "") if team else "",
            people=sorted(one.person for one in group), leads=sorted(one.person for one in group if one.leads),
        )
        for team, group in groups.items()
    )  # fmt: skip


def _in_time(before: date | None, gap: timedelta, today: date, sentence: str) -> None:
    if before is not None and today < before + gap:
        raise TooSoon(sentence % {"day": date_format(before + gap, "j F")})


def _going() -> RoundGoing:
    return RoundGoing(_("A round is open already. Close it before you open another."))
