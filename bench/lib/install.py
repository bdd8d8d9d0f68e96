"""The first run of an install, over HTTP as a person's browser does it: a company, its admin, a website."""

from __future__ import annotations

import re
import secrets
import urllib.parse
import urllib.request
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookiejar import CookieJar

_KEY = re.compile(r"/w/([A-Za-z0-9_-]+)\.js")


class NotFounded(Exception):
    """The first run did not end where it should; the message holds the address and the page."""


@dataclass(frozen=True)
class Install:
    """What a client needs: the website's public key, and the cookie of a signed-in agent."""

    key: str
    cookie: str


class _Form(HTMLParser):
    """The names of a page's fields with the values they hold."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        if tag in ("input", "select", "textarea") and name and given.get("type") not in ("checkbox", "radio"):
            self.fields[name] = given.get("value") or ""


def found(port: int) -> Install:
    """Fill in the first-run page of an empty install. Raises NotFounded."""
    cookies = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    address = f"http://127.0.0.1:{port}"
    form = _Form()
    form.feed(browser.open(f"{address}/setup", timeout=20).read().decode())
    password = secrets.token_urlsafe(16)
    answers = {name: _answer(name, address, password) for name in form.fields}
    body = urllib.parse.urlencode(form.fields | {name: text for name, text in answers.items() if text}).encode()
    headers = {"Origin": address, "Referer": f"{address}/setup"}
    answer = browser.open(urllib.request.Request(f"{address}/setup", data=body, headers=headers), timeout=20)
    page = answer.read().decode()
    key = _KEY.search(page)
    session = next((one for one in cookies if one.name == "extramile_session"), None)
    if key is None or session is None:
        raise NotFounded(f"{answer.url}: {page[:3000]}")
    return Install(key.group(1), f"extramile_session={session.value}")


def _answer(field: str, address: str, password: str) -> str:
    """What a person would type into a field of that name; nothing to leave it as it is."""
    if "password" in field:
        return password
    if "email" in field:
        return "robin@bench.example"
    if "origin" in field or "address" in field or "url" in field:
        return address
    if field in ("csrfmiddlewaretoken", "time_zone", "timezone", "next"):
        return ""
    return "Bench"
