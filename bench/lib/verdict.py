"""What everybody wrote, was promised and heard, held against what is kept in the database."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bench.lib.store import Kept, Store
from bench.lib.talkers import Talker, Talkers
from bench.lib.visitor import Visitor
from bench.lib.websocket import connect

_SHOWN = 20


@dataclass
class Verdict:
    """Counts, and a sentence for each of the first that went wrong."""

    sent: int = 0
    acknowledged: int = 0
    stored: int = 0
    delivered: int = 0
    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0
    altered: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def harmed(self) -> bool:
        """Whether any promise was broken."""
        return bool(self.lost or self.doubled or self.out_of_order or self.altered or self.wrong)

    def note(self, sentence: str) -> None:
        """Keep a sentence, if there are not too many."""
        if len(self.wrong) < _SHOWN:
            self.wrong.append(sentence)


def judge(talkers: Talkers, store: Store, *, ordered: bool) -> Verdict:
    """Compare everything. With `ordered` a gap in what comes, or an entry that was in an answer already, is a fault.

    Several processes may tell so, and clients put it right.
    """
    verdict = Verdict()
    logs: dict[int, list[Kept]] = defaultdict(list)
    for kept in store.entries():
        logs[kept.conversation].append(kept)
    _promises(verdict, talkers, logs)
    for number, log in logs.items():
        _gapless(verdict, number, log)
    _ears(verdict, talkers, logs, store.numbers())
    for one in talkers:
        _manners(verdict, one, ordered=ordered)
    _counts(verdict, store)
    if not store.sound():
        verdict.note("the database says that it is damaged")
    return verdict


def _promises(verdict: Verdict, talkers: Talkers, logs: Mapping[int, list[Kept]]) -> None:
    names = Counter(kept.name for log in logs.values() for kept in log)
    texts = {kept.name: kept.text for log in logs.values() for kept in log}
    for one in talkers:
        verdict.sent += len(one.written)
        verdict.acknowledged += len(one.acked)
        verdict.stored += sum(name in names for name in one.written)
        for name, text in one.written.items():
            if name not in one.acked or not names[name]:
                verdict.lost += 1
                verdict.note(f"{one.name}: {name} acknowledged {name in one.acked}, stored {bool(names[name])}")
            elif texts[name] != text:
                verdict.altered += 1
                verdict.note(f"{one.name}: {name} is kept as {texts[name]!r}")
        order = [kept.name for log in logs.values() for kept in log if kept.name in one.written]
        _in_order(verdict, one, order)
    for name, times in names.items():
        if times > 1:
            verdict.doubled += 1
            verdict.note(f"{name} is stored {times} times")


def _in_order(verdict: Verdict, one: Talker, order: Iterable[str]) -> None:
    """What somebody said in one conversation stands there in the order in which they said it.

    Who sends on before the `ack` lets the next message overtake one that could not be stored for a while.
    """
    if one.door.put_off and not one.door.one_at_a_time:
        return
    places = {name: place for place, name in enumerate(one.written)}
    last: dict[str | int, int] = {}
    for name in order:
        of = one.conversation_of[name]
        if places[name] < last.get(of, -1):
            verdict.out_of_order += 1
            verdict.note(f"{one.name}: {name} stands after what was said later")
        last[of] = max(last.get(of, -1), places[name])


def _gapless(verdict: Verdict, number: int, log: list[Kept]) -> None:
    said = [kept.said for kept in log if kept.said is not None]
    if [kept.seq for kept in log] != list(range(1, len(log) + 1)) or said != list(range(1, len(said) + 1)):
        verdict.out_of_order += 1
        verdict.note(f"conversation {number} is kept with gaps")


def _ears(verdict: Verdict, talkers: Talkers, logs: Mapping[int, list[Kept]], numbers: Mapping[str, int]) -> None:
    missed: set[str] = set()
    for one in talkers.visitors:
        assert isinstance(one.door, Visitor)
        name = one.door.conversation
        due = [kept for kept in logs.get(numbers.get(name, 0), []) if kept.said is not None]
        missed |= _compare(verdict, one, due, one.heard.get(name, []))
    for one in talkers.desks:
        for number in numbers.values():
            missed |= _compare(verdict, one, logs.get(number, []), one.heard.get(number, []))
    ours = {name for one in talkers for name in one.written}
    kept_names = {kept.name for log in logs.values() for kept in log}
    verdict.delivered = len((ours & kept_names) - missed)


def _compare(verdict: Verdict, one: Talker, due: list[Kept], heard: list[tuple[str, str]]) -> set[str]:
    """The names of what one should have heard and did not."""
    for place, kept in enumerate(due[: len(heard)]):
        if heard[place][0] != kept.name:
            verdict.out_of_order += 1
            verdict.note(f"{one.name} heard {heard[place][0]} at {place + 1} where {kept.name} is kept")
        elif heard[place][1] != kept.text:
            verdict.altered += 1
            verdict.note(f"{one.name} heard {heard[place][1]!r} where {kept.text!r} is kept")
    if len(heard) < len(due):
        verdict.lost += len(due) - len(heard)
        verdict.note(f"{one.name} heard {len(heard)} of {len(due)} entries of {due[0].conversation}")
    elif len(heard) > len(due):
        verdict.doubled += len(heard) - len(due)
        verdict.note(f"{one.name} heard {len(heard)} entries where {len(due)} are kept")
    return {kept.name for kept in due[len(heard) :]}


def _manners(verdict: Verdict, one: Talker, *, ordered: bool) -> None:
    door = one.door
    # What was stored while an answer was read may come twice between processes; one process knows what it answered. Who
    # posts what they ask hears the answer to its twin too, on their one stream.
    twice = not ordered or (one.twinned and door.way is not connect)
    again = door.repeated + (0 if twice else door.unasked)
    if again:
        verdict.doubled += again
        verdict.note(f"{one.name} was told {again} entries again without a reason: {', '.join(door.repeats[:3])}")
    if door.gaps and ordered:
        verdict.out_of_order += door.gaps
        verdict.note(f"{one.name} heard of {door.gaps} entries before the one before them")
    for error in door.errors[:3]:
        verdict.note(f"{one.name} got {error}")


def _counts(verdict: Verdict, store: Store) -> None:
    kept = store.rows("SELECT inbox_id, scope, status, n FROM desk_tally WHERE n <> 0")
    counted: Counter[tuple[int, str, str]] = Counter()
    for inbox, status, assignee in store.rows(
        "SELECT inbox_id, status, assignee_id FROM desk_conversation WHERE seq > 0"
    ):
        counted[inbox, "any", status] += 1
        counted[inbox, f"agent:{assignee}" if assignee else "none", status] += 1
    if {(inbox, scope, status): n for inbox, scope, status, n in kept} != dict(counted):
        verdict.note(f"the kept counts are {sorted(kept)} and not {sorted(counted.items())}")
