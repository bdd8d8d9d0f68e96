"""The person who looks at a page."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from typing import cast

from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation

from extramile.people.models import Agent
from extramile.people.sessions import SessionStore


def agent_of(request: HttpRequest) -> Agent:
    """The signed-in agent of a page that only agents reach (its `allow` says so)."""
    return cast(Agent, request.user)


def agent_with_session(key: str) -> Agent | None:
    """The active agent of a session key; Django verifies the session's hash against the password. None for nobody."""
    request = HttpRequest()
    request.session = SessionStore(key)
    agent = get_user(request)
    return agent if isinstance(agent, Agent) and agent.is_active else None


class ViewerLocale:
    """Shows each page in its viewer's language and time zone; strangers get the browser's language and UTC."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        person = request.user
        if isinstance(person, Agent):
            language, zone = person.language, _zone(person.time_zone)
        else:
            language, zone = translation.get_language_from_request(request), zoneinfo.ZoneInfo("UTC")
        with translation.override(language), timezone.override(zone):
            return self.get_response(request)


def _zone(name: str) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")
