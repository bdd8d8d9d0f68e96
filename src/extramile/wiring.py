"""When X happened, do Y: one list of what follows at once, and one of what a worker follows, and never loses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import structlog

from extramile.base import clock, jobs
from extramile.base.text import span
from extramile.culture.actions import choosing, feedback, thanks
from extramile.culture.tasks import look_for_answers, look_for_letters
from extramile.customers.account.facts import CAME_BACK, GIVEN_BACK, OPENED_AGAIN, Fact
from extramile.customers.actions import account, merging, nights, promises, rated, sums
from extramile.customers.events import CustomerBlocked, CustomerChanged, PromiseDue, Reweighed
from extramile.desk.actions import manners, mile, mood, reports
from extramile.desk.actions.snooze import wake_due
from extramile.desk.events import (
    AccessChanged,
    Gave,
    Marked,
    Rated,
    Reopened,
    Resolved,
    Solved,
    Tallied,
    ToldTwice,
    WaitedLong,
    WebsiteChanged,
    Written,
    WroteAgain,
)
from extramile.desk.queries.gestures import account_of
from extramile.desk.queries.ratings import rating
from extramile.desk.queries.talk import customer_of
from extramile.desk.tasks import look_for_turn_letters
from extramile.people.actions import sealing
from extramile.people.events import AccessLost, AgentChanged, SignedOut
from extramile.pulse import actions as pulse
from extramile.web.live.relay import Relay

_log = structlog.get_logger()
Wires = dict[type, Callable[[Any], None]]


def wires(relay: Relay) -> Wires:
    """What follows from each event on a process that serves live connections."""
    return {
        Written: relay.written,
        Marked: relay.marked,
        Tallied: relay.tallied,
        SignedOut: relay.signed_out,
        AccessLost: relay.access_lost,
        AgentChanged: relay.agent_changed,
        AccessChanged: relay.access_changed,
        WebsiteChanged: relay.website_changed,
        CustomerChanged: relay.customer_changed,
        CustomerBlocked: relay.customer_blocked,
        PromiseDue: relay.promise_due,
    }


def kept() -> Wires:
    """What follows from each kept event, on a worker: at least once, and in any order."""
    return {
        Solved: lambda event: _tell(Fact.SOLVED_FIRST, "solved", event),
        Reopened: _reopened,
        WroteAgain: lambda event: _tell(Fact.WROTE_AGAIN, "again", event),
        WaitedLong: lambda event: _tell(Fact.WAITED, "waited", event, about=span(event.at - event.since)),
        ToldTwice: lambda event: _tell(Fact.TOLD_TWICE, "told", event),
        Resolved: _resolved,
        Rated: _rated,
        Gave: _gave,
        Reweighed: lambda event: sums.walk(event.after),
    }


def _tell(fact: Fact, word: str, event: Any, *, about: str = "") -> None:
    # Asked anew: meanwhile the customer may have become part of another, or been erased.
    customer = customer_of(event.conversation)
    if customer is not None:
        key = f"{word}:{event.conversation}:{event.seq}"
        account.record(customer, fact, key=key, at=event.at, about=about, conversation=event.conversation)


def _resolved(event: Resolved) -> None:
    mood.count(event.conversation)
    reports.follow(event.conversation)
    customer = customer_of(event.conversation)
    if customer is not None:
        manners.read_again(customer)


def _reopened(event: Reopened) -> None:
    reports.follow(event.conversation)
    # Another worker may be about to tell that it was solved: told first, it cannot come after this.
    _tell(Fact.SOLVED_FIRST, "solved", event)
    reason = CAME_BACK if event.customer_came else OPENED_AGAIN
    account.take_back(f"solved:{event.conversation}:{event.seq}", reason=reason)


def _rated(event: Rated) -> None:
    def said() -> rated.Said | None:
        now = rating(event.conversation, event.resolved)
        thanks = now.comment if now and now.may_share else ""
        return rated.Said(now.stars, now.recommend, thanks, now.changed) if now else None

    reports.follow(event.conversation)
    customer = customer_of(event.conversation)
    if customer is not None:
        rated.settle(customer, conversation=event.conversation, resolved=event.resolved, said=said)


def _gave(event: Gave) -> None:
    found = account_of(event.gesture)
    if found is None:
        return
    key = f"gesture:{event.gesture}"
    account.record(
        found.customer, Fact.GESTURE, key=key, at=found.at, about=found.about, conversation=found.conversation
    )
    # Told once more by the one that follows its taking back, in whichever order they come.
    if found.undone:
        account.take_back(key, reason=GIVEN_BACK)


def due() -> None:
    """What is done when its time has come, asked every few seconds."""
    jobs.each(_DUE)


def aside() -> None:
    """The same of what waits for somebody beyond this install: nothing else waits with it."""
    jobs.each([mile.send_due])


def _close_rounds() -> None:
    pulse.close_due(now=clock.now())


_DUE = (
    wake_due,
    promises.look,
    nights.go_on,
    sealing.destroy_what_was_left,
    merging.forget_old,
    choosing.count_what_is_over,
    mile.forget,
    mile.forget_old,
    _close_rounds,
    pulse.sweep,
    thanks.let_go_of_what_was_left,
    look_for_letters,
    reports.look,
    look_for_turn_letters,
    look_for_answers,
    feedback.forget_addresses,
)


def hear(wired: Wires) -> Callable[[Sequence[object]], None]:
    """A listener for the broker. An event that nobody wired is a mistake of ours, and fails loudly."""

    def listener(happened: Sequence[object]) -> None:
        for event in happened:
            follow = wired[type(event)]
            try:
                follow(event)
            except Exception:
                # One entry that cannot be shown must not cost others, in the same batch, theirs.
                _log.exception("not_told", event=type(event).__name__)

    return listener
