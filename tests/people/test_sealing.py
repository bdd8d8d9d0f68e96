"""What people seal opens for them, and for nobody and nowhere else."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from extramile.base import clock
from extramile.base.sealing import CannotOpen, Key, as_written, recovery_code
from extramile.people.actions import deactivate, reactivate, sealed, sealing
from extramile.people.models import Closing, Keyring, Sealed, Wrap
from extramile.people.models.sealed import Opener
from extramile.people.queries.sealed import entries, entry, named, openers, publics
from extramile.people.seal import MOST, Seal, Shelf, TooMuch, copy_for
from tests.cast import PASSWORD, Cast

DAY = date(2026, 3, 2)
SECRET = {"words": "I was afraid of the phone, and answered it"}
pytestmark = pytest.mark.django_db


def opened(person: Any, password: str = PASSWORD) -> Seal:
    key = sealing.ready(person, password)
    assert key
    return Seal(key)


def test_one_key_comes_with_the_first_sign_in_and_the_password_opens_it_again(cast: Cast) -> None:
    first, second = opened(cast.maya), opened(cast.maya)
    assert first.key.secret == second.key.secret != opened(cast.sam).key.secret
    assert sealing.ready(cast.maya, "another-password") is None
    assert openers(cast.maya.pk) == {Opener.PASSWORD}
    assert "Key(" in repr(first.key) and first.key.secret.hex() not in repr(first.key) + repr(first)


def test_a_row_is_kept_changed_and_destroyed_by_its_writer_alone(cast: Cast) -> None:
    maya, sam = opened(cast.maya), opened(cast.sam)
    row = sealed.put(maya, Shelf.DAY, SECRET, day=DAY)
    assert entries(maya, Shelf.DAY)[0].content == SECRET
    assert entries(sam, Shelf.DAY) == [] and entry(sam, Shelf.DAY, row) is None
    assert not sealed.change(sam, Shelf.DAY, row, {}) and not sealed.remove(sam, Shelf.DAY, row)
    assert sealed.remove_all(sam) == 0
    assert sealed.change(maya, Shelf.DAY, row, {"words": "better"})
    assert not sealed.revise(sam, Shelf.DAY, row, lambda before, day: {})
    assert sealed.revise(maya, Shelf.DAY, row, lambda before, day: before)
    found = entry(maya, Shelf.DAY, row)
    assert found and (found.content, found.day) == ({"words": "better"}, DAY)
    assert sealed.remove(maya, Shelf.DAY, row) and entries(maya, Shelf.DAY) == []


def test_sent_twice_it_is_kept_once(cast: Cast) -> None:
    seal, row = opened(cast.maya), uuid.uuid4()
    for words in ("first", "again"):
        sealed.put(seal, Shelf.DAY, {"words": words}, day=DAY, row=row)
    assert [one.content for one in entries(seal, Shelf.DAY)] == [{"words": "first"}]
    assert not sealed.put(opened(cast.sam), Shelf.DAY, {}, day=DAY, row=row) or Sealed.objects.count() == 1
    assert entries(seal, Shelf.DAY)[0].content == {"words": "first"}, "nobody writes over another's row"


def test_a_named_row_is_filled_in_bit_by_bit(cast: Cast) -> None:
    maya, sam = opened(cast.maya), opened(cast.sam)
    for seal, said in ((maya, {"face": 4}), (sam, {"face": 1}), (maya, {"good": "a thank-you"})):
        sealed.fill_in(seal, Shelf.DAY, "2026-03-02", said, day=DAY)
    assert named(maya, Shelf.DAY, "2026-03-02", "2026-03-03")["2026-03-02"].content == {
        "face": 4,
        "good": "a thank-you",
    }
    Sealed.objects.update(box=b"spoilt")
    sealed.fill_in(maya, Shelf.DAY, "2026-03-02", {"face": 5}, day=DAY)
    assert {name: one.content for name, one in named(maya, Shelf.DAY, "2026-03-02").items()} == {
        "2026-03-02": {"face": 5}
    }
    assert named(sam, Shelf.DAY, "2026-03-02")["2026-03-02"].content is None


def test_the_newest_days_come_first_and_no_more_than_asked(cast: Cast) -> None:
    seal = opened(cast.maya)
    for back in range(5):
        sealed.put(seal, Shelf.DAY, {"n": back}, day=DAY - timedelta(days=back))
    assert [one.content for one in entries(seal, Shelf.DAY, most=2)] == [{"n": 0}, {"n": 1}]
    assert len(entries(seal, Shelf.DAY, since=DAY - timedelta(days=2))) == 3


def test_what_was_moved_cut_or_changed_does_not_open_and_costs_no_other_row(cast: Cast) -> None:
    maya, sam = opened(cast.maya), opened(cast.sam)
    whole = [sealed.put(maya, Shelf.DAY, SECRET, day=DAY) for _ in range(5)]
    Sealed.objects.filter(pk=whole[0]).update(shelf=sam.tag(Shelf.DAY))
    Sealed.objects.filter(pk=whole[1]).update(day=DAY - timedelta(days=1))
    box = bytes(Sealed.objects.get(pk=whole[2]).box)
    Sealed.objects.filter(pk=whole[2]).update(box=box[:40])
    Sealed.objects.filter(pk=whole[3]).update(box=box)
    assert [one.content for one in entries(sam, Shelf.DAY)] == [None]
    theirs = {one.id: one.content for one in entries(maya, Shelf.DAY)}
    assert theirs == {whole[1]: None, whole[2]: None, whole[3]: None, whole[4]: SECRET}
    for short in (b"", b"x", box[:12]):
        Sealed.objects.filter(pk=whole[2]).update(box=short)
        assert entry(maya, Shelf.DAY, whole[2]).content is None  # type: ignore[union-attr]


def test_a_wrap_moved_to_another_person_opens_nothing(cast: Cast) -> None:
    opened(cast.maya), opened(cast.sam)
    hers = Wrap.objects.get(keyring=cast.maya.pk)
    Wrap.objects.filter(keyring=cast.sam.pk).update(salt=hers.salt, box=hers.box)
    assert sealing.ready(cast.sam, PASSWORD) is None


def test_a_yes_is_as_long_as_a_no_and_a_book_is_refused(cast: Cast) -> None:
    seal = opened(cast.maya)
    for answer in ("yes", "no", "é" * 60):
        sealed.put(seal, Shelf.DAY, {"answer": answer}, day=DAY)
    assert len({len(bytes(one.box)) for one in Sealed.objects.all()}) == 1
    with pytest.raises(TooMuch):
        sealed.put(seal, Shelf.DAY, {"words": "x" * MOST}, day=DAY)


def test_a_recovery_code_opens_however_it_is_typed_and_a_newer_one_replaces_it(cast: Cast) -> None:
    seal = opened(cast.maya)
    first = sealing.new_recovery_code(cast.maya, seal.key)
    assert sealing.unlock(cast.maya, first, by=Opener.RECOVERY).secret == seal.key.secret
    second = sealing.new_recovery_code(cast.maya, seal.key)
    with pytest.raises(CannotOpen):
        sealing.unlock(cast.maya, first, by=Opener.RECOVERY)
    with pytest.raises(CannotOpen):
        sealing.unlock(cast.sam, second, by=Opener.RECOVERY)
    typed = second.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert as_written(typed) == second
    assert as_written("too short") == as_written("U" * 25) == as_written("é" * 25) == ""
    assert len({recovery_code() for _ in range(200)}) == 200


def test_who_needs_no_password_chooses_a_passphrase_once(cast: Cast) -> None:
    key = sealing.begin_with_passphrase(cast.maya, "a heron on the pier")
    assert sealing.unlock(cast.maya, "a heron on the pier", by=Opener.PASSPHRASE).secret == key.secret
    with pytest.raises(CannotOpen):
        sealing.begin_with_passphrase(cast.maya, "another one")


def test_a_data_folder_beside_another_secret_opens_for_its_people(cast: Cast, settings: Any) -> None:
    seal = opened(cast.maya)
    sealed.put(seal, Shelf.DAY, SECRET, day=DAY)
    settings.SECRET_KEY = "the key of a server that was set up anew" * 2
    again = opened(cast.maya)
    assert entries(again, Shelf.DAY)[0].content == SECRET
    sealing.lose(cast.maya)
    assert not Sealed.objects.exists(), "the index is under the new secret since they signed in"


def test_what_is_sealed_to_somebody_opens_for_them_alone(cast: Cast) -> None:
    maya, sam = opened(cast.maya), opened(cast.sam)
    box = copy_for(publics([cast.sam.pk])[cast.sam.pk], SECRET, bound=b"here")
    assert sam.open_copy(box, bound=b"here") == SECRET
    assert copy_for(sam.public, SECRET, bound=b"here") != box
    changed = [box[:-1], box[:31], b"", bytes(32) + box[32:], box[:40] + bytes([box[40] ^ 1]) + box[41:]]
    for seal, given, bound in [(maya, box, b"here"), (sam, box, b"there"), *((sam, one, b"here") for one in changed)]:
        with pytest.raises(CannotOpen):
            seal.open_copy(given, bound=bound)


def test_nobody_puts_a_key_of_their_own_in_anothers_place(cast: Cast) -> None:
    maya, sam = opened(cast.maya), opened(cast.sam)
    hers = bytes(Keyring.objects.get(pk=cast.maya.pk).public)
    for put in (maya.public, hers, b""):
        Keyring.objects.filter(pk=cast.sam.pk).update(public=put)
        assert publics([cast.maya.pk, cast.sam.pk]) == {cast.maya.pk: maya.public}
    assert opened(cast.sam).public == sam.public and publics([cast.sam.pk]) == {cast.sam.pk: sam.public}
    deactivate(cast.ines, cast.sam.pk)
    assert publics([cast.sam.pk]) == {}


def test_losing_destroys_ones_own_rows_and_the_wraps(cast: Cast) -> None:
    for person in (cast.maya, cast.sam):
        sealed.put(opened(person), Shelf.DAY, SECRET, day=DAY)
    sealing.lose(cast.maya)
    sealing.lose(cast.maya)
    assert Sealed.objects.count() == 1 and not Keyring.objects.filter(agent=cast.maya).exists()
    assert entries(opened(cast.maya), Shelf.DAY) == []


def test_what_was_sealed_is_destroyed_thirty_days_after_leaving(cast: Cast) -> None:
    seal = opened(cast.maya)
    sealed.put(seal, Shelf.DAY, SECRET, day=DAY)
    deactivate(cast.ines, cast.maya.pk)
    sealing.destroy_what_was_left()
    assert Sealed.objects.count() == 1, "closed by mistake, it is all there when the place is opened again"
    Closing.objects.update(day=clock.now().date() - timedelta(days=30))
    reactivate(cast.ines, cast.maya.pk)
    sealing.destroy_what_was_left()
    assert entries(opened(cast.maya), Shelf.DAY)[0].content == SECRET
    deactivate(cast.ines, cast.maya.pk)
    Closing.objects.update(day=clock.now().date() - timedelta(days=30))
    sealing.destroy_what_was_left()
    assert not Sealed.objects.exists() and not Wrap.objects.exists()


def test_nothing_that_is_readable_says_whose_a_row_is_or_what(cast: Cast) -> None:
    maya, sam = opened(cast.maya), opened(cast.sam)
    assert maya.tag(Shelf.DAY) != sam.tag(Shelf.DAY)
    readable = {field.name for field in Sealed._meta.concrete_fields}
    assert readable == {"id", "shelf", "day", "box"}
    keyring = Keyring.objects.get(agent=cast.maya)
    assert maya.tag(Shelf.DAY) not in bytes(keyring.index)
    with pytest.raises(CannotOpen):
        Key(b"\0" * 32).open(keyring.index)
