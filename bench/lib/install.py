"""The first run of an install, over HTTP as a person's browser does it: a company, its admin, a website."""

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
_SESSION = "extramile_session"


class NotFounded(Exception):
    """The first run did not end where it should; the message holds what came instead."""


@dataclass(frozen=True)
class Install:
    """What a client needs: the website's public key, and the cookie of a signed-in agent."""

    key: str
    cookie: str


def found(port: int) -> Install:
    """Fill in the first-run page of an empty install. Raises NotFounded."""
    cookies = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    address = f"http://127.0.0.1:{port}"
    try:
        asked = browser.open(f"{address}/setup", timeout=20).read().decode()
        body = urllib.parse.urlencode(_answers(address) | {"csrfmiddlewaretoken": _only(_CSRF, asked)}).encode()
        sending = urllib.request.Request(f"{address}/setup", data=body, headers={"Origin": address})
        snippet = browser.open(sending, timeout=20).read().decode()
    except urllib.error.HTTPError as error:
        raise NotFounded(f"{error.code} at {error.url}: {error.read().decode()[:4000]}") from error
    session = next((one.value for one in cookies if one.name == _SESSION), None)
    return Install(_only(_KEY, snippet), f"{_SESSION}={session}")


def _answers(address: str) -> dict[str, str]:
    return {
        "company": "Bench",
        "name": "Robin Ash",
        "email": "robin@bench.example",
        "password": secrets.token_urlsafe(16),
        "time_zone": "UTC",
        "website": "Shop",
        "address": address,
    }


def _only(pattern: re.Pattern[str], page: str) -> str:
    match = pattern.search(page)
    if match is None:
        raise NotFounded(f"There is no {pattern.pattern} on this page: {page[:4000]}")
    return match.group(1)
