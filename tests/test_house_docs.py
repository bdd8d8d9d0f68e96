"""Documents fail here when they are untrue."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from extramile.base.config import SETTINGS
from extramile.cli.app import app
from extramile.demo import northfold
from extramile.web.live import frames
from tests.test_house import PACKAGE, ROOT

DOCS = ROOT / "docs"


def _page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def _commands() -> list[str]:
    named = [command.callback.__name__ for command in app.registered_commands if command.callback]
    for group in app.registered_groups:
        if group.typer_instance and group.typer_instance.registered_callback:
            named.append(str(group.name))
        inner = group.typer_instance.registered_commands if group.typer_instance else []
        named += [f"{group.name} {command.callback.__name__}" for command in inner if command.callback]
    return named


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_each_setting_is_documented_with_its_default(setting: object) -> None:
    name, default = getattr(setting, "name", ""), getattr(setting, "default", "")
    row = next((line for line in _page("configuration.md").splitlines() if f"`EXTRAMILE_{name}`" in line), "")
    assert row, f"docs/configuration.md says nothing of EXTRAMILE_{name}"
    assert not default or default in row, row


def test_no_setting_is_documented_that_is_not_there() -> None:
    there = {f"EXTRAMILE_{setting.name}" for setting in SETTINGS} | {"EXTRAMILE_DATA"}
    for page in [ROOT / "README.md", *DOCS.rglob("*.md")]:
        named = set(re.findall(r"EXTRAMILE_[A-Z_]+[A-Z]", page.read_text(encoding="utf-8")))
        assert named <= there, page


@pytest.mark.parametrize("command", _commands())
def test_each_command_is_documented(command: str) -> None:
    assert f"bin/extramile {command}" in _page("self-hosting.md")


@pytest.mark.parametrize("kind", frames.KINDS, ids=lambda kind: f"{kind.door}-{kind.kind}")
def test_each_frame_is_in_the_protocol(kind: frames.FrameKind) -> None:
    side = _page("live.md").split("## The desk's door")[0 if kind.door == "visitor" else 1]
    part = re.split(r"### To the (?:widget|desk)\n", side)[0 if kind.senders else 1]
    rows = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    assert any(f"`{kind.kind}`" in row for row in rows), f"docs/live.md has no row for {kind.kind}"
    row = next(line for line in part.splitlines() if line.startswith("|") and f"`{kind.kind}`" in line.split("|")[1])
    for field in [*kind.needs, *kind.may]:
        assert f"`{field}`" in row, f"{kind.kind}: {field}"


def test_each_event_of_the_log_is_documented() -> None:
    told = {
        event
        for path in PACKAGE.rglob("*.py")
        for event in re.findall(r'_log(?:\.\w+)?\(\s*"(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert {"page", "job_failed", "connection_refused"} <= told
    page = _page("self-hosting.md").split("## Logs")[1].split("\n## ")[0]
    assert {event for event in told if f"`{event}`" not in page} == set()


def test_what_the_documents_point_at_is_there() -> None:
    for page in [ROOT / "README.md", *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_readme_knows_the_way_into_the_demo() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert northfold.PASSWORD in page
    assert northfold.address("Maya Reyes") in page


def test_the_policy_for_websites_is_the_same_everywhere() -> None:
    shown = (PACKAGE / "templates" / "setup" / "embed.html").read_text(encoding="utf-8")
    desk = {"{{ origin }}": "https://desk.example.com", "{{ socket }}": "wss://desk.example.com"}
    for name, address in desk.items():
        shown = shown.replace(name, address)
    asked = re.findall(r"^(?:script|connect)-src .*$", _page("embedding.md"), re.M)
    assert len(asked) == 2
    assert "\n".join(asked) in shown


@pytest.mark.skipif(shutil.which("git") is None or not (ROOT / ".git").exists(), reason="not a clone")
def test_the_project_speaks_of_itself_alone() -> None:
    """No paths of the machine it was written on, no addresses of package hosts in what is pinned."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    homes = re.compile(r"(?<![\w.~-])/(?:work|root|home/\w+|Users/\w+|tmp)/(?!bash_)\w")
    for name in listed.splitlines():
        path = ROOT / name
        if path.suffix in {".png", ".woff2", ".ico", ".gz"} or not path.exists():
            continue
        text = path.read_text(encoding="utf-8")
        assert not homes.search(text), f"{name}: {homes.search(text)}"
        assert not (name.startswith("requirements/") and "://" in text), name
