"""The cast itself."""

from __future__ import annotations

import socket

import pytest
from django.db import connection

from tests.cast import Cast, conversation, said
from tests.conftest import NetworkIsOff


def test_a_conversation_of_the_cast_is_whole(cast: Cast) -> None:
    made = conversation(cast)
    said(made, "Hi. My tent arrived with a torn seam")
    said(made, "courier upgrade", agent=cast.maya, note=True)
    said(made, "I’m sorry", agent=cast.maya)
    assert list(made.entries.order_by("seq").values_list("seq", "said")) == [(1, 1), (2, None), (3, 2)]
    assert made.last_text == "I’m sorry"


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_search_is_emptied_between_tests_with_transactions() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM desk_entry_search_idx")
        assert cursor.fetchone() == (0,)


def test_the_network_is_off() -> None:
    with pytest.raises(NetworkIsOff), socket.socket() as door:
        door.connect(("192.0.2.1", 80))
