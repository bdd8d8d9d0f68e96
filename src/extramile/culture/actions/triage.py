"""What becomes of feedback: sorted, answered, merged with what says the same, and each of it taken back.

Whoever changes something says which version of it they saw. Its row is held meanwhile, so that of two who change it at
once one does, and the other is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from extramile.base import clock, text
from extramile.culture import access
from extramile.culture.models import OPEN, OPEN_TO_ALL, AnswerLetter, Did, Feedback, Kind, Status, Step
from extramile.people.access import as_lead
from extramile.people.models import Agent

WORDS, TOLD = 2_000, 400
# A mail cannot be called back: it waits for second thoughts.
WAIT = timedelta(minutes=5)
_THEIRS = (Status.TRYING, Status.DONE, Status.WONT)


class Moved(Exception):
    """Somebody changed it meanwhile: look again first."""


class NothingTold(ValueError):
    """What everybody is to read needs a line that says what was said."""


class NoEnd(ValueError):
    """What is tried is tried until a day that is not over."""


class NotTheSame(ValueError):
    """Feedback is merged with another that stands by itself, and brings along none that was merged with it."""


class NotToUndo(ValueError):
    """Something was done after it, or its mail is on its way."""


@dataclass(frozen=True, slots=True)
class Look:
    """Which feedback somebody changes, the version that they saw, and the name of their form, by which it is changed
    once however often it comes."""

    feedback: int
    version: int
    name: UUID
    day: date


@dataclass(frozen=True, slots=True)
class Answer:
    """What we did, or do: everybody reads it when it is `shown`, beside `told`, and it goes by `mail` to those who left
    an address. What is tried has an end, `until`."""

    words: str
    status: str
    until: date | None = None
    told: str = ""
    shown: bool = False
    mail: bool = False


def sort(actor: Agent, look: Look, *, kind: str, owner: int | None, inside: bool) -> Step:
    """Say what it is and who takes it on; what is new is then looked into. `inside` off, only leads read it again.

    Raises people.access.NotAllowed, access.NotThere or Moved.
    """
    with transaction.atomic():
        as_lead(actor)
        found = _held(look)
        if isinstance(found, Step):
            return found
        holder = Agent.objects.filter(pk=owner, is_active=True).first() if owner else None
        begun = Status.LOOKING if holder and found.status == Status.NEW else found.status
        stays = found.inside and (inside or found.source in OPEN_TO_ALL)
        values: dict[str, Any] = {
            "kind": Kind(kind),
            "owner_id": holder.pk if holder else None,
            "status": begun,
            "inside": stays,
        }
        return _change(found, actor, Did.SORTED, look, **values)


def answer(actor: Agent, look: Look, given: Answer) -> Step:
    """Answer, and say what becomes of it. Who proposed a better way may say that it is tried, and how it went.

    Raises access.NotThere, Moved, NothingTold, NoEnd, text.EmptyText or text.TextTooLong.
    """
    words, told = text.clean(given.words, WORDS), text.line(text.storable(given.told), TOLD)
    status = Status(given.status)
    if status == Status.TRYING and (given.until is None or given.until < look.day):
        raise NoEnd
    with transaction.atomic():
        found = _held(look)
        if isinstance(found, Step):
            return found
        if not access.may_answer(actor, found) or not (actor.leads or status in _THEIRS) or found.same_as_id:
            raise access.NotThere(look.feedback)
        shown = given.shown or found.source in OPEN_TO_ALL
        if shown and not (told or found.told or found.source in OPEN_TO_ALL):
            raise NothingTold
        made = _change(
            found, actor, Did.ANSWERED, look, words=words, shown=shown, status=status, inside=found.inside or shown,
            told=told or found.told, did=words if shown else found.did, answered=found.answered or look.day,
            until=given.until if status == Status.TRYING else None, closed=None if status in OPEN else look.day,
        )  # fmt: skip
        if given.mail and actor.leads:
            _mail(made)
        return made


def merge(actor: Agent, look: Look, into: int) -> Step:
    """Put it with one that says the same: from then on an answer there is an answer to both.

    Raises people.access.NotAllowed, access.NotThere, Moved or NotTheSame.
    """
    with transaction.atomic():
        as_lead(actor)
        # In one order, so that two who merge two with each other at once do not wait for each other.
        both = {one.pk: one for one in _rows([look.feedback, into])}
        other = both.get(into)
        found = _held(look)
        if isinstance(found, Step):
            return found
        if other is None:
            raise access.NotThere(into)
        if found.same_as_id or not _may_join(found, other):
            raise NotTheSame
        return _change(found, actor, Did.MERGED, look, same_as_id=other.pk)


def part(actor: Agent, look: Look) -> Step:
    """Let it stand by itself again. Raises people.access.NotAllowed, access.NotThere or Moved."""
    with transaction.atomic():
        as_lead(actor)
        found = _held(look)
        if isinstance(found, Step):
            return found
        return _change(found, actor, Did.PARTED, look, same_as_id=None)


def undo(actor: Agent, feedback: int, step: int) -> None:
    """Take back the last thing that was done; said twice, once. Raises access.NotThere or NotToUndo."""
    with transaction.atomic():
        found = next(iter(_rows([feedback])), None)
        if found is None or not access.may_answer(actor, found):
            raise access.NotThere(feedback)
        last = found.steps.order_by("-pk").first()
        if not found.steps.filter(pk=min(step, access.HIGHEST)).exists():
            return
        if last is None or last.pk != step or not (actor.leads or last.by_id == actor.pk):
            raise NotToUndo
        # A turn that was taken may be with the mail server: whoever takes one finds the row gone, or we find it taken.
        letters = AnswerLetter.objects.filter(step=last)
        letters.filter(turn=0).delete()
        if letters.exists():
            raise NotToUndo
        before = last.before
        joins = Feedback.objects.filter(pk=before.get("same_as_id")).first()
        if joins and not _may_join(found, joins):
            raise NotToUndo
        last.delete()
        _put(found, before)


def _may_join(found: Feedback, other: Feedback) -> bool:
    return not (other.pk == found.pk or other.same_as_id or found.merged.exists())


def _rows(keys: Iterable[int]) -> list[Feedback]:
    kept = [min(key, access.HIGHEST) for key in keys]
    return list(Feedback.objects.select_for_update().filter(pk__in=kept).order_by("pk"))


def _held(look: Look) -> Feedback | Step:
    """The row that was looked at, or what this very form has done already. Raises NotThere or Moved."""
    found = next(iter(_rows([look.feedback])), None)
    if found is None:
        raise access.NotThere(look.feedback)
    done = Step.objects.filter(name=look.name).first()
    if done is not None:
        return done
    if found.version != look.version:
        raise Moved
    return found


def _change(
    found: Feedback, actor: Agent, did: Did, look: Look, /, *, words: str = "", shown: bool = False, **values: Any
) -> Step:
    before = {name: getattr(found, name) for name in values}
    made = Step.objects.create(
        feedback=found, name=look.name, did=did, by=actor, words=words, shown=shown, before=before, day=look.day,
        status=values.get("status", found.status),
    )  # fmt: skip
    _put(found, values)
    return made


def _put(found: Feedback, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(found, name, value)
    found.version += 1
    answers = found.steps.filter(shown=True).values_list("words", flat=True)
    said = found.words if found.source in OPEN_TO_ALL else ""
    found.found_inside = text.folded("\n".join((found.told, said, *answers)))
    found.save()


def _mail(step: Step) -> None:
    pk, due = step.feedback_id, clock.now() + WAIT
    said = Feedback.objects.filter(Q(pk=pk) | Q(same_as=pk)).exclude(email="").order_by("pk")
    # Whoever said it twice hears of it once.
    one_each = {one.email.casefold(): one for one in said}
    AnswerLetter.objects.bulk_create([AnswerLetter(step=step, feedback=one, due=due) for one in one_each.values()])
