"""How much the browser of a visitor, and that of an agent, has to load: bytes as sent, compressed with gzip."""

from __future__ import annotations

import argparse
import posixpath
import re
import sys
from typing import cast

from bench.lib import server
from bench.lib.figures import Line, note, show, under
from bench.lib.install import found
from bench.lib.pages import Fetched, fetch

STATIC = server.ROOT / "src" / "extramile" / "static"
_ASSETS = re.compile(r"/static/[0-9a-f]+/")
_IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+\.js)["']""")
KB = 1000


def modules(port: int, first: str) -> dict[str, Fetched]:
    """A module and everything that it imports, by address."""
    found_so_far: dict[str, Fetched] = {}
    to_do = [first]
    while to_do:
        address = to_do.pop()
        if address in found_so_far:
            continue
        got = found_so_far[address] = fetch(port, address)
        folder = posixpath.dirname(address)
        to_do += [posixpath.normpath(posixpath.join(folder, name)) for name in _IMPORT.findall(got.text)]
    return found_so_far


def measure(port: int, key: str) -> tuple[dict[str, object], dict[str, int]]:
    """The figures in bytes, and the size of each file by name."""
    loader = fetch(port, f"/w/{key}.js")
    begin = _ASSETS.search(loader.text)
    if begin is None:
        raise SystemExit("The loader does not say where the rest of the widget is.")
    base = begin.group()
    panel = modules(port, f"{base}widget/panel.js")
    words = {name: fetch(port, f"{base}widget/words/{name}") for name in _scripts("widget/words")}
    biggest = max(words.values(), key=lambda one: one.size)
    desk = modules(port, f"{base}desk/desk.js") | modules(port, f"{base}desk/page.js")
    files = {f"w/{key}.js": loader} | {address.removeprefix(base): one for address, one in panel.items()}
    files |= {f"widget/words/{name}": one for name, one in words.items()}
    files |= {address.removeprefix(base): one for address, one in desk.items()}
    plain = sorted(name for name, one in files.items() if not one.compressed)
    values: dict[str, object] = {
        "loader_bytes": loader.size,
        "widget_bytes": loader.size + sum(one.size for one in panel.values()) + biggest.size,
        "desk_bytes": sum(one.size for one in desk.values()),
        "widget_files": 1 + len(panel) + 1,
        "desk_files": len(desk),
        "sent_uncompressed": plain,
    }
    return values, {name: one.size for name, one in files.items()}


def _scripts(folder: str, prefix: str = "") -> list[str]:
    return sorted(prefix + path.relative_to(STATIC / folder).as_posix() for path in (STATIC / folder).rglob("*.js"))


def lines(values: dict[str, object], files: dict[str, int]) -> list[Line]:
    """The table of the figures, the big ones first."""
    number = {name: value for name, value in values.items() if isinstance(value, int)}
    plain = cast(list[str], values["sent_uncompressed"])
    return [
        under("loader, on every page of the website", number["loader_bytes"] / KB, 3, "kB"),
        under("all of the widget, once it is opened", number["widget_bytes"] / KB, 20, "kB"),
        under("the desk's JavaScript", number["desk_bytes"] / KB, 40, "kB"),
        Line("sent uncompressed", ", ".join(plain) or "none", "none", not plain),
        *(Line(f"  {name}", f"{size / KB:.2f} kB") for name, size in sorted(files.items(), key=lambda one: -one[1])),
    ]


def main() -> int:
    """Start the server, fetch, print."""
    reads = argparse.ArgumentParser(prog="bench/widget", description=__doc__)
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    server.prepare()
    with server.folder() as data, server.product(data, {}) as ours:
        values, files = measure(ours.port, found(ours.port).key)
    note("Sizes are of the bodies; a browser also gets a few hundred bytes of headers for each file.")
    show("Widget: what a browser loads", lines(values, files), values | {"files": files}, as_json=asked.json)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
