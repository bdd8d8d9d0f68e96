"""The computer's clock is put forward and back under a server: order, tokens, limits, jobs and search go on."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.server import Server
from tests.web.live.conftest import SHOP, House, Visit
from tests.web.live.talk import Frame, Talk, new

pytestmark = pytest.mark.sqlite
DAY = 24 * 3600
_STEPPED = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int done = real(clock, now);
    char text[32] = {0};
    int file = clock == CLOCK_REALTIME ? open(getenv("TESTS_STEP"), O_RDONLY) : -1;
    if (file >= 0) {
        if (read(file, text, sizeof text - 1) > 0) now->tv_sec += atol(text);
        close(file);
    }
    return done;
}
"""


class Stepped(Server):
    """A server whose clock the test puts forward and back."""

    def __init__(self, data: Path, library: Path, **settings: str) -> None:
        super().__init__(data, **settings)
        self.library, self.file = library, library.with_suffix(".step")
        self.step(0)

    def step(self, seconds: int) -> None:
        """From now on its clock is so many seconds away from ours."""
        half = self.file.with_suffix(".half")
        half.write_text(str(seconds))
        half.rename(self.file)

    def _environment(self) -> dict[str, str]:
        return super()._environment() | {"LD_PRELOAD": str(self.library), "TESTS_STEP": str(self.file)}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not compiler:
        pytest.skip("there is no C compiler on this machine: a stepped clock is not tested")
    folder = tmp_path_factory.mktemp("clock")
    (folder / "stepped.c").write_text(_STEPPED)
    command = [compiler, "-shared", "-fPIC", "-o", str(folder / "stepped.so"), str(folder / "stepped.c"), "-ldl"]
    subprocess.run(command, check=True)
    server = Stepped(
        folder / "data", folder / "stepped.so", trust_proxy="yes", limit_sends="5", mail_url="smtp://127.0.0.1:9"
    )
    server.start()
    made = House(server)
    made.allow(SHOP)
    yield made
    server.stop()


def _step(house: House, days: int) -> None:
    assert isinstance(house.server, Stepped)
    house.server.step(days * DAY)


async def _said(visitor: Talk, conversation: str, text: str) -> Frame:
    """Say it, and wait as long as the server asks for."""
    name = new()
    frame = {"kind": "send", "conversation": conversation, "id": name, "text": text}
    for _ in range(20):
        before = len(visitor.got)
        await visitor.say(frame)

        def answers(before: int = before) -> list[Frame]:
            return [one for one in visitor.got[before:] if one["kind"] in ("ack", "error") and one.get("id") == name]

        answer: Frame = (await visitor.until(answers))[0]
        if answer["kind"] == "ack":
            return answer
        assert answer["code"] == "rate" and 0 < answer["retry"] <= 10
        await asyncio.sleep(answer["retry"])
    raise AssertionError("it was never let through")


async def test_a_clock_that_steps(house: House, visit: Visit, desk: Visit) -> None:
    visitor, conversation = await visit(), new()
    acks = [await _said(visitor, conversation, "marmot today")]
    number = house.number(conversation)
    maya = await desk(watch=[{"conversation": number, "seq": 0}])
    for days, word in ((2, "tomorrow"), (-3, "yesterday"), (0, "again")):
        _step(house, days)
        acks.append(await _said(visitor, conversation, f"marmot {word}"))
        await maya.hears("entry", text=f"marmot {word}")
        await maya.send(number, f"badger {word}")
    assert acks[1]["at"] > acks[3]["at"] > acks[0]["at"] > acks[2]["at"], "each has the time that the clock showed"
    seqs = [entry["seq"] for entry in maya.entries(number)]
    assert seqs == list(range(1, len(seqs) + 1))

    _step(house, -3)
    token = visitor.all("welcome")[0]["token"]
    back = await visit(token=token, conversation=conversation, said=0)
    await back.hears("resumed", conversation=conversation)
    texts = [entry["text"] for entry in back.entries(conversation) if entry["by"] == "visitor"]
    assert texts == ["marmot today", "marmot tomorrow", "marmot yesterday", "marmot again"]
    page = await asyncio.to_thread(house.browser("Maya Reyes").get, f"/desk/c/{number}")
    places = [page.index(f"marmot {word}") for word in ("tomorrow", "yesterday", "again")]
    assert places == sorted(places)
    found = await asyncio.to_thread(house.browser("Maya Reyes").get, "/desk/search?q=badger")
    assert f"/desk/c/{number}" in found, "also what was said at a time that is still to come"


async def test_limits_do_not_care_for_the_clock(house: House, visit: Visit) -> None:
    visitor, conversation = await visit(), new()
    frames = [{"kind": "send", "conversation": conversation, "id": new(), "text": str(n)} for n in range(5)]
    await visitor.say(*frames)
    await visitor.hears("ack", id=frames[-1]["id"])
    for days in (30, -30):
        _step(house, days)
        more = [{"kind": "send", "conversation": conversation, "id": new(), "text": "more"} for _ in range(5)]
        await visitor.say(*more)
        refused = await visitor.hears("error", id=more[-1]["id"])
        assert refused["code"] == "rate" and refused["retry"] <= 10, "neither made good by a day, nor barred for one"
    _step(house, 0)


async def test_jobs_and_sign_in_go_on(house: House) -> None:
    _step(house, 2)
    await asyncio.to_thread(house.browser("Jo Lind").get, "/desk/")
    _step(house, -2)
    ines = await asyncio.to_thread(house.browser, "Ines Duarte")
    await asyncio.to_thread(house.browser("Jo Lind").get, "/desk/")
    fields = {"name": "", "email": "vera@northfold.example", "role": "agent"}
    await asyncio.to_thread(lambda: ines.post("/settings/people/invite", **fields))
    for _ in range(100):
        if house.rows("SELECT 1 FROM django_tasks_database_dbtaskresult WHERE status = 'FAILED'"):
            break
        await asyncio.sleep(0.2)
    else:
        raise AssertionError("nobody has tried the job")
    _step(house, 0)
