"""Two real browsers against a real server. One server and one Chromium for each worker and run."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe, AxeResults
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from extramile.demo import northfold
from tests.browser.server import Server
from tests.browser.somebody import Desk, Somebody
from tests.browser.windows import PATIENCE, Windows
from tests.prepared import demo
from tests.web.live.conftest import House

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Its address bar loads two pages of its own with each window, at twice what the window itself costs, and a process
    # is started for a page that nobody opens. The last list counts, so what Playwright turns off stands in it too.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,SpareRendererForSitePerProcess,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,"
    "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch",
    # Tabs of one window share a process.
    "--renderer-process-limit=1",
]
PHONE = {"width": 390, "height": 844}
# Or a test that writes much would wait until it may write on.
LIMITS = {"limit_sends": "1000", "limit_frames": "10000", "limit_conversations": "1000"}

Open = Callable[..., Page]
Wrote = Callable[[str], Somebody]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo company, served. A test that stops it starts it again before it ends."""
    running = demo(tmp_path_factory.mktemp("browser") / "data", **LIMITS)
    running.start()
    yield running
    running.kill()


# For a package and not a session: while Playwright is there, no other test of the worker can run an event loop.
@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as tools:
        yield tools


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.fail("The browser tests need Chromium, for example: apt-get install chromium", pytrace=False)
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    expect.set_options(timeout=PATIENCE)
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def kept_windows(chromium: Browser, server: Server) -> Iterator[Windows]:
    windows = Windows(chromium, server.url)
    with windows.marking():
        yield windows


@pytest.fixture
def windows(kept_windows: Windows) -> Iterator[Windows]:
    """The browser's windows. Fails the test when a page of one raised an error or was refused something by the
    content policy."""
    kept_windows.wrong.clear()
    yield kept_windows
    kept_windows.rest()
    assert not kept_windows.wrong, kept_windows.wrong


@pytest.fixture
def open_browser(windows: Windows) -> Callable[..., BrowserContext]:
    """Opens a browser of somebody new: own cookies, own storage."""
    return windows.open


@pytest.fixture(scope="session")
def signed_in() -> dict[str, list[Any]]:
    """The cookies of those who have signed in, by name: a session lasts for as long as nobody ends it."""
    return {}


@pytest.fixture
def sign_in(windows: Windows, signed_in: dict[str, list[Any]]) -> Open:
    """A page at the desk, or at another address, signed in through the sign-in page when that was not done yet:
    `sign_in("Maya Reyes", at="/team/")`."""

    def enter(name: str = "Maya Reyes", *, at: str = "/desk/", **options: object) -> Page:
        page = windows.page(**options)
        page.context.add_cookies(signed_in.get(name, []))
        page.goto(at)
        if "/sign-in" in page.url:
            page.locator("input[type=email]").fill(northfold.address(name))
            page.locator("input[type=password]").fill(northfold.PASSWORD)
            page.locator("input[type=password]").press("Enter")
            page.wait_for_url(lambda url: "/sign-in" not in url)
            signed_in[name] = page.context.cookies()
        return page

    return enter


@pytest.fixture
def agent(sign_in: Open) -> Page:
    """Maya at her desk."""
    return sign_in("Maya Reyes")


@pytest.fixture
def lead(sign_in: Open) -> Page:
    """Jo at her desk."""
    return sign_in("Jo Lind")


@pytest.fixture
def visit(windows: Windows) -> Open:
    """A new visitor's page in the demo shop: `visit()`, or `visit(viewport=PHONE)`."""

    def enter(**options: object) -> Page:
        page = windows.page(**options)
        page.goto("/demo/")
        return page

    return enter


@pytest.fixture
def visitor(visit: Open) -> Page:
    """A visitor in the demo shop, who has not opened the chat yet."""
    return visit()


@pytest.fixture
def ends(server: Server) -> Iterator[Callable[..., ClientConnection]]:
    """Sockets without a browser, hung up after the test: `ends("visitor")`."""
    with ExitStack() as leaving:

        def dial(door: str, **headers: str) -> ClientConnection:
            address = server.url.replace("http", "ws") + f"/live/{door}"
            socket = connect(address, origin=Origin(server.url), additional_headers=headers, max_queue=None)
            return leaving.enter_context(socket)

        yield dial


@pytest.fixture
def wrote(ends: Callable[..., ClientConnection]) -> Wrote:
    """Somebody new who writes: `wrote("Hello").said`. There is no browser at that end."""
    return lambda text: Somebody(ends("visitor"), text)


@pytest.fixture(scope="session")
def maya(server: Server) -> str:
    """A session of Maya's, of no browser."""
    return House(server).browser("Maya Reyes").session


@pytest.fixture
def desk(ends: Callable[..., ClientConnection], maya: str) -> Desk:
    """Maya's end of all conversations that begin, without a browser."""
    return Desk(ends("desk", Cookie=f"extramile_session={maya}"))


# A colour on its way to another is neither of the two.
_AT_REST = "() => !document.getAnimations().some((one) => one instanceof CSSTransition && one.playState === 'running')"


_ASKED = "async ([part, asked]) => ({ violations: (await axe.run(part ?? document, asked)).violations })"


def finished(page: Page, script: str, arg: object = None) -> Any:
    """What a function of the page comes to, once it is anything. One that never ends fails the test, where `evaluate`
    would wait for ever."""
    return page.wait_for_function(script, arg=arg).json_value()


@pytest.fixture
def axe() -> Callable[..., None]:
    """Fails on any accessibility violation of WCAG 2.2 A and AA on a page as it is now. `look_only` asks only
    what depends on colour and size, of a page that was asked everything in another look; `part`, of one place in it."""
    tags = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    look = {
        "type": "rule",
        "values": ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"],
    }

    def check(page: Page, *, look_only: bool = False, part: str | None = None) -> None:
        page.wait_for_function(_AT_REST)
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(Axe().axe_script)
        asked = {"runOnly": look if look_only else tags, "resultTypes": ["violations"], "preload": False}
        found = AxeResults(finished(page, _ASKED, [part, asked]))
        assert found.violations_count == 0, found.generate_report()

    return check


@contextmanager
def offline(context: BrowserContext) -> Iterator[None]:
    """The network of one browser, gone for a while."""
    context.set_offline(True)
    try:
        yield
    finally:
        context.set_offline(False)
