"""The archive itself: a tar file, lightly compressed, that its owner alone may read."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import zlib
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from extramile.base.backup import manifest as manifests
from extramile.base.backup.manifest import Broken, Manifest

_CHUNK = 1024 * 1024
# A database shrinks to a third with the quickest setting; the others take five times as long for a little more.
_LEVEL = 1


class _Hashed:
    """Reads a file, and knows the digest of what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.digest, self.length = file, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(size)
        self.digest.update(chunk)
        self.length += len(chunk)
        return chunk

    @property
    def told(self) -> dict[str, Any]:
        return {"bytes": self.length, "sha256": self.digest.hexdigest()}


def write(path: Path, members: Iterable[tuple[str, Path]], manifest: Manifest) -> None:
    """Write members and then the manifest into a new file, to the disk. Files that went away meanwhile are left out.

    Raises OSError.
    """
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as raw:
        with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=_LEVEL) as tar:
            for name, source in members:
                try:
                    file = source.open("rb")
                except FileNotFoundError:
                    continue
                with file:
                    hashed = _Hashed(file)
                    _add(tar, name, os.fstat(file.fileno()).st_size, hashed)
                manifest.files[name] = hashed.told
            text = manifest.written()
            _add(tar, manifests.NAME, len(text), io.BytesIO(text))
        raw.flush()
        os.fsync(raw.fileno())


def _add(tar: tarfile.TarFile, name: str, size: int, source: Any) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    tar.addfile(info, source)


def read(path: Path, *, into: Path | None = None) -> Manifest:
    """Read an archive from end to end and compare it with its manifest; put its files into a folder, when one is given.

    Raises Broken.
    """
    found: dict[str, dict[str, Any]] = {}
    text = b""
    try:
        with tarfile.open(path, mode="r|gz") as tar:
            for info in tar:
                file = tar.extractfile(info)
                if file is None or text:
                    raise Broken("It holds something that no backup holds.")
                if info.name == manifests.NAME:
                    text = file.read()
                else:
                    found[info.name] = _take(file, into and into / manifests.place(info.name))
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise Broken("It ends too early, or is no backup.") from error
    except OSError as error:
        # gzip tells of a broken file as an OSError without a number; a disk has one.
        if error.errno is None:
            raise Broken("It is damaged, or no backup.") from error
        raise
    if not text:
        raise Broken("It has no manifest: it was not finished.")
    manifest = manifests.read(text)
    if found != manifest.files:
        wrong = sorted({*found, *manifest.files} - {name for name in found if found[name] == manifest.files.get(name)})
        raise Broken(f"What is in it is not what it says of itself: {', '.join(wrong[:3])}.")
    return manifest


def _take(file: IO[bytes], to: Path | None) -> dict[str, Any]:
    hashed = _Hashed(file)
    with ExitStack() as opened:
        target = None
        if to is not None:
            to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            target = opened.enter_context(os.fdopen(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb"))
        while chunk := hashed.read(_CHUNK):
            if target is not None:
                target.write(chunk)
        if target is not None:
            target.flush()
            os.fsync(target.fileno())
    return hashed.told
