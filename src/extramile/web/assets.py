"""Static files under an address that changes with their content, compressed once, served outside the page bridge.

All files of a build share one prefix, the digest of the whole tree, so that ES modules import each other by relative
addresses and a browser never mixes two versions. The builds before it stay for a while, under their own prefixes.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import time
from functools import cache
from pathlib import Path

import rjsmin
from django.conf import settings
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from extramile.web.joining import joined

PACKAGE = Path(__file__).parent.parent / "static"
KEPT = 3  # builds
# Opened over slow networks by people who wait for it: one answer in place of a dozen, one after the other.
_JOINED = "widget/panel.js"
_ABANDONED = 3600  # seconds after which nobody is preparing any more
_BUILD = re.compile(r"[0-9a-f]{12}")


def _sources() -> dict[str, Path]:
    return {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*")) if path.is_file()}


@cache
def build() -> str:
    """The digest of every static file: 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for name, path in _sources().items():
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def address(name: str) -> str:
    """The address of a static file, such as `desk/desk.js`."""
    return f"/static/{build()}/{name}"


def slim(script: str) -> str:
    """`script` without its comments and the white space that only people read; its names stay as they are."""
    return str(rjsmin.jsmin(script)) + "\n"


def prepared() -> Path:
    """The folder with this build's files, copied and compressed into the data folder when it is not there yet.

    It becomes the newest of the kept builds; those beyond `KEPT` are removed.
    """
    kept = settings.CONFIG.data / "static"
    folder: Path = kept / build()
    if not folder.exists():
        kept.mkdir(parents=True, exist_ok=True)
        half = Path(tempfile.mkdtemp(suffix=".half", dir=kept))
        half.chmod(0o755)
        _fill(half)
        try:
            half.rename(folder)
        except OSError:
            # Another process prepared the same build meanwhile: theirs holds the same bytes.
            shutil.rmtree(half, ignore_errors=True)
            if not folder.exists():
                raise
    os.utime(folder)
    _tidy(kept)
    return folder


def _fill(half: Path) -> None:
    sources = _sources()
    scripts = {name: path.read_text(encoding="utf-8") for name, path in sources.items() if path.suffix == ".js"}
    for name, path in sources.items():
        target = half / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name in scripts:
            script = joined(scripts, name) if name == _JOINED else scripts[name]
            target.write_text(slim(script), encoding="utf-8")
        else:
            shutil.copyfile(path, target)
    compressor = Compressor(log=lambda _: None, quiet=True)
    for target in sorted(half.rglob("*")):
        if target.is_file() and compressor.should_compress(target.name):
            list(compressor.compress(str(target)) or ())


def _tidy(kept: Path) -> None:
    for folder in _builds(kept)[KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)
    for half in kept.glob("*.half"):
        # A younger one may be another process's that is at work right now.
        if time.time() - _changed(half) > _ABANDONED:
            shutil.rmtree(half, ignore_errors=True)


def _builds(kept: Path) -> list[Path]:
    folders = [path for path in kept.iterdir() if path.is_dir() and _BUILD.fullmatch(path.name)]
    return sorted(folders, key=_changed, reverse=True)


def _changed(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def library() -> WhiteNoise:
    """WhiteNoise with this build's files and those of the kept builds, all of them immutable.

    A page that was opened before an update goes on asking for the modules of its own build: an embed script that a
    browser kept, a chat whose panel was not opened yet.
    """
    shelf = WhiteNoise(None, max_age=60, immutable_file_test=lambda path, url: True)
    for folder in _builds(prepared().parent):
        shelf.add_files(str(folder), prefix=f"/static/{folder.name}/")
    return shelf
