"""A take: what was played, and what its agent wrote. Pure; the talk follows from it each time it is looked at."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from extramile.growth.practice.rehearsal.play import play
from extramile.growth.practice.rehearsal.reading import read, written
from extramile.growth.practice.rehearsal.scenario import Scenario
from extramile.growth.practice.rehearsal.take import Line, Talk
from extramile.growth.skills import Skill


@dataclass(frozen=True, slots=True)
class Played:
    """What is played: a scenario as its text was then, dealt by a seed. `timed` when patience runs with the clock."""

    scenario: str
    title: str
    text: str
    skills: tuple[str, ...]
    seed: str
    improv: bool = False
    timed: bool = False


@dataclass(frozen=True, slots=True)
class Take:
    """One take. `number` counts those of its scenario, `turn` all of its agent's. As they were when its last line was
    written, `trace` is the temper (0 to 10) at the start and after each line, `ended` how it ended ("" for not yet).
    """

    played: Played
    number: int = 1
    turn: int = 1
    lines: tuple[Line, ...] = ()
    trace: tuple[int, ...] = ()
    ended: str = ""
    day: date | None = field(default=None, compare=False)
    row: UUID | None = field(default=None, compare=False)


def played_of(scenario: Scenario, *, seed: str, improv: bool = False, timed: bool = False) -> Played:
    """A scenario, made ready to be played and kept."""
    skills = tuple(one.value for one in scenario.skills)
    return Played(scenario.name, scenario.title, _written(scenario), skills, seed, improv=improv, timed=timed)


def scenario_of(played: Played) -> Scenario:
    """The scenario as it was when the take began. Raises Broken when this version reads it no more."""
    return _read(played.text, played.scenario)


def talk_of(take: Take) -> Talk:
    """The whole talk, played again. Raises Broken."""
    played = take.played
    return play(scenario_of(played), take.lines, seed=played.seed, improv=played.improv)


def with_lines(take: Take, lines: tuple[Line, ...]) -> Take:
    """The same take with other lines, and what comes of them. Raises Broken."""
    changed = replace(take, lines=lines)
    talk = talk_of(changed)
    return replace(changed, trace=tuple(talk.trace), ended=talk.ended.value if talk.ended else "")


def stored(take: Take) -> dict[str, Any]:
    """A take as it is sealed: what its row says already is left out."""
    kept = asdict(take)
    del kept["day"], kept["row"]
    return kept


def take_of(content: dict[str, Any], *, day: date | None = None, row: UUID | None = None) -> Take:
    """A take from what was sealed. What an older or newer version wrote otherwise is left out."""
    played = dict(content.get("played") or {})
    words = {name: str(played.get(name) or "") for name in ("scenario", "title", "text", "seed")}
    return Take(
        played=Played(
            **words, skills=_known(played.get("skills")), improv=bool(played.get("improv")),
            timed=bool(played.get("timed")),
        ),
        number=_whole(content.get("number")) or 1,
        turn=_whole(content.get("turn")),
        lines=tuple(_line(one) for one in content.get("lines") or ()),
        trace=tuple(_whole(one) for one in content.get("trace") or ()),
        ended=str(content.get("ended") or ""),
        day=day, row=row,
    )  # fmt: skip


def _line(content: dict[str, Any]) -> Line:
    after = content.get("after")
    answered = tuple(str(one) for one in content.get("answered") or ())
    return Line(str(content.get("text") or ""), float(after) if isinstance(after, int | float) else 0.0, answered)


def _known(skills: Any) -> tuple[str, ...]:
    return tuple(one for one in skills or () if one in set(Skill))


def _whole(value: Any) -> int:
    return value if isinstance(value, int) else 0


# Reading and writing YAML takes longer than a whole turn.
_read = lru_cache(maxsize=256)(lambda text, name: read(text, name=name, file=name))
_written = lru_cache(maxsize=1_000)(written)
