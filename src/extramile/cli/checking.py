"""`extramile check`: looks at an install from all sides, and says what to mend."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import django
from django.db import Error
from rich.console import Console

from extramile import __version__
from extramile.base import config
from extramile.base.backup import making
from extramile.base.config import WrongSetting
from extramile.cli.checks.finding import Finding, State, mend, well

_SIGNS = {State.WELL: "[green]✓[/green]", State.NOTE: "[yellow]·[/yellow]", State.MEND: "[red]✗[/red]"}


def check(data: Path | None, *, as_json: bool) -> int:
    """Look, and say what was found. Returns 0 when all is well, 1 when there is something to mend."""
    folder = config.folder_of(os.environ, data)
    found = list(_findings(folder))
    all_well = not any(finding.state is State.MEND for finding in found)
    if as_json:
        told = {
            "well": all_well,
            "version": __version__,
            "data": str(folder),
            "findings": [asdict(one) for one in found],
        }
        print(json.dumps(told))
    else:
        _show(folder, found, all_well)
    return 0 if all_well else 1


def _findings(folder: Path) -> Iterator[Finding]:
    try:
        given = config.as_given(os.environ, folder) if folder.is_dir() else {}
        # To read the settings of an empty folder would begin to fill it.
        if not (folder / making.DATABASE).exists() and "DATABASE_URL" not in given:
            yield mend(
                "folder",
                f"{folder} holds no install.",
                "Set --data to the folder of one, or start: bin/extramile serve",
            )
            return
        os.environ["EXTRAMILE_DATA"] = str(folder)
        settings = config.load(os.environ)
    except WrongSetting as wrong:
        yield mend("settings", str(wrong), "Change that setting.")
        return
    yield well("settings", "Every setting can be used.")
    os.environ["DJANGO_SETTINGS_MODULE"] = "extramile.settings"
    django.setup()
    from extramile.base import state  # noqa: PLC0415  models can be imported only after Django is set up
    from extramile.cli.checks import around, database, model  # noqa: PLC0415
    from extramile.cli.checks import folder as folders  # noqa: PLC0415

    size = 0
    try:
        yield from database.look()
        size = state.database_bytes()
    except Error as error:
        yield database.away(error)
    yield from folders.look(settings, database_bytes=size)
    yield from around.look(settings)
    yield from model.look(settings)


def _show(folder: Path, found: list[Finding], all_well: bool) -> None:
    out = Console(soft_wrap=True, highlight=False)
    out.print(f"Extramile {__version__} in {folder}\n", markup=False)
    for one in found:
        out.print(f"{_SIGNS[one.state]} {one.name}: ", end="")
        out.print(one.says, markup=False)
        if one.mend:
            out.print(f"    → {one.mend}", markup=False)
    out.print("\nAll is well." if all_well else "\nSome of this is to be mended.")
