"""What a model is told: who the customer is at this moment, and the take's lines. Nothing else is sent. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from extramile.growth.practice.rehearsal.scenario import Scenario, Writes
from extramile.growth.practice.rehearsal.take import Ended, Talk, Turn
from extramile.growth.practice.rehearsal.temper import ANGRY, CALM

_LONGEST = 1_200  # characters of a line that are sent
_LINES = 12  # of both that are sent, from the newest back
_MANNERS = {
    Writes.PLAIN: "plainly, in one or two sentences",
    Writes.SHORT: "in very few words, without capitals, often without full stops",
    Writes.LONG: "at length, in two or three long sentences",
    Writes.CAPITALS: "in plain sentences, with capitals for what is urgent while upset",
    Writes.SECOND_LANGUAGE: "in simple English as a second language, with small mistakes, always to be understood",
    Writes.SARCASTIC: "with dry sarcasm while upset, and plainly once calm",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a talk is: the scenario, the talk up to the agent's newest line, and the room's own answer to that."""

    scenario: Scenario
    talk: Talk

    @property
    def turn(self) -> Turn:
        """The newest turn."""
        return self.talk.turns[-1]

    @property
    def said(self) -> tuple[str, ...]:
        """All that the customer and the agent have written before the answer, in order."""
        lines = list(self.talk.opening)
        for turn in self.talk.turns:
            lines += [turn.line.text, *(turn.replies if turn is not self.turn else ())]
        return tuple(lines)

    @property
    def told(self) -> tuple[str, ...]:
        """The sentences of facts and of a card that the answer has to hold."""
        turn = self.turn
        facts = tuple(fact.says for fact in self.scenario.facts if fact.id in turn.told)
        return (*facts, turn.changed.says) if turn.changed else facts

    @property
    def held_back(self) -> tuple[str, ...]:
        """What the customer has not said yet, and nobody may hear from them: facts, and cards that lie face down."""
        heard = set(self.talk.facts)
        facts = [fact.says for fact in self.scenario.facts if not fact.told and fact.id not in heard]
        turned = [turn.changed for turn in self.talk.turns]
        return (*facts, *(card.says for card in self.scenario.turns if card not in turned))


def messages(moment: Moment) -> list[dict[str, str]]:
    """The conversation for a chat model. What the customer holds back is not in it, so that it cannot come out."""
    scenario, turn = moment.scenario, moment.turn
    known = [fact.says for fact in scenario.facts if fact.told or fact.id in moment.talk.facts]
    must = "".join(f"\n- {line}" for line in moment.told)
    system = (
        f"You play {scenario.customer.name}, a customer who writes to a company's service in a training for its staff. "
        f"You write English, {_MANNERS[scenario.customer.writes]}. You never speak for the company, never offer a "
        f"solution, never leave the part, and say only what you know.\nYou know:{_listed(known)}\n"
        f"You want: {scenario.need}\nNow you are {_temper(turn)}"
    )
    wanted = f"Your answer has to say, as it is here:{must}\n" if must else ""
    asked = (
        f"The chat so far:\n{_chat(moment)}\n\n{wanted}What you say now comes to this, said in your own words: "
        f"{' '.join(turn.replies)}\nWrite only your next message to the company, in at most 60 words, and nothing else."
    )
    return [{"role": "system", "content": system}, {"role": "user", "content": asked}]


def _listed(lines: list[str]) -> str:
    return "".join(f"\n- {line}" for line in lines) or " what you have written."


def _temper(turn: Turn) -> str:
    if turn.ended is Ended.CALM:
        return "calm and content: your matter is settled, and you say goodbye."
    if turn.ended is Ended.LEFT:
        return "done with this company: you say so, and leave."
    if turn.temper >= ANGRY:
        return f"angry ({turn.temper} of 10)."
    return f"still a little tense ({turn.temper} of 10)." if turn.temper > CALM else "nearly calm, and waiting."


def _chat(moment: Moment) -> str:
    lines = [f"You: {line}" for line in moment.talk.opening]
    for turn in moment.talk.turns:
        lines.append(f"Company: {turn.line.text[:_LONGEST]}")
        lines += [f"You: {reply[:_LONGEST]}" for reply in turn.replies] if turn is not moment.turn else []
    return "\n".join(lines[-_LINES:])
