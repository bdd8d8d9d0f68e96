"""What runs all the tests: one that fails beside the others is tried once more, and nothing that never ran holds."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

TESTS = Path(__file__).parent
_FAILS_ONCE = """
from pathlib import Path
def test_it():
    here = Path(__file__).with_name("been")
    been, _ = here.exists(), here.write_text("")
    assert been
"""


@pytest.fixture
def everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("everything", Path("bin/everything.py").resolve())
    assert spec and spec.loader
    found = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "everything", found)
    spec.loader.exec_module(found)
    monkeypatch.chdir(tmp_path)
    for name in ("PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT", "PYTEST_ADDOPTS", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.delenv(name, raising=False)
    return found


def run(everything: ModuleType, text: str, *options: str) -> int:
    Path("test_these.py").write_text(text)
    command = ["-m", "pytest", "-q", "-p", "no:cacheprovider", *options, "test_these.py"]
    everything.LINES = [[everything.Step("These", [command])]]
    return int(everything.main())


def test_what_holds_alone_is_said_to_be_flaky(everything: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(everything, _FAILS_ONCE) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert "These" in last and "FLAKY" in last


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("def test_it():\n    assert 0", ()),
        ("import nowhere", ()),
        ("import os\ndef test_it():\n    os._exit(0)", ("-n", "2")),
        # As many workers crash as are replaced; what is left is never run.
        (
            "import os, pytest\nfrom pathlib import Path\n@pytest.mark.parametrize('n', range(12))\n"
            "def test_it(n):\n    here = Path(f'been{n}')\n    been, _ = here.exists(), here.write_text('')\n"
            "    been or os._exit(3)",
            ("-n", "2"),
        ),
        # Of two files one is not read, and the other is not run.
        (_FAILS_ONCE.replace("def test_it():", "if True:"), ("test_others.py",)),
    ],
)
def test_what_fails_or_never_ran_does_not_hold(everything: ModuleType, text: str, options: tuple[str, ...]) -> None:
    Path("test_others.py").write_text("def test_it():\n    pass")
    assert run(everything, text, *options) == 1


def test_no_file_about_postgresql_is_left_out(everything: ModuleType) -> None:
    """A marker stands in the file itself, or is given to a whole folder."""
    named = {TESTS.parent / one for one in everything.about_postgres()}
    folders = [one.parent for one in TESTS.rglob("conftest.py") if "mark.postgres" in one.read_text()]
    assert len(folders) == 2 and all(set(folder.rglob("test_*.py")) <= named for folder in folders)
    marked = {one for one in TESTS.rglob("test_*.py") if "mark.postgres" in one.read_text()}
    assert marked - {Path(__file__)} <= named and TESTS / "test_house.py" not in named
