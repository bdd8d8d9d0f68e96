"""Where gestures are told, and what became of it. No message and no line of why is in what these give to pages."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.conf import settings

from extramile.base import clock, money
from extramile.base.ids import uuid7
from extramile.base.webhook import Letter
from extramile.desk.mile.told import given
from extramile.desk.models import Hook, HookDelivery

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Delivery:
    """One line of the list of deliveries."""

    id: str
    what: str
    conversation: int
    undone: bool
    state: str
    done: bool
    tries: int
    status: int | None
    trouble: str
    at: datetime
    next_at: datetime


def hook() -> Hook | None:
    """The address that gestures are told to; None while there is none."""
    return Hook.objects.filter(pk=1).first()


def secret_of(hook: Hook) -> bytes:
    """What signs: an HMAC of the hook's salt under the install's key, so that no copy of the database can sign."""
    key = settings.SECRET_KEY.encode()
    return hmac.digest(key, b"extramile.desk.hook " + hook.salt.bytes, hashlib.sha256)


def written(secret: bytes) -> str:
    """A secret as the receiver's library wants it."""
    return "whsec_" + base64.b64encode(secret).decode()


def deliveries() -> list[Delivery]:
    """The newest of them first."""
    found = HookDelivery.objects.select_related("gesture").order_by("-at", "-pk")[:_SHOWN]
    return [
        Delivery(
            str(one.pk), given(one.gesture.kind, one.gesture.amount, one.gesture.currency),
            one.gesture.conversation_id, one.undone, one.state, one.done, one.tries, one.status, one.trouble, one.at,
            one.next_at,
        )
        for one in found
    ]  # fmt: skip


def letter_of(delivery: HookDelivery) -> Letter:
    """What the other system is told. Who gave is not in it: no other system is to add up what people give either."""
    gesture = delivery.gesture
    customer = gesture.conversation.customer
    names = customer.identities.exclude(kind="visitor").order_by("pk").values_list("value", flat=True)
    data: dict[str, Any] = {
        "gesture": gesture.pk, "kind": gesture.kind, "amount": gesture.amount, "currency": gesture.currency,
        "decimals": money.decimals(gesture.currency), "why": gesture.why,
        "at": clock.stamp(gesture.at), "conversation": gesture.conversation_id,
        "customer": {"id": customer.pk, "name": customer.name, "email": customer.email, "known_as": list(names[:50])},
    }  # fmt: skip
    kind = "gesture.undone" if delivery.undone else "gesture.given"
    body = orjson.dumps({"type": kind, "timestamp": clock.stamp(delivery.at), "data": data})
    return Letter(str(delivery.pk), int(clock.now().timestamp()), body)


def trial() -> Letter:
    """What the other system is told when an admin tries whether it hears: of no gesture and nobody."""
    now = clock.now()
    body = orjson.dumps({"type": "test", "timestamp": clock.stamp(now), "data": {}})
    return Letter(str(uuid7()), int(now.timestamp()), body)
