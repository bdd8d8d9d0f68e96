"""When X happened, do Y: the one list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import structlog

from extramile.customers.actions import nights
from extramile.customers.events import CustomerBlocked, CustomerChanged
from extramile.desk.actions.snooze import wake_due
from extramile.desk.events import AccessChanged, Marked, Tallied, WebsiteChanged, Written
from extramile.people.actions import sealing
from extramile.people.events import AccessLost, AgentChanged, SignedOut
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
    }


def due() -> None:
    """What is done when its time has come, asked every few seconds."""
    wake_due()
    nights.go_on()
    sealing.destroy_what_was_left()


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
