"""The texts that the desk's scripts ask for."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from extramile.web.agent.words import words
from extramile.web.assets import PACKAGE
from tests.cast import Cast

_ASKED = re.compile(r'\bt\("(\w+)"')
_MADE = re.compile(r"\bt\(`(\w+)\$")


def test_each_text_that_a_script_asks_for_is_there() -> None:
    scripts = "".join(path.read_text() for path in (PACKAGE / "desk").glob("*.js"))
    known = words()
    assert not set(_ASKED.findall(scripts)) - set(known)
    for start in _MADE.findall(scripts):
        assert any(name.startswith(start) for name in known)


@pytest.mark.parametrize("number", ["0", "99999999999999999999999999"])
def test_a_number_that_no_conversation_has(cast: Cast, as_agent: Client, number: str) -> None:
    assert as_agent.get(f"/desk/c/{number}").status_code == 404
    assert as_agent.get(f"/desk/c/{number}/customer").status_code == 404
    assert as_agent.post(f"/desk/c/{number}/resolve").status_code == 404
