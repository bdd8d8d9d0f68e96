"""Static files under an address that changes with their content, compressed once, served outside the page bridge.

All files share one prefix, the digest of the whole tree, so that ES modules import each other by relative addresses
and a browser never mixes two versions.
"""

from __future__ import annotations

import hashlib
import shutil
from functools import cache
from pathlib import Path

from django.conf import settings
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

PACKAGE = Path(__file__).parent.parent / "static"


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


def prepared() -> Path:
    """The folder with this build's files, copied and compressed into the data folder when it is not there yet."""
    kept = settings.CONFIG.data / "static"
    folder = kept / build()
    if not folder.exists():
        shutil.rmtree(kept, ignore_errors=True)
        half = kept / f"{build()}.half"
        for name, path in _sources().items():
            target = half / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        compressor = Compressor(log=lambda _: None, quiet=True)
        for target in sorted(half.rglob("*")):
            if target.is_file() and compressor.should_compress(target.name):
                list(compressor.compress(str(target)) or ())
        half.rename(folder)
    return folder


def library() -> WhiteNoise:
    """WhiteNoise with this build's files, all of them immutable."""
    shelf = WhiteNoise(None, max_age=60, immutable_file_test=lambda path, url: True)
    shelf.add_files(str(prepared()), prefix=f"/static/{build()}/")
    return shelf
