"""Windows of the tests' browser, kept from test to test: a new one costs three times what a page in it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as BrowserError

DESK = {"width": 1280, "height": 800}
PATIENCE = 30_000
# Each frame of a movement is painted by hand. A test that looks at how things move asks for "no-preference".
STILL = {"color_scheme": "light", "reduced_motion": "reduce"}
# What a window that is there can be changed to, and back.
_LOOKS = {"viewport", "color_scheme", "reduced_motion"}
# What a page gets and never loses.
_LASTING = [(Page, name) for name in ("on", "once", "add_init_script", "route_web_socket", "clock")]
_LASTING += [(BrowserContext, name) for name in ("add_init_script", "new_cdp_session", "grant_permissions")]
# A page of the same address without a script: whoever was there has left, and nothing writes any more.
_REST = "/healthz"
_MOST = 5


class Windows:
    """Those of one server. `wrong` is what pages said since a test began that none may say."""

    def __init__(self, chromium: Browser, address: str) -> None:
        self.wrong: list[str] = []
        self._chromium = chromium
        self._address = address
        self._resting: dict[str, list[Page]] = {}
        self._lent: list[tuple[str, Page]] = []
        self._opened: set[BrowserContext] = set()
        self._marked: set[BrowserContext] = set()

    def open(self, **options: Any) -> BrowserContext:
        """A new browser of somebody new, which ends with the test."""
        context = self._chromium.new_context(**STILL | {"viewport": DESK, "base_url": self._address} | options)
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda error: self.wrong.append(str(error.error)))
        context.on("console", lambda line: self.wrong.append(line.text) if _refused(line.text) else None)
        self._opened.add(context)
        return context

    def page(self, **options: Any) -> Page:
        """An empty page in the browser of somebody new: one that was kept, when it is asked for alike."""
        looks = {name: options.pop(name) for name in _LOOKS & options.keys()}
        alike = repr(sorted(options.items()))
        resting = self._resting.setdefault(alike, [])
        page = resting.pop() if resting else self.open(**options).new_page()
        page.set_viewport_size(looks.pop("viewport", DESK))
        page.emulate_media(**STILL | looks)
        self._lent.append((alike, page))
        return page

    def rest(self) -> None:
        """Close what a test has opened; windows that it leaves as they were are kept, without what is stored there."""
        for alike, page in self._lent:
            resting = self._resting[alike]
            if page.context not in self._marked and len(resting) < _MOST and _emptied(page):
                resting.append(page)
        self._lent.clear()
        self._marked.clear()
        staying = {page.context for pages in self._resting.values() for page in pages}
        for context in self._opened - staying:
            context.close()
        self._opened &= staying

    @contextmanager
    def marking(self) -> Iterator[None]:
        """A window whose page was given something lasting is not kept."""
        with pytest.MonkeyPatch.context() as patch:
            for owner, name in _LASTING:
                patch.setattr(owner, name, self._mark(owner.__dict__[name]))
            # A script that a test makes up stays in the memory of the process that shows the page.
            patch.setattr(Page, "route", self._mark(Page.route, lambda address, *more: str(address).endswith(".js")))
            yield

    def _mark(self, given: Any, lasts: Callable[..., bool] = lambda *given: True) -> Any:
        def marked(one: Page | BrowserContext, *args: Any, **more: Any) -> Any:
            if lasts(*args):
                self._marked.add(one.context if isinstance(one, Page) else one)
            return act(one, *args, **more)

        act: Callable[..., Any] = given.fget if isinstance(given, property) else given
        return property(marked) if isinstance(given, property) else marked


def _refused(line: str) -> bool:
    return "Content Security Policy" in line or "Content-Security-Policy" in line


def _emptied(page: Page) -> bool:
    """Whether nothing is left of a test in a window."""
    try:
        for other in page.context.pages:
            if other is not page:
                other.close()
        page.unroute_all(behavior="ignoreErrors")
        page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
        page.goto(_REST)
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.context.clear_cookies()
    except BrowserError:
        return False
    return True
