"""Everything that is no whole backup is refused, and nothing is touched by it."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extramile.base.backup import restoring
from extramile.cli import backups
from tests.test_backup import house, whole

__all__ = ["house", "whole"]
pytestmark = pytest.mark.sqlite


def _rewritten(whole: Path, to: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The archive with other members."""
    with tarfile.open(whole) as tar:
        members = {one.name: tar.extractfile(one).read() for one in tar}  # type: ignore[union-attr]
    change(members)
    with tarfile.open(to, "w:gz") as tar:
        for name, body in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(body)
            tar.addfile(info, io.BytesIO(body))
    return to


def _manifest(members: dict[str, bytes], **changed: Any) -> None:
    members["manifest.json"] = json.dumps({**json.loads(members.pop("manifest.json")), **changed}).encode()


def _newer(members: dict[str, bytes]) -> None:
    _manifest(members, migrations=["desk.9999_later"], version="9.0")


def _outside(members: dict[str, bytes]) -> None:
    text = members.pop("manifest.json")
    members |= {"files/../../outside": b"x", "manifest.json": text}


CHANGES: dict[str, tuple[Callable[[dict[str, bytes]], Any], str]] = {
    "unfinished": (lambda members: members.pop("manifest.json"), "not finished"),
    "a newer format": (lambda members: _manifest(members, format=2), "newer version"),
    "newer rows": (_newer, "newer version of Extramile (9.0, desk.9999_later)"),
    "another key": (
        lambda members: members.update({"files/secret-key": b"x"}),
        "not what it says of itself: files/secret-key",
    ),
    "more": (lambda members: members.update({"more": b"x"}), "no backup holds"),
    "outside": (_outside, "leads out of it"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_no_whole_backup_is_refused(whole: Path, tmp_path: Path, name: str) -> None:
    change, says = CHANGES[name]
    wrong = _rewritten(whole, tmp_path / "wrong.tar.gz", change)
    _refused(wrong, tmp_path, says)
    assert not (tmp_path / "outside").exists()


def test_half_a_backup_is_refused_wherever_it_ends(whole: Path, tmp_path: Path) -> None:
    body = whole.read_bytes()
    for number, end in enumerate((0, 10, len(body) // 2, len(body) * 19 // 20)):
        (tmp_path / str(number)).mkdir()
        half = tmp_path / str(number) / "half.tar.gz"
        half.write_bytes(body[:end])
        _refused(half, tmp_path / str(number), "was not restored")
    plain = bytearray(gzip.decompress(body))
    plain[len(plain) // 2] ^= 1
    damaged = tmp_path / "damaged.tar.gz"
    damaged.write_bytes(gzip.compress(bytes(plain)))
    _refused(damaged, tmp_path, "not what it says of itself")
    _refused(tmp_path / "nowhere.tar.gz", tmp_path, "No such file")


def _refused(archive: Path, folder: Path, says: str) -> None:
    data = folder / "data"
    with pytest.raises(restoring.NotRestored) as refused:
        restoring.restore(archive, data, "", known=backups.known(), replace=False)
    assert says in str(refused.value)
    assert list(data.iterdir()) == []
