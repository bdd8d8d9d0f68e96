"""`extramile serve` and `extramile demo`."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.conf import settings
from rich.console import Console
from rich.table import Table

from extramile import server
from extramile.alone import InUse
from extramile.base.live.broker import OtherSecret, Unreachable
from extramile.demo import northfold
from extramile.people.queries import is_founded

_out = Console(soft_wrap=True, highlight=False)


def serve(host: str, port: int, *, open_browser: bool) -> None:
    """Serve until stopped."""
    _run(host, port, open_browser, _welcome)


def demo(host: str, port: int, *, open_browser: bool) -> None:
    """Fill an empty data folder with the demo company, then serve until stopped.

    Raises WrongSetting when the folder holds another company.
    """
    northfold.fill(settings.CONFIG.data)
    _run(host, port, open_browser, _tour)


def _run(host: str, port: int, open_browser: bool, ready: Callable[[str], None]) -> None:
    try:
        server.run(host, port, open_browser=open_browser, ready=ready)
    except (InUse, OtherSecret, Unreachable) as error:
        print(error, file=sys.stderr)
        sys.exit(2)


def _welcome(url: str) -> None:
    _out.print(f"Extramile is ready: {url}/")
    if not is_founded():
        _out.print("Open it in a browser to name your company and its first admin.")
    _out.print("Ctrl-C stops it; what was accepted is kept.")


def _tour(url: str) -> None:
    _out.print(f"\n[bold]{northfold.company()}[/bold] is open.\n")
    places = Table.grid(padding=(0, 3))
    places.add_row("The shop, with the chat", f"{url}/demo/")
    places.add_row("The desk", f"{url}/desk/")
    _out.print(places)
    _out.print(f"\nSign in with any of these; the password is [bold]{northfold.PASSWORD}[/bold]\n")
    people = Table.grid(padding=(0, 3))
    for person in northfold.people():
        people.add_row(person.email, person.name, person.role)
    _out.print(people)
    _out.print(
        "\nTo try first: sign in as Maya, open the shop in a second browser or a private window, and write there.\n"
        "At the desk, answer; then press ? for everything that the keyboard can do.\n\n"
        "Ctrl-C stops it; what was accepted is kept."
    )
