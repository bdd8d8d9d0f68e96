"""Every kind of frame, who may send or receive it, and its fields. docs/live.md says what they mean."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

import orjson

MOST_BYTES = 65_536
Door = Literal["visitor", "desk"]
AGENTS = frozenset({"agent", "lead", "admin"})
VISITORS = frozenset({"visitor"})

_is_uuid = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").fullmatch
_LONE = re.compile("[\ud800-\udfff]")
_HIGHEST = 2**31


class BadFrame(Exception):
    """A frame that changes nothing; `code` is one of docs/live.md's."""

    def __init__(self, code: str, says: str, of: str | None = None, **more: Any) -> None:
        super().__init__(says)
        self.code, self.says, self.of, self.more = code, says, of, more


def _uuid(value: object) -> bool:
    return isinstance(value, str) and _is_uuid(value) is not None


def _count(value: object) -> bool:
    return type(value) is int and 0 <= value < _HIGHEST


def _number(value: object) -> bool:
    return type(value) is int and 0 < value < 2**63


def _text(value: object) -> bool:
    return isinstance(value, str)


def _flag(value: object) -> bool:
    return value is True or value is False


def _stars(value: object) -> bool:
    return type(value) is int and 1 <= value <= 5


def _to_ten(value: object) -> bool:
    return type(value) is int and 0 <= value <= 10


def _watch(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict) and _number(one.get("conversation")) and _count(one.get("seq")) for one in value
    )


def _vow(value: object) -> bool:
    return isinstance(value, dict) and _words(value.get("what")) and _moment(value.get("due"))


def _words(value: object) -> bool:
    return isinstance(value, str) and value.strip() != "" and len(value) <= 300


def _moment(value: object) -> bool:
    try:
        return isinstance(value, str) and 1970 < moment(value).year < 9000
    except ValueError:
        return False


def moment(value: str) -> datetime:
    """A moment as frames carry it, which says its zone. Raises ValueError."""
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError(value)
    return found


def _state(value: object) -> bool:
    return value in ("here", "away", "off")


Check = Callable[[object], bool]


@dataclass(frozen=True)
class FrameKind:
    """One kind of frame at one door: who may send it to the server, or receive it from the server."""

    kind: str
    door: Door
    senders: frozenset[str] = frozenset()
    receivers: frozenset[str] = frozenset()
    needs: Mapping[str, Check] = field(default_factory=dict)
    may: Mapping[str, Check] = field(default_factory=dict)


def _in(door: Door, kind: str, may: Mapping[str, Check] | None = None, **needs: Check) -> FrameKind:
    return FrameKind(kind, door, senders=VISITORS if door == "visitor" else AGENTS, needs=needs, may=may or {})


def _out(door: Door, *kinds: str) -> list[FrameKind]:
    receivers = VISITORS if door == "visitor" else AGENTS
    return [FrameKind(kind, door, receivers=receivers) for kind in kinds]


KINDS = (
    _in(
        "visitor", "hello", key=_text,
        may={"token": _text, "conversation": _uuid, "said": _count, "page": _text, "language": _text},
    ),
    _in("visitor", "send", conversation=_uuid, id=_uuid, text=_text, may={"first": _flag}),
    _in(
        "visitor", "rating", conversation=_uuid, id=_uuid, resolved=_count, stars=_stars,
        may={"comment": _text, "recommend": _to_ten, "may_share": _flag},
    ),
    _in("visitor", "typing", conversation=_uuid, on=_flag),
    _in("visitor", "seen", conversation=_uuid, said=_count),
    _in("visitor", "resume", conversation=_uuid, said=_count),
    _in("visitor", "older", conversation=_uuid, before=_count),
    _in("visitor", "ping"),
    *_out("visitor", "welcome", "entry", "resumed", "ack", "rating", "mark", "typing", "here", "beat", "error", "bye"),
    _in("desk", "hello", watch=_watch),
    _in("desk", "watch", conversation=_number, seq=_count),
    _in("desk", "unwatch", conversation=_number),
    _in("desk", "send", conversation=_number, id=_uuid, text=_text, may={"note": _flag, "promise": _vow}),
    _in("desk", "typing", conversation=_number, on=_flag, may={"note": _flag}),
    _in("desk", "seen", conversation=_number, said=_count),
    _in("desk", "presence", state=_state),
    _in("desk", "ping"),
    *_out(
        "desk", "welcome", "entry", "resumed", "ack", "rows", "tallies", "mark", "typing", "viewers", "presence",
        "customer", "promise", "beat", "error", "bye",
    ),
)  # fmt: skip
TAKEN = {(kind.door, kind.kind): kind for kind in KINDS if kind.senders}
GIVEN = {(kind.door, kind.kind): kind for kind in KINDS if kind.receivers}


def read(door: Door, who: str, line: str) -> dict[str, Any]:
    """A frame that `who` (a role, or visitor) may send at `door`. Raises BadFrame."""
    if len(line) > MOST_BYTES or (not line.isascii() and len(line.encode("utf-8", "surrogatepass")) > MOST_BYTES):
        raise BadFrame("too_large", f"A frame has at most {MOST_BYTES} bytes.")
    frame = parsed(line)
    kind = frame.get("kind") if isinstance(frame, dict) else None
    if not isinstance(kind, str):
        raise BadFrame("malformed", "A frame is a JSON object with a kind.")
    known = TAKEN.get((door, kind))
    if known is None or who not in known.senders:
        raise BadFrame("unknown_kind", "This door does not take frames of this kind.", kind[:40])
    for name, check in known.needs.items():
        if not check(frame.get(name)):
            raise BadFrame("malformed", f"“{name}” is missing or not of its type.", kind, **_named(frame))
    for name, check in known.may.items():
        if frame.get(name) is not None and not check(frame[name]):
            raise BadFrame("malformed", f"“{name}” is not of its type.", kind, **_named(frame))
    return frame  # type: ignore[no-any-return]


def parsed(line: str) -> Any:
    """The JSON that a client wrote. Raises BadFrame."""
    try:
        return orjson.loads(line)
    except ValueError:
        pass
    try:
        # Half of a surrogate pair, as browsers write the end of a cut emoji, is JSON all the same: not a reason to lose
        # the message.
        return orjson.loads(_LONE.sub("\ufffd", json.dumps(json.loads(line), ensure_ascii=False)))
    except (ValueError, RecursionError):
        raise BadFrame("malformed", "A frame is one JSON object on one line.") from None


def named(door: Door, frame: Mapping[str, Any]) -> dict[str, Any]:
    """What an error repeats of a well-formed frame, so that the sender knows which of theirs is meant."""
    needs = TAKEN[door, frame["kind"]].needs
    return {name: frame[name] for name in ("id", "conversation") if name in needs}


def _named(frame: Mapping[str, Any]) -> dict[str, Any]:
    """What an error repeats so that the sender knows which of its messages is meant."""
    return {"id": frame["id"]} if _uuid(frame.get("id")) else {}


def make(door: Door, kind: str, **fields: Any) -> str:
    """A frame for the wire. A kind that the door does not declare is a mistake of ours, and fails loudly."""
    assert (door, kind) in GIVEN, f"{kind} is not declared at the {door} door"
    return orjson.dumps({"kind": kind, **fields}).decode()


def often(door: Door, kind: str, **fields: str) -> str:
    """A frame that is made for every message, with a place for each field: `"%s"` where the value needs no escape, and
    `%s` where it is JSON already."""
    assert (door, kind) in GIVEN, f"{kind} is not declared at the {door} door"
    return f'{{"kind":"{kind}",' + ",".join(f'"{name}":{place}' for name, place in fields.items()) + "}"


def error(door: Door, bad: BadFrame) -> str:
    """The frame that says why another one changed nothing."""
    return make(door, "error", code=bad.code, of=bad.of, says=bad.says, **bad.more)
