"""A newer version meets an install in use: it makes a backup and changes the database, or leaves it as it was."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from extramile.base.backup import postgres, programs
from tests import cluster, prepared
from tests.browser.server import ROOT, Server

pytestmark = pytest.mark.postgres

_GOOD = """
from django.db import migrations, models

def mark(apps, schema_editor):
    apps.get_model("desk", "Inbox").objects.update(name="changed by the newer version")

class Migration(migrations.Migration):
    dependencies = [("desk", {before!r})]
    operations = [
        migrations.AddField("inbox", "colour", models.CharField(max_length=9, default="blue")),
        migrations.RunPython(mark),
    ]
"""
_BAD = """
from django.db import migrations, models

def fail(apps, schema_editor):
    apps.get_model("desk", "Tag").objects.create(name="half way")
    raise RuntimeError("a mistake of the newer version")

class Migration(migrations.Migration):
    dependencies = [("desk", "9001_good")]
    operations = [
        migrations.AddField("tag", "colour", models.CharField(max_length=9, default="blue")),
        migrations.RunPython(fail),
    ]
"""


class Install:
    """A folder that this version has used, and a newer version of the code beside it."""

    def __init__(self, folder: Path) -> None:
        self.data, self.code = folder / "data", folder / "newer"
        self.settings: dict[str, str] = {}
        if address := cluster.wanted():
            self.settings["EXTRAMILE_DATABASE_URL"] = prepared.empty_in(address)
        else:
            prepared.empty(self.data)
        # With what is compiled of it, which holds for a copy of the same date.
        shutil.copytree(ROOT / "src", self.code)

    def add(self, name: str, text: str) -> None:
        """The newer version has one more migration."""
        folder = self.code / "extramile" / "desk" / "migrations"
        before = max(path.stem for path in folder.glob("[0-9]*.py"))
        (folder / f"{name}.py").write_text(text.format(before=before))

    def run(
        self, code: Path, *words: str, before: Callable[[], None] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """A command of one of the two versions."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("EXTRAMILE_")}
        return subprocess.run(
            [sys.executable, "-m", "extramile", *words, "--data", str(self.data)], cwd=self.code.parent,
            env=kept | self.settings | {"PYTHONPATH": str(code)}, capture_output=True, text=True, timeout=180,
            preexec_fn=before,
        )  # fmt: skip

    def holds(self) -> Any:
        """All that the database holds, and how it is made."""
        if address := self.settings.get("EXTRAMILE_DATABASE_URL"):
            columns = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            with psycopg.connect(address) as connection:
                return postgres.contents(connection), sorted(connection.execute(columns).fetchall())
        with sqlite3.connect(self.data / "extramile.sqlite3") as database:
            return list(database.iterdump())

    @property
    def backups(self) -> list[str]:
        """The names of what was kept."""
        return sorted(path.name for path in (self.data / "backups").glob("*"))


@pytest.fixture
def install(tmp_path: Path) -> Install:
    return Install(tmp_path)


def test_it_upgrades_after_a_backup_and_rolls_back_what_fails(install: Install) -> None:
    before = install.holds()
    install.add("9001_good", _GOOD)
    install.add("9002_bad", _BAD)
    failed = install.run(install.code, "upgrade")
    assert failed.returncode == 2 and "Traceback" not in failed.stderr
    assert "RuntimeError" in failed.stderr and "it is as it was" in failed.stderr
    assert install.holds() == before
    assert len(install.backups) == 1 and str(install.data / "backups" / install.backups[0]) in failed.stderr
    assert install.run(ROOT / "src", "upgrade").returncode == 0, "the older version goes on"

    (install.code / "extramile" / "desk" / "migrations" / "9002_bad.py").unlink()
    done = install.run(install.code, "upgrade")
    assert (done.returncode, len(install.backups)) == (0, 2), done.stderr
    assert "9001_good" in str(install.holds()) or install.settings
    again = install.run(install.code, "upgrade")
    assert (again.returncode, again.stderr, len(install.backups)) == (0, "", 2)
    older = install.run(ROOT / "src", "upgrade")
    assert older.returncode == 2 and "newer version" in older.stderr


def test_without_room_for_a_backup_nothing_is_changed(install: Install) -> None:
    before = install.holds()
    install.add("9001_good", _GOOD)
    full = install.run(
        install.code, "upgrade",
        before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (32 * 1024, resource.RLIM_INFINITY)),
    )  # fmt: skip
    assert full.returncode == 2 and "makes a backup before" in full.stderr and "Nothing was changed" in full.stderr
    assert install.holds() == before and install.backups == []


def test_nobody_is_upgraded_under(install: Install) -> None:
    settings = {name.removeprefix("EXTRAMILE_").lower(): value for name, value in install.settings.items()}
    running = Server(install.data, command="serve", **settings)
    running.start()
    try:
        install.add("9001_good", _GOOD)
        refused = install.run(install.code, "upgrade")
        assert refused.returncode == 2 and "Stop it first" in refused.stderr
        assert install.backups == []
    finally:
        running.stop()


def test_every_migration_can_be_rolled_back() -> None:
    texts = [path.read_text() for path in (ROOT / "src" / "extramile").glob("*/migrations/*.py")]
    assert texts and not [text for text in texts if "atomic" in text]


def test_without_the_programs_of_postgresql_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "_FOLDERS", ())
    monkeypatch.setenv("PATH", "")
    assert not programs.there()
    with pytest.raises(programs.NoPrograms, match="apt-get install postgresql-client"):
        programs.run("pg_dump", "postgres://nobody@127.0.0.1:1/none")
