"""The rows around imported conversations: customers, tags, and keys that nobody holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from extramile.base import text
from extramile.base.ids import time_key
from extramile.customers.models import Customer, Identity
from extramile.customers.models.identity import Kind
from extramile.desk.imports.chat import Person
from extramile.desk.models import Conversation, Tag

_DRAWS = 20
_CHUNK = 500


def customers(people: Iterable[tuple[Person, datetime]]) -> dict[str, int]:
    """The customers behind the file's people, by the file's id; those who are new are made, as of the time given."""
    wanted: dict[str, tuple[Person, datetime]] = {}
    for person, since in people:
        wanted.setdefault(person.id, (person, since))
    found = Identity.objects.filter(kind=Kind.IMPORTED, value__in=wanted).values_list("value", "customer_id")
    known = dict(found)
    new = [pair for name, pair in wanted.items() if name not in known]
    made = Customer.objects.bulk_create(
        Customer(name=person.name, email=person.email, since=since) for person, since in new
    )
    pairs = [(person.id, customer) for (person, _), customer in zip(new, made, strict=True)]
    Identity.objects.bulk_create(
        Identity(customer=customer, kind=Kind.IMPORTED, value=name) for name, customer in pairs
    )
    return known | {name: customer.pk for name, customer in pairs}


def put_tags(tagged: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Put tags on conversations, next to those that are there. Names that differ only in case are one tag."""
    spelt = {tag.casefold(): tag for _, tags in tagged for tag in tags}
    if not spelt:
        return
    known = {tag.name.casefold(): tag.pk for tag in Tag.objects.all()}
    new = Tag.objects.bulk_create(Tag(name=text.line(tag, 40)) for key, tag in spelt.items() if key not in known)
    known |= {tag.name.casefold(): tag.pk for tag in new}
    through = Conversation.tags.through
    through.objects.bulk_create(
        (
            through(conversation_id=conversation, tag_id=key)
            for conversation, tags in tagged
            for key in dict.fromkeys(known[tag.casefold()] for tag in tags)
        ),
        ignore_conflicts=True,
    )


def free_keys(moments: Sequence[datetime], taken: Callable[[Sequence[int]], set[int]]) -> list[int]:
    """A key for each moment that is neither given twice nor in use.

    Thousands of imported lines may share one millisecond, where keys drawn blindly would soon meet; a millisecond that
    looks full hands on to the next. `taken` tells which of up to 500 keys are in use.
    """
    keys: list[int] = [0] * len(moments)
    given: set[int] = set()
    open_places = list(range(len(moments)))
    draws = 0
    while open_places:
        later = timedelta(milliseconds=draws // _DRAWS)
        drawn = {place: time_key(moments[place] + later) for place in open_places}
        used = _in_use(list(drawn.values()), taken)
        still = []
        for place, key in drawn.items():
            if key in used or key in given:
                still.append(place)
            else:
                given.add(key)
                keys[place] = key
        open_places, draws = still, draws + 1
    return keys


def _in_use(keys: Sequence[int], taken: Callable[[Sequence[int]], set[int]]) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(keys), _CHUNK):
        found |= taken(keys[start : start + _CHUNK])
    return found
