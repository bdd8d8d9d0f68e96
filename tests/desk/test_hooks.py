"""Gestures that are told to another system: once, again, done, and taken back meanwhile."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network
from typing import Any
from unittest.mock import patch

import pytest

from extramile.base import clock
from extramile.customers.models import Identity
from extramile.desk.actions import Refused
from extramile.desk.actions.mile import forget_old, send_again, send_due, try_out, undo
from extramile.desk.actions.settings import renew_hook, save_hook
from extramile.desk.models import Conversation, Gesture, Hook, HookDelivery
from extramile.desk.queries import hooks
from extramile.people.access import NotAllowed
from tests.cast import Cast, conversation
from tests.desk.giving import WHY, allow, gave
from tests.desk.test_gestures import at_once
from tests.listening import Listener, listening

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(cast: Cast, settings: Any) -> Iterator[Listener]:
    """A system that hears what is given here."""
    settings.CONFIG = replace(settings.CONFIG, hook_networks=(ip_network("127.0.0.0/8"),))
    allow()
    with listening() as listener:
        save_hook(cast.ines, url=listener.url)
        yield listener


def after(seconds: float) -> Any:
    """So much later."""
    then = clock.now() + timedelta(seconds=seconds)
    return patch.object(clock, "now", lambda: then)


def send(seconds: float = 16) -> None:
    with after(seconds):
        send_due()


def test_what_the_other_system_is_told(cast: Cast, other: Listener) -> None:
    talk = conversation(cast)
    Identity.objects.create(customer=talk.customer, kind="imported", value="C-17")
    Identity.objects.create(customer=talk.customer, kind="visitor", value="a secret")
    made = gave(cast.maya, talk, lesson="A lesson of ours")
    send_due()
    assert other.heard == [], "what is taken back at once is never told"
    send()
    send()
    [told] = other.told
    assert told["type"] == "gesture.given"
    assert told["data"] == {
        "gesture": made.pk, "kind": "upgrade", "amount": 1800, "currency": "EUR", "decimals": 2,
        "why": WHY, "at": clock.stamp(made.at), "conversation": talk.pk,
        "customer": {"id": talk.customer_id, "name": "Tomás Ortega", "email": "", "known_as": ["C-17"]},
    }  # fmt: skip
    assert not any(word in str(other.heard) for word in ("Maya", "a secret", "lesson")), "nobody is named"
    [line] = hooks.deliveries()
    assert (line.state, line.done, line.tries, line.status) == ("received", False, 1, 200)
    assert other.heard[0][0]["webhook-id"] == line.id


def test_done_cannot_be_taken_back(cast: Cast, other: Listener) -> None:
    other.says = b'{"done": true}'
    talk = conversation(cast)
    made = gave(cast.maya, talk)
    send()
    with pytest.raises(Refused, match="carried out already"):
        undo(cast.maya, talk.pk, made.pk)
    assert Gesture.objects.get().undone is None


def test_taken_back_before_it_was_told_is_never_told(cast: Cast, other: Listener) -> None:
    talk = conversation(cast)
    undo(cast.maya, talk.pk, gave(cast.maya, talk).pk)
    send(9999)
    assert other.heard == [] and [one.state for one in HookDelivery.objects.all()] == ["dropped"]


def test_taken_back_afterwards_is_told_too(cast: Cast, other: Listener) -> None:
    talk = conversation(cast)
    made = gave(cast.maya, talk)
    send()
    undo(cast.maya, talk.pk, made.pk)
    send()
    assert [one["type"] for one in other.told] == ["gesture.given", "gesture.undone"]
    assert len({headers["webhook-id"] for headers, _ in other.heard}) == 2


def test_what_was_perhaps_heard_is_taken_back_too(cast: Cast, other: Listener) -> None:
    talk, other.status = conversation(cast), 500
    made = gave(cast.maya, talk)
    send()
    undo(cast.maya, talk.pk, made.pk)
    other.status = 200
    send(99)
    assert [one["type"] for one in other.told] == ["gesture.given", "gesture.undone"]
    assert HookDelivery.objects.get(undone=False).state == "dropped"


def test_while_it_is_being_told_nobody_takes_it_back(cast: Cast, other: Listener) -> None:
    talk = conversation(cast)
    made = gave(cast.maya, talk)
    HookDelivery.objects.update(going=clock.now(), tries=1)
    with pytest.raises(Refused, match="just now"):
        undo(cast.maya, talk.pk, made.pk)
    # Whoever was at it was killed: it is told again under the same name, and can be taken back.
    send(60)
    assert other.heard == []
    send(120)
    assert len(other.heard) == 1
    assert undo(cast.maya, talk.pk, made.pk)


def test_it_is_repeated_under_one_name_and_given_up_in_the_end(cast: Cast, other: Listener) -> None:
    gave(cast.maya, conversation(cast))
    other.status = 503
    then = 16.0
    for pause in (0, 31, 301, 3601, 21_601, 86_401):
        then += pause
        send(then - 2 if pause else then)
        send(then)
    send(then + 999_999)
    assert len(other.heard) == 6 and len({headers["webhook-id"] for headers, _ in other.heard}) == 1
    [line] = hooks.deliveries()
    assert (line.state, line.status) == ("failed", 503)
    with pytest.raises(NotAllowed):
        send_again(cast.jo, uuid.UUID(line.id))
    other.status = 200
    send_again(cast.ines, uuid.UUID(line.id))
    send_due()
    assert hooks.deliveries()[0].state == "received"


def test_nobody_there_is_tried_seldom_and_costs_nobody_else(cast: Cast, other: Listener) -> None:
    save_hook(cast.ines, url="http://127.0.0.1:9/")
    for _ in range(5):
        gave(cast.maya, conversation(cast), 100)
    send()
    send(17)
    assert [one.tries for one in HookDelivery.objects.order_by("pk")] == [1, 0, 0, 0, 0]
    assert Hook.objects.get().troubles == 1 and "refused" in hooks.deliveries()[-1].trouble.lower()
    save_hook(cast.ines, url=other.url)
    send(99)
    assert len(other.heard) == 5 and Hook.objects.get().troubles == 0


def test_its_own_settings(cast: Cast, other: Listener, settings: Any) -> None:
    for act in (lambda: save_hook(cast.jo, url=other.url), lambda: renew_hook(cast.jo)):
        with pytest.raises(NotAllowed):
            act()
    before = hooks.secret_of(Hook.objects.get())
    renew_hook(cast.ines)
    assert hooks.secret_of(Hook.objects.get()) != before and len(before) == 32
    gave(cast.maya, conversation(cast))
    save_hook(cast.ines, url="")
    assert hooks.hook() is None and HookDelivery.objects.get().state == "dropped"
    gave(cast.maya, conversation(cast))
    assert HookDelivery.objects.count() == 1
    settings.CONFIG = replace(settings.CONFIG, hook_networks=())
    for url, why in ((other.url, "private network"), ("http://shop.example/", "https"), ("shop", "https://shop")):
        with pytest.raises(Refused, match=why):
            save_hook(cast.ines, url=url)
    HookDelivery.objects.update(at=clock.now() - timedelta(days=31))
    forget_old()
    assert HookDelivery.objects.count() == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_tells_it(cast: Cast, other: Listener) -> None:
    gave(cast.maya, conversation(cast))
    HookDelivery.objects.update(next_at=clock.now())
    at_once(*[send_due] * 4)
    assert len(other.heard) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_taken_back_and_told_at_once_has_one_outcome(cast: Cast, other: Listener) -> None:
    """Either it is done and stays, or it is taken back and the other system hears of it, if it heard of it at all."""
    other.says = b'{"done": true}'
    for turn in range(6):
        talk: Conversation = conversation(cast)
        made = gave(cast.maya, talk, 100)
        HookDelivery.objects.filter(gesture=made).update(next_at=clock.now())
        at_once(send_due, lambda talk=talk, made=made: undo(cast.maya, talk.pk, made.pk))
        send_due()
        made.refresh_from_db()
        heard = [one["type"] for one in other.told if one["data"]["gesture"] == made.pk]
        assert (made.done is None) != (made.undone is None), turn
        assert heard in ((["gesture.given"],) if made.done else ([], ["gesture.given", "gesture.undone"])), turn


def test_what_nobody_hears_any_more_does_not_wait_for_the_next_address(cast: Cast, other: Listener) -> None:
    talk = conversation(cast)
    made = gave(cast.maya, talk)
    send()
    save_hook(cast.ines, url="")
    undo(cast.maya, talk.pk, made.pk)
    save_hook(cast.ines, url=other.url)
    send(999_999)
    assert [one["type"] for one in other.told] == ["gesture.given"]


def test_an_admin_tries_it_out(cast: Cast, other: Listener) -> None:
    Hook.objects.update(troubles=3, rests_until=clock.now() + timedelta(hours=1))
    answer = try_out(cast.ines)
    assert answer and answer.received
    [told] = other.told
    assert (told["type"], told["data"]) == ("test", {})
    assert not HookDelivery.objects.exists() and not Hook.objects.get().troubles
    other.status = 410
    answer = try_out(cast.ines)
    assert answer and (answer.received, answer.status) == (False, 410)
    for somebody in (cast.maya, cast.jo):
        with pytest.raises(NotAllowed):
            try_out(somebody)
