"""The scenarios that there are: those that come with Extramile, and an install's own. What is broken stops nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

import extramile
from extramile.growth.practice.rehearsal.faults import Broken, Fault
from extramile.growth.practice.rehearsal.nodes import MOST_BYTES
from extramile.growth.practice.rehearsal.reading import read
from extramile.growth.practice.rehearsal.scenario import Scenario

SHIPPED = Path(extramile.__file__).parent / "scenarios"
FOLDER = "scenarios"
_MOST_FILES = 1_000
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


@dataclass(frozen=True, slots=True)
class Found:
    """Scenarios by name, the easiest first, and what is wrong with files that could not be read."""

    scenarios: dict[str, Scenario]
    faults: tuple[Fault, ...] = ()


def found(*places: Path) -> Found:
    """The scenarios of folders and files that may not be there; of two with one name the later counts."""
    scenarios: dict[str, Scenario] = {}
    faults: list[Fault] = []
    for path in (path for place in places for path in _files(place)):
        try:
            read_so = _kept(path, path.stat().st_mtime_ns, get_language())
        except OSError as error:
            faults.append(Fault(path.name, 0, _("It cannot be read (%(why)s).") % {"why": error.strerror}, ""))
            continue
        if isinstance(read_so, Scenario):
            scenarios[path.stem] = read_so
        else:
            faults += read_so
    ordered = sorted(scenarios.values(), key=lambda one: (one.level, one.title.casefold(), one.name))
    return Found({one.name: one for one in ordered}, tuple(faults))


def of_install(data: Path) -> Found:
    """All scenarios of an install: what is shipped, and what is in its data folder."""
    return found(SHIPPED, data / FOLDER)


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    elif place.is_dir():
        files = sorted(path for path in place.iterdir() if path.suffix in {".yaml", ".yml"} and path.is_file())
        yield from files[:_MOST_FILES]


# A file that was changed has another time, and is read again. What is wrong with it is said in the reader's language.
@lru_cache(maxsize=_MOST_FILES)
def _kept(path: Path, changed: int, language: str) -> Scenario | Sequence[Fault]:
    try:
        return _read(path)
    except Broken as broken:
        return broken.faults


def _read(path: Path) -> Scenario:
    if not _NAME.fullmatch(path.stem):
        mend = _("Call it by small letters, digits and hyphens, such as late-parcel.yaml.")
        raise Broken([Fault(path.name, 0, _("This name cannot be in an address."), mend)])
    with path.open("rb") as file:
        held = file.read(MOST_BYTES + 1)
    try:
        return read(held.decode("utf-8-sig"), name=path.stem, file=path.name)
    except UnicodeDecodeError as error:
        line = held[: error.start].count(b"\n") + 1
        raise Broken([Fault(path.name, line, _("This is not UTF-8."), _("Save it again as UTF-8."))]) from error
