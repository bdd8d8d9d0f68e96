"""Lists as CSV: who may take them along, and that they are whole."""

from __future__ import annotations

import asyncio
import csv
import io
import urllib.error
import urllib.request

import pytest

from tests.web.live.conftest import House


def asked(house: House, path: str, *, session: str = "", method: str = "GET") -> tuple[int, bytes, str]:
    request = urllib.request.Request(f"{house.url}/customers/export/{path}", method=method)
    if session:
        request.add_header("Cookie", f"extramile_session={session}")
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read(), answer.headers["Content-Disposition"]
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read(), ""


@pytest.mark.parametrize(("name", "code"), [("Maya Reyes", 403), ("Jo Lind", 200), ("Ines Duarte", 200)])
async def test_leads_and_admins_take_lists_along(house: House, name: str, code: int) -> None:
    session = (await asyncio.to_thread(house.browser, name)).session
    found, body, named = await asyncio.to_thread(asked, house, "everyone.csv", session=session)
    assert found == code
    if code == 200:
        rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
        assert len(rows) == house.rows("SELECT count(*) FROM customers_customer")[0][0]
        assert {"Tomás Ortega", "Rhian Evans"} <= {row["name"] for row in rows}
        assert named.startswith('attachment; filename="customers-everyone-')


@pytest.mark.parametrize("session", ["", "x", "%00", "a" * 300])
async def test_a_stranger_gets_nothing(house: House, session: str) -> None:
    assert (await asyncio.to_thread(asked, house, "everyone.csv", session=session))[0] == 403


async def test_only_lists_are_there_and_only_to_be_read(house: House) -> None:
    session = (await asyncio.to_thread(house.browser, "Jo Lind")).session
    for path in ("nobody.csv", "", "../everyone", "everyone.csv/x", "%2e%2e/settings"):
        assert (await asyncio.to_thread(asked, house, path, session=session))[0] == 404, path
    assert (await asyncio.to_thread(asked, house, "everyone.csv", session=session, method="POST"))[0] == 405


async def test_several_at_once_are_each_whole_or_told_to_wait(house: House) -> None:
    session = (await asyncio.to_thread(house.browser, "Jo Lind")).session
    alone = await asyncio.to_thread(asked, house, "loyal.csv", session=session)
    together = await asyncio.gather(*(asyncio.to_thread(asked, house, "loyal.csv", session=session) for _ in range(6)))
    assert {code for code, _, _ in together} <= {200, 503}
    assert {body for code, body, _ in together if code == 200} == {alone[1]}
