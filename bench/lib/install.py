"""The first run of an install, over HTTP as a person's browser does it: a company, its admin, a website, colleagues."""

from __future__ import annotations

import re
import secrets
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar

_KEY = re.compile(r"/w/([A-Za-z0-9_-]+)\.js")
_CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_LINK = re.compile(r"/invite/[A-Za-z0-9_-]+")
_COOKIES = ("extramile_session", "extramile_seal")
ADMIN = "robin@bench.example"


class NotFounded(Exception):
    """A page did not end where it should; the message holds what came instead."""


class Browser:
    """One person's browser: their cookies, and the forms that they fill in."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self._jar = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._jar))

    @property
    def cookie(self) -> str:
        """The session, and what opens its person's seal, as a Cookie header."""
        return "; ".join(f"{one.name}={one.value}" for one in self._jar if one.name in _COOKIES)

    def fill(self, path: str, answers: dict[str, str]) -> str:
        """Open a page, send its form, and return the page that follows. Raises NotFounded."""
        try:
            asked = self._open(urllib.request.Request(self.address + path))
            body = urllib.parse.urlencode(answers | {"csrfmiddlewaretoken": only(_CSRF, asked)}).encode()
            return self._open(urllib.request.Request(self.address + path, body, {"Origin": self.address}))
        except urllib.error.HTTPError as error:
            raise NotFounded(f"{error.code} at {error.url}: {error.read().decode()[:4000]}") from error

    def _open(self, asking: urllib.request.Request) -> str:
        with self._opener.open(asking, timeout=20) as answer:
            page: bytes = answer.read()
        return page.decode()


@dataclass(frozen=True)
class Install:
    """What a client needs: the website's public key, and the browser in which the admin is signed in."""

    key: str
    admin: Browser

    @property
    def cookie(self) -> str:
        """The admin's session, as a Cookie header."""
        return self.admin.cookie


def found(port: int, password: str | None = None) -> Install:
    """Fill in the first-run page of an empty install. Raises NotFounded."""
    admin = Browser(port)
    snippet = admin.fill("/setup", _answers(admin.address, password))
    return Install(only(_KEY, snippet), admin)


def colleagues(port: int, install: Install, count: int) -> list[str]:
    """Invite agents and have them join; returns the cookie of each. Raises NotFounded."""
    return [_joined(port, install, number) for number in range(count)]


def _joined(port: int, install: Install, number: int) -> str:
    shown = install.admin.fill("/settings/people/invite", {"role": "agent", "email": ""})
    newcomer = Browser(port)
    joining = {"name": f"Kim Colleague {number}", "email": f"kim{number}@bench.example"}
    newcomer.fill(only(_LINK, shown), joining | {"password": secrets.token_urlsafe(16), "time_zone": "UTC"})
    return newcomer.cookie


def sign_in(port: int, email: str, password: str) -> str:
    """Sign somebody in; returns their cookie. Raises NotFounded."""
    browser = Browser(port)
    browser.fill("/sign-in", {"login": email, "password": password})
    return browser.cookie


def _answers(address: str, password: str | None) -> dict[str, str]:
    return {
        "company": "Bench",
        "name": "Robin Ash",
        "email": ADMIN,
        "password": password or secrets.token_urlsafe(16),
        "time_zone": "UTC",
        "website": "Shop",
        "address": address,
    }


def only(pattern: re.Pattern[str], page: str) -> str:
    """What a pattern finds on a page: its group, or all of it. Raises NotFounded."""
    match = pattern.search(page)
    if match is None:
        raise NotFounded(f"There is no {pattern.pattern} on this page: {page[:4000]}")
    return match.group(pattern.groups)
