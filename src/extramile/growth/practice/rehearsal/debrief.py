"""What is said after a take: what moved the customer, what is still open, and one thing to try. About the task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from extramile.growth.practice.rehearsal.kinds import FEELING, FIXING, GRATING, SKILL_OF, Kind
from extramile.growth.practice.rehearsal.scenario import Fact, Scenario, Step
from extramile.growth.practice.rehearsal.take import Ended, Move, Talk
from extramile.growth.practice.rehearsal.temper import ANGRY
from extramile.growth.skills import Skill

_MOST_OPEN = 3


@dataclass(frozen=True, slots=True)
class Debrief:
    """`moved` has what moved the temper, in the agent's words; `open` sentences on what is still open, the first first;
    `try_next` one thing to try; `skills` what the take touched.
    """

    moved: tuple[Move, ...]
    open: tuple[str, ...]
    try_next: str
    skills: tuple[Skill, ...]


def debrief(scenario: Scenario, talk: Talk) -> Debrief:
    """What to say after a talk, or in the middle of it."""
    moves = [move for turn in talk.turns for move in turn.moves]
    still = tuple(_open(scenario, talk))[:_MOST_OPEN]
    touched = {SKILL_OF[move.kind] for move in moves if move.kind in SKILL_OF}
    if scenario.customer.temper >= ANGRY and any(move.kind in FIXING and move.temper < 0 for move in moves):
        touched.add(Skill.STAYING)
    return Debrief(
        tuple(move for move in moves if move.temper), still, _try_next(scenario, talk, moves),
        tuple(skill for skill in Skill if skill in touched),
    )  # fmt: skip


def _open(scenario: Scenario, talk: Talk) -> Iterator[str]:
    cards = [turn.changed for turn in talk.turns if turn.changed]
    steps = {step.id: step for step in (*scenario.steps, *(card.step for card in cards if card.step))}
    for name in talk.missing:
        yield _of_step(steps[name], offered=name in talk.steps)
    backs = {about for turn in talk.turns for move in turn.moves if move.kind is Kind.SAID_BACK for about in move.about}
    facts = (*scenario.facts, *(card.fact for card in cards if card.fact))
    if talk.turns and not backs:
        told = next((fact for fact in facts if fact.told), None)
        if told:
            yield _("Nothing they told you came back in your words, such as: “%(fact)s”") % {"fact": told.says}
    for fact in facts:
        if not fact.told and fact.id not in talk.facts:
            yield _of_fact(fact)


def _of_step(step: Step, *, offered: bool) -> str:
    if offered:
        return _("You named this step without a time: %(step)s") % {"step": step.does}
    return _("This step did not come up: %(step)s") % {"step": step.does}


def _of_fact(fact: Fact) -> str:
    words = {"words": fact.asked_by[0] if fact.asked_by else fact.says}
    return _("You did not ask about “%(words)s”. One question hands them the wheel.") % words


def _try_next(scenario: Scenario, talk: Talk, moves: list[Move]) -> str:
    grated = [move for move in moves if move.kind in GRATING and move.temper > 0]
    if grated:
        return _instead(scenario, max(grated, key=lambda move: move.temper))
    kinds = {move.kind for move in moves}
    angry = scenario.customer.temper >= ANGRY
    if angry and kinds & FEELING and not kinds & FIXING:
        return _("Begin with the next fix; the feeling is heard better after it.")
    if Kind.SAID_BACK not in kinds and any(fact.told for fact in scenario.facts):
        return _("Begin the next take with what happened to them, in your own words.")
    if talk.missing:
        return _("Say one thing that you will do yourself, and by when.")
    if Kind.QUESTION not in kinds:
        return _("Ask one short question before you offer anything.")
    if talk.ended is not Ended.CALM:
        return _("Stay one line longer: say again what happens next, and when.")
    return _("Try it as improv, or with the clock running.")


def _instead(scenario: Scenario, move: Move) -> str:
    words = {"words": move.words}
    if move.kind is Kind.OVERPROMISE:
        rule = scenario.rules[int(move.about[0])]
        if rule.instead:
            return _("Instead of “%(words)s”, you could say: “%(instead)s”") % {**words, "instead": rule.instead}
    said: dict[Kind, str] = {
        Kind.POLICY: _("Where you wrote “%(words)s”, say first what you can do."),
        Kind.BLAME: _("Where you wrote “%(words)s”, leave out who did it and say what happens now."),
        Kind.CALM_DOWN: _("Where you wrote “%(words)s”, say what you will do; calm follows from that."),
        Kind.VAGUE_WE: _("Where you wrote “%(words)s”, say “I”, and by when."),
        Kind.CANNED: _("Where you wrote “%(words)s”, write what you would say to a neighbour."),
        Kind.REPEATED: _("Where you wrote “%(words)s”, begin with what they told you already."),
        Kind.OVERPROMISE: _("Where you wrote “%(words)s”, promise what you can keep."),
        Kind.ABUSE: _("Where you wrote “%(words)s”, stop for one breath and begin with the facts."),
    }
    return said[move.kind] % words
