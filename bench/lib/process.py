"""What a process costs, read from /proc."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Memory:
    """Memory of one process in KiB: resident, its fair share of what is shared, and what is its alone."""

    rss: int
    pss: int
    uss: int


def cpu_seconds(pid: int, *, children: bool = False) -> float:
    """CPU that every thread of a process has used, user and system, in seconds; with that of its children."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / _TICK
    if not children:
        return own
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    ended = (int(fields[13]) + int(fields[14])) / _TICK
    for child in below:
        # One that ends meanwhile has been counted as ended, or will be.
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            own += cpu_seconds(int(child))
    return own + ended


def family(pid: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def memory(pid: int) -> Memory:
    """Memory that a process holds now."""
    found: dict[str, int] = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, _, size = line.partition(":")
        found[name] = int(size.split()[0])
    return Memory(rss=found["Rss"], pss=found["Pss"], uss=found["Private_Clean"] + found["Private_Dirty"])


def innermost(pid: int) -> int:
    """The process that does the work: the last child of a chain of starters, or the process itself."""
    while True:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if not children:
            return pid
        pid = int(children[0])


def file_system(path: Path) -> str:
    """The kind of file system that holds a path, such as ext4: a commit is as fast as its disk."""
    best, kind = "", "unknown"
    for line in Path("/proc/mounts").read_text().splitlines():
        _, mount, name, *_ = line.split()
        if str(path.resolve()).startswith(mount) and len(mount) >= len(best):
            best, kind = mount, name
    return kind
