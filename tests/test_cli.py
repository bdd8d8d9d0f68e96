"""The commands, as a person types them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extramile import __version__
from tests import prepared
from tests.browser.server import PATIENCE, ROOT, Server

pytestmark = pytest.mark.sqlite
SERVING = ["serve", "--no-open", "--port", "0"]


def extramile(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, from the project's folder and with nothing but `settings` in its environment."""
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "src")} | settings
    command = [sys.executable, "-m", "extramile", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE)


def test_it_says_its_version() -> None:
    assert extramile("--version").stdout.strip() == __version__


def test_help_names_every_command() -> None:
    said = extramile("--help").stdout
    assert all(name in said for name in ("serve", "demo", "import"))


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"EXTRAMILE_THREADS": "none"}, "EXTRAMILE_THREADS is “none”"),
        ({"EXTRAMILE_COLOUR": "red"}, "EXTRAMILE_COLOUR is not a setting"),
        ({"EXTRAMILE_URL": "desk.example.com"}, "https://desk.example.com"),
        ({"EXTRAMILE_SECRET_KEY": "short"}, "at least 32"),
    ],
)
def test_a_wrong_setting_refuses_in_one_sentence(tmp_path: Path, settings: dict[str, str], says: str) -> None:
    done = extramile(*SERVING, EXTRAMILE_DATA=str(tmp_path), **settings)
    assert done.returncode == 2
    assert says in done.stderr and len(done.stderr.strip().splitlines()) == 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = extramile(*SERVING, "--data", str(tmp_path / "file" / "data"))
    assert done.returncode == 2 and "--data" in done.stderr and "Traceback" not in done.stderr


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "extramile.sqlite3").write_bytes(b"holiday photos " * 100)
    done = extramile(*SERVING, "--data", str(tmp_path))
    assert done.returncode == 2 and "cannot be used" in done.stderr and "Traceback" not in done.stderr
    assert (tmp_path / "extramile.sqlite3").read_bytes().startswith(b"holiday")


def test_one_server_for_one_folder(tmp_path: Path, data: Path) -> None:
    running = Server(data, command="serve")
    running.start()
    try:
        second = extramile(*SERVING, "--data", str(running.data))
        assert second.returncode == 2 and "Another Extramile" in second.stderr
        assert "EXTRAMILE_DATABASE_URL" in second.stderr and "EXTRAMILE_REDIS_URL" in second.stderr
        other = prepared.empty(tmp_path / "other")
        third = extramile("serve", "--no-open", "--port", str(running.port), "--data", str(other))
        assert third.returncode == 2 and "--port" in third.stderr
    finally:
        running.stop()


def test_a_folder_of_a_newer_version_is_refused(data: Path) -> None:
    sql = "INSERT INTO django_migrations (app, name, applied) VALUES ('desk', '9999_later', '2030-01-01')"
    subprocess.run([sys.executable, "-c", _SQL, str(data / "extramile.sqlite3"), sql], check=True)
    done = extramile(*SERVING, "--data", str(data))
    assert done.returncode == 2 and "newer version" in done.stderr and "9999_later" in done.stderr


_SQL = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"
