"""A shop's program with its key."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from extramile.people.actions import make_key
from extramile.people.models import Right
from tests.cast import Cast
from tests.web.live.conftest import house

__all__ = ["house"]
Send = Callable[..., HttpResponse]


def sends(key: str) -> Send:
    """How a program with that key sends: `send("orders", […])`, or `send("orders", b"…")` as it is."""

    def send(what: str, given: Any, **headers: str) -> HttpResponse:
        body = given if isinstance(given, bytes) else json.dumps(given).encode()
        named = {"Authorization": f"Bearer {key}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        kind = named.pop("Content-Type", "application/json")
        return Client(enforce_csrf_checks=True).post(f"/api/v1/{what}", body, content_type=kind, headers=named)

    return send


@pytest.fixture
def send(cast: Cast) -> Send:
    """A program that may send everything."""
    return sends(make_key(cast.ines, name="Web shop", rights=list(Right)))
