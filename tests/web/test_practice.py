"""The hub of Practice, and the row of its parts."""

from __future__ import annotations

import re

import pytest

from tests.cast import Cast, with_open_seal

pytestmark = pytest.mark.django_db


def test_the_hub_leads_to_every_part_and_each_says_where_one_is(cast: Cast) -> None:
    maya = with_open_seal(cast.maya)
    hub = maya.get("/practice/").content.decode()
    row = re.search(r'<nav class="tabs" aria-label="Practice">(.*?)</nav>', hub, re.S)
    assert row and "aria-current" not in row[1]
    parts = re.findall(r'href="(/practice/[a-z]+/)"', row[1])
    assert "/practice/plans/" in parts
    for address in parts:
        shown = maya.get(address, follow=True).content.decode()
        assert f'href="{address}" aria-current="page"' in shown, address
