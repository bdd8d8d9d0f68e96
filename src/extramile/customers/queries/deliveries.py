"""Files that were brought in through the browser."""

from __future__ import annotations

from collections.abc import Iterator

from extramile.customers.models import Delivery

_RECENT = 10


def delivery(pk: int) -> Delivery | None:
    """A file; None when it is not there, or forgotten."""
    return Delivery.objects.filter(pk=pk).first()


def recent() -> list[Delivery]:
    """The newest files, without what is in them."""
    return list(Delivery.objects.defer("file").order_by("-pk")[:_RECENT])


def rejects(found: Delivery) -> Iterator[tuple[int | None, str]]:
    """What could not be taken from a file: its line and why."""
    return found.rejects.order_by("pk").values_list("line", "reason").iterator()
