"""`extramile import chats`, from files to a full database."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.browser.server import ROOT, Server
from tests.test_cli import extramile

pytestmark = pytest.mark.sqlite
REAL = ROOT.parent / "shared" / "data"
TURN = {"at": "2024-05-03T09:41:00Z", "by": "customer", "text": "hello"}


def record(number: int, turns: int = 2) -> bytes:
    whole = {
        "id": f"chat-{number}", "channel": "website", "customer": {"id": f"c-{number}"}, "turns": [TURN] * turns,
    }  # fmt: skip
    return json.dumps(whole).encode() + b"\n"


def bring(data: Path, *files: Path) -> dict[str, int]:
    done = extramile("import", "chats", *map(str, files), "--json", "--data", str(data))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1
    return dict(json.loads(done.stdout))


def rejects(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_what_can_be_taken_is_taken_and_the_rest_is_written_down(tmp_path: Path, data: Path) -> None:
    chats = tmp_path / "chats.jsonl"
    chats.write_bytes(
        b"\xef\xbb\xbf" + record(1) + b"\n{]\n" + record(2) + record(2) + record(2, turns=3) + b'{"id":"x"}'
    )
    assert bring(data, chats) == {"read": 6, "added": 2, "present": 2, "rejected": 2, "messages": 5}
    assert [(one["line"], one["id"]) for one in rejects(tmp_path / "chats.jsonl.rejects.jsonl")] == [
        (3, None),
        (7, "x"),
    ]
    assert bring(data, chats)["added"] == 0


def test_rejects_that_were_mended_are_forgotten(tmp_path: Path, data: Path) -> None:
    chats = tmp_path / "chats.jsonl"
    chats.write_bytes(b"?\n")
    bring(data, chats)
    chats.write_bytes(record(1))
    bring(data, chats)
    assert not (tmp_path / "chats.jsonl.rejects.jsonl").exists()


def test_a_compressed_file_that_breaks_off_is_taken_up_to_there(tmp_path: Path, data: Path) -> None:
    packed = gzip.compress(b"".join(record(number) for number in range(2000)))
    cut, junk = tmp_path / "cut.jsonl.gz", tmp_path / "junk.gz"
    cut.write_bytes(packed[: len(packed) // 2])
    junk.write_bytes(b"nothing of the kind")
    came = bring(data, cut, junk)
    assert 0 < came["added"] < 2000 and came["rejected"] == 2
    assert "cannot be read" in str(rejects(tmp_path / "cut.jsonl.gz.rejects.jsonl")[0]["reason"])


def test_a_file_that_is_not_there_stops_before_anything_is_taken(tmp_path: Path, data: Path) -> None:
    chats = tmp_path / "chats.jsonl"
    chats.write_bytes(record(1))
    done = extramile("import", "chats", str(chats), str(tmp_path / "nope"), "--json", "--data", str(data))
    assert done.returncode == 2 and "nope" in done.stderr and done.stdout == ""
    assert bring(data, chats)["added"] == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_rejects_go_to_the_data_folder_when_the_place_beside_cannot_be_written(tmp_path: Path, data: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "chats.jsonl").write_bytes(b"?\n")
    closed.chmod(0o500)
    bring(data, closed / "chats.jsonl")
    assert rejects(data / "chats.jsonl.rejects.jsonl")


def test_an_import_and_a_server_share_a_folder(tmp_path: Path, data: Path) -> None:
    running = Server(data, command="serve")
    running.start()
    try:
        chats = tmp_path / "chats.jsonl"
        chats.write_bytes(b"".join(record(number) for number in range(150)))
        assert bring(running.data, chats)["added"] == 150
    finally:
        running.stop()


@pytest.mark.parametrize("name", ["star_chats.jsonl.gz", "sgd_chats.jsonl.gz"])
def test_real_chats_are_kept_word_for_word(tmp_path: Path, data: Path, name: str) -> None:
    if not (REAL / name).exists():
        pytest.skip(f"../shared/data/{name} is not here")
    with gzip.open(REAL / name) as file:
        lines = list(itertools.islice(file, 150))
    chats = tmp_path / name
    chats.write_bytes(gzip.compress(b"".join(lines)))
    records = [json.loads(line) for line in lines]
    turns = sum(len(record["turns"]) for record in records)
    assert bring(data, chats) == {
        "read": 150, "added": 150, "present": 0, "rejected": 0, "messages": turns,
    }  # fmt: skip
    assert bring(data, chats)["present"] == 150
    stored = _texts(data)
    for record in records:
        assert stored["chats:" + record["id"]] == [turn["text"].strip() for turn in record["turns"]]


_SAID = "SELECT c.source, e.text FROM desk_entry e JOIN desk_conversation c ON c.id = e.conversation_id ORDER BY e.seq"


def _texts(data: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with sqlite3.connect(data / "extramile.sqlite3") as database:
        for source, text in database.execute(_SAID):
            found.setdefault(source, []).append(text)
    return found


def test_two_at_once_prepare_one_folder_and_take_each_chat_once(tmp_path: Path) -> None:
    chats = tmp_path / "chats.jsonl"
    chats.write_bytes(b"".join(record(number) for number in range(120)))
    with ThreadPoolExecutor(2) as both:
        came = list(both.map(lambda _: bring(tmp_path / "data", chats), range(2)))
    assert sum(one["added"] for one in came) == 120 and sum(one["messages"] for one in came) == 240
    assert all(one["added"] + one["present"] == 120 for one in came)
