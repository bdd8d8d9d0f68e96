"""Each measurement explains itself, runs in the small, and says the same to people and programs."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bench.lib import figures as shown
from bench.measure import replay

from tests import prepared

# Whatever the tests run on, a measurement starts a database of its own.
pytestmark = pytest.mark.sqlite
ROOT = Path(__file__).resolve().parents[2]
NAMES = (
    "account",
    "api",
    "attack",
    "chaos",
    "chat",
    "fanout",
    "idle",
    "inbox",
    "ladder",
    "lookup",
    "mood",
    "moves",
    "own",
    "panel",
    "pulse",
    "rehearsal",
    "replay",
    "start",
    "storm",
    "team",
    "widget",
)
CHAT = {
    "id": "small-1",
    "channel": "website",
    "customer": {"id": "c1"},
    "agent": None,
    "tags": [],
    "turns": [
        {"at": "2026-05-03T09:40:00Z", "by": "customer", "text": " Hello,\r\nis the <b>tent</b> back? "},
        {"at": "2026-05-03T09:41:00Z", "by": "note", "text": "Has asked before."},
        {"at": "2026-05-03T09:41:10Z", "by": "agent", "text": "It is: two are left."},
        {"at": "2026-05-03T09:41:11Z", "by": "system", "text": "The customer went away."},
        {"at": "2026-05-03T09:42:00Z", "by": "customer", "text": "شكرا"},
    ],
}


def run(name: str, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a measurement as a person does."""
    command = [str(ROOT / "bench" / name), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, env=os.environ | settings)


def figures(name: str, *arguments: str, **settings: str) -> dict[str, Any]:
    """The one JSON object that a measurement prints. Only what times a first start begins with one."""
    begun = {} if name == "start" else {"BENCH_EMPTY": str(prepared.begun())}
    done = run(name, *arguments, "--json", **begun, **settings)
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    return read


@pytest.fixture
def chats(tmp_path: Path) -> Path:
    path = tmp_path / "chats.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for number in range(4):
            file.write(json.dumps({**CHAT, "id": f"small-{number}"}) + "\n")
    return path


# Each is a copy of one process: what they import is imported once, and nothing is taken down.
_HELP = """
import os, runpy, sys, bench.measure.chat
for name in sys.argv[1:]:
    if not os.fork():
        sys.argv = [name, "--help"]
        try:
            runpy.run_module(f"bench.measure.{name}", run_name="__main__")
        except SystemExit as end:
            sys.stdout.flush()
            os._exit(end.code or 0)
        os._exit(1)
    assert os.wait()[1] == 0, name
"""


def test_each_says_what_it_measures() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _HELP, *NAMES], cwd=ROOT, capture_output=True, text=True, timeout=120,
        env=os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = done.stdout.split("usage: ")[1:]
    assert len(said) == len(NAMES)
    for name, words in zip(NAMES, said, strict=True):
        assert f"bench/{name}" in words and "--json" in words, name
        assert f'launch.sh" {name} ' in (ROOT / "bench" / name).read_text()
    assert run("chat", "--help").stdout.removeprefix("usage: ") == said[NAMES.index("chat")]


def test_chat_counts_every_message() -> None:
    found = figures("chat", "--visitors", "4", "--pairs", "1", "--seconds", "0.5", "--rate", "50", "--steady", "0.5")
    assert found["sent"] == found["delivered"] > 4
    assert found["lost"] == found["doubled"] == found["out_of_order"] == found["limit_lost"] == 0
    assert found["ratio"] > 0
    assert found["p50_ms"] > 0
    assert found["limits"]["EXTRAMILE_LIMIT_SENDS"]


@pytest.mark.long
def test_idle_weighs_each_visitor() -> None:
    found = figures("idle", "--visitors", "200", "--probes", "6", "--rest", "0.2")
    assert found["visitors"] == 200
    assert found["lost"] == 0
    assert 2 < found["kib_per_visitor"] < 40, "a few pages each, whatever the server itself weighs"


@pytest.mark.long
def test_everybody_comes_back_from_a_storm() -> None:
    found = figures("storm", "--visitors", "40", "--pairs", "4", "--agents", "2", "--calm", "0.3")
    for storm in ("cut", "cut_at_once", "restart"):
        assert found[f"{storm}_not_back"] == found[f"{storm}_lost"] == found[f"{storm}_doubled"] == 0
        assert found[f"{storm}_out_of_order"] == 0
        assert found[f"{storm}_agents_messages"] > 0
    assert found["pairs_sent"] > found["pairs_lost"] == found["pairs_doubled"] == 0


@pytest.mark.long
def test_inbox_makes_years_and_counts_statements(tmp_path: Path) -> None:
    # Of one size, so that they are made once.
    words = ("--conversations", "200", "--small", "200", "--pages", "2", "--searches", "1", "--cache", str(tmp_path))
    found = figures("inbox", "--database", "sqlite", *words)["databases"]["sqlite"]
    assert (found["big"]["conversations"], found["small"]["conversations"]) == (200, 200)
    assert found["big"]["messages"] > 500
    for who in ("lead", "agent"):
        assert 1 < found["big"][who]["conversation"]["statements"] <= 17
        assert 1 < found["big"][who]["everyone"]["statements"] <= 12
        assert found["big"][who]["two words"]["p95_ms"] > 0


@pytest.mark.long
def test_fanout_reaches_every_desk() -> None:
    found = figures("fanout", "--watchers", "12", "--agents", "2", "--seconds", "0.5", "--at-once", "2")
    assert found["delivered"] == 12 * found["sent"] > 12
    assert found["lost"] == found["doubled"] == found["out_of_order"] == 0
    assert found["frames_per_second"] > 0
    assert found["cpu_us_per_frame"] > 0


@pytest.mark.long
def test_start_counts_seconds_and_megabytes() -> None:
    found = figures("start", "--runs", "1")
    assert found["start_seconds"] > 0
    assert found["idle_rss_mb"] > 0


def test_widget_finds_every_file_and_a_browser_loads_no_more_than_promised() -> None:
    """Bytes as sent; the widget with the biggest of its languages."""
    found = figures("widget")
    assert {"widget/panel.js", "shared/stream.js", "shared/ids.js", "desk/desk.js"} <= found["files"].keys()
    assert 0 < found["loader_bytes"] < found["widget_bytes"]
    assert found["sent_uncompressed"] == []
    assert found["loader_bytes"] < 3_000
    assert found["widget_bytes"] < 20_000
    assert found["desk_bytes"] < 40_000


@pytest.mark.long
def test_replay_plays_notes_and_counts_what_nobody_can_type(chats: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = figures("replay", str(chats), "--speed", "1000", "--limit", "3")
    assert (found["chats"], found["turns"], found["skipped"]) == (3, 12, 3)
    assert found["acknowledged"] == found["received_by_desk"] == 12
    assert found["received_by_visitor"] == 9
    assert found["lost"] == found["doubled"] == found["out_of_order"] == found["altered"] == 0
    assert "EXTRAMILE_LIMIT_SENDS" in found["limits"]
    shown.show("Replay", replay.lines(found), found, as_json=False)
    assert "received by visitor" in capsys.readouterr().out


def test_without_json_it_prints_a_table(tmp_path: Path) -> None:
    comments = tmp_path / "comments.jsonl"
    comments.write_text('{"text": "This is awful, I hate it", "labels": ["anger"]}\n')
    done = run("mood", str(comments), "--format", "goemotions")
    assert done.returncode == 0, done.stderr
    assert "figure" in done.stdout and "comments" in done.stdout and "{" not in done.stdout


def test_replay_imports_nothing_of_the_product() -> None:
    asked = (
        "import sys, bench.measure.replay;"
        "sys.exit(any(name.split('.')[0] in ('extramile', 'django') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT).returncode == 0


@pytest.mark.long
def test_orders_over_the_api_come_in_once() -> None:
    found = figures("api", "--lists", "1")
    assert (found["orders"], found["added"], found["doubled"]) == (1000, 1000, 0)
    assert min(found["orders_per_second"], found["present_per_second"], found["meanwhile_ack_p50_ms"]) > 0


def test_an_attack_counts_what_it_recovers() -> None:
    found = figures("attack", "--organisations", "40", "--seed", "900")
    assert (found["organisations"], found["recovered"], found["exposed"]) == (40, 0, 0)
    assert found["shown"] > 20 and found["rounds"] > 40


@pytest.mark.long
def test_a_round_is_added_up_against_those_before_it() -> None:
    found = figures("pulse", "--people", "60", "--rounds", "2", "--teams", "3", "--times", "1")
    assert (found["people"], found["rounds"]) == (61, 2)
    assert min(found["summary"]["ms"], found["page"]["ms"], found["closing"]["ms"]) > 0 and found["shown"] > 4


def test_mood_says_what_an_estimate_costs() -> None:
    assert {"message_ms", "longest_ms", "words_ms", "trace_ms", "memory_mb"} <= figures("mood", "--speed").keys()


@pytest.mark.long
def test_a_panel_is_weighed_by_itself() -> None:
    found = figures("panel", "--times", "1")
    assert found["conversations"] > 8
    assert found["page_statements"] > found["panel_statements"] > found["lightest_statements"] > 0
    assert found["page_cpu_ms"] > found["panel_cpu_ms"]


@pytest.mark.long
def test_what_people_write_for_themselves_is_opened_and_its_pages_are_weighed() -> None:
    found = figures("own", "--years", "1", "--times", "2")
    assert (found["entries"], found["helped"], found["open"]["there"]) == (364 + 404, 600, 664)
    assert found["open"]["p50_ms"] > 0 and found["pages"].keys() >= {"today", "journey", "wins", "everything"}
    assert max(found["pages"][name]["statements"] for name in ("today", "journey", "recall", "module")) <= 12
    assert found["cards"] == 200
    assert all(one["cpu_ms"] >= 0 and one["p50_ms"] > 0 for one in found["pages"].values())


@pytest.mark.long
def test_what_a_team_shares_is_weighed_page_by_page() -> None:
    found = figures("team", "--years", "1", "--times", "1")
    assert (found["stories"], found["thanks"], found["feedback"]) == (100, 500, 1000)
    assert all(one["p50_ms"] > 0 and one["statements"] <= 20 for one in found["pages"].values())


@pytest.mark.long
def test_a_small_ladder_is_walked_and_its_pages_are_weighed(tmp_path: Path) -> None:
    sizes = {"customers": 300, "purchases": 1500, "orders": 500, "changes": 5, "pages": 2, "cache": tmp_path}
    found = figures("ladder", *(word for name, size in sizes.items() for word in (f"--{name}", str(size))))
    assert (found["customers"], found["export"]["customers"], found["import"]["orders"]) == (300, 300, 500)
    assert min(cost["p50_ms"] for cost in found["pages"].values()) > 0 and found["change"]["p95_ms"] > 0


def test_mood_reads_both_kinds_of_files(tmp_path: Path) -> None:
    comments, chats = tmp_path / "comments.jsonl", tmp_path / "chats.jsonl"
    labelled = {
        "Thank you, I love it": "gratitude",
        "This is awful, I hate it": "anger",
        "It is on the table": "neutral",
    }
    comments.write_text("".join(json.dumps({"text": text, "labels": [name]}) + "\n" for text, name in labelled.items()))
    with comments.open("a", encoding="utf-8") as file:
        file.write('\n{"labels": null, "text": "nobody said"}\n{"text": "nobody said"}\n')
    found = figures("mood", str(comments), "--format", "goemotions")
    assert (found["comments"], found["accuracy"], found["macro_f1"]) == (3, 1.0, 1.0)
    said = {True: ["This is ridiculous, I already told you"], False: ["Great, thank you"]}
    turns = {label: [{"by": "customer", "text": text} for text in texts] for label, texts in said.items()}
    chats.write_text(
        "".join(json.dumps({"turns": turns[label], "labels": {"customer_annoyed": label}}) + "\n" for label in said)
        + json.dumps({"turns": turns[False]}) + "\n" + json.dumps({"turns": turns[False], "labels": None}) + "\n"
    )  # fmt: skip
    found = figures("mood", str(chats), "--format", "chats")
    assert (found["annoyed"], found["calm"], found["auc"]) == (1, 1, 1.0)
