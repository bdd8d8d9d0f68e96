"""What a visitor's browser loads stays small."""

from __future__ import annotations

import gzip

from playwright.sync_api import Page

from tests.browser.widget_talk import open_chat

KB = 1000
SCRIPTS = ("/w/", "/widget/", "/shared/")


def test_the_loader_is_under_3_kb_and_all_of_it_under_20(visitor: Page) -> None:
    sizes: dict[str, int] = {}

    asked: list[str] = []
    visitor.on("request", lambda request: asked.append(request.url))
    visitor.reload()
    assert [url for url in asked if "/widget/" in url or "/shared/" in url] == []
    open_chat(visitor)
    # What most browsers never load counts all the same.
    panel = next(url for url in asked if url.endswith("/panel.js"))
    asked.append(panel.replace("widget/panel.js", "shared/stream.js"))
    for url in asked:
        if any(part in url for part in SCRIPTS) and url.endswith(".js"):
            sizes[url] = len(gzip.compress(visitor.request.get(url).body(), 9, mtime=0))
    loader = next(size for url, size in sizes.items() if "/w/" in url)
    # One answer for all of the panel, and one for its words.
    assert {url.rsplit("/", 1)[1] for url in sizes if "/w/" not in url} == {"panel.js", "en.js", "stream.js"}
    assert loader < 3 * KB
    assert sum(sizes.values()) < 20 * KB, sizes
