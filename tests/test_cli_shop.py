"""`extramile import orders`, `import customers` and `ladder`, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.customers.cdnow import needs_cdnow, purchases
from tests.test_cli import extramile

pytestmark = pytest.mark.sqlite

ORDERS = """Order ID;Client;Date;Total;Currency
1001;c-1;2026-05-03;12,50;EUR
1002;c-2;03.05.2026;1.234,50;EUR
1003;;2026-05-04;5,00;EUR
1004;c-3;2026-05-05;-5,00;EUR
1002;c-2;03.05.2026;1.234,50;EUR
"1005;c-4;2026-05-05
1006;c-1;2026-05-06;7 USD;EUR
"""


def run(*words: str, data: Path, code: int = 0) -> Any:
    done = extramile(*words, "--data", str(data))
    assert done.returncode == code, done.stderr
    return done


def test_orders_come_once_and_what_could_not_be_taken_is_written_down(tmp_path: Path, data: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(ORDERS)
    dry = json.loads(run("import", "orders", str(file), "--dry-run", "--json", data=data).stdout)
    assert dry == {"read": 7, "added": 3, "present": 1, "rejected": 3}
    assert json.loads(run("import", "orders", str(file), "--json", data=data).stdout) == dry
    again = json.loads(run("import", "orders", str(file), "--json", data=data).stdout)
    assert again == {"read": 7, "added": 0, "present": 4, "rejected": 3}
    rejects = [json.loads(line) for line in (tmp_path / "orders.csv.rejects.jsonl").read_text().splitlines()]
    assert [(one["line"], one["reason"].split(":")[0]) for one in rejects] == [
        (4, "no customer is named"),
        (5, "the amount is below zero"),
        (7, "the row is not one of a table"),
    ]
    told = run("ladder", "--json", data=data).stdout
    assert json.loads(told)["rungs"] == {
        "one_time": 1, "occasional": 1, "frequent": 0, "loyal": 0, "advocate": 0, "brand_evangelist": 0, "not_known": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        ("", [], "no header"),
        ("when,who\n1,2\n", [], "--map date=COLUMN"),
        ("date,who\n1,2\n", [], "--map customer=COLUMN"),
        ("date,who\n1,2\n", ["--map", "customer=client"], "There is no column “client”"),
        ("date,who\n1,2\n", ["--map", "customer"], "FIELD=COLUMN"),
        (None, [], "not a file"),
    ],
)
def test_what_has_to_be_said_otherwise_imports_nothing(
    tmp_path: Path, data: Path, content: str | None, options: list[str], said: str
) -> None:
    file = tmp_path / "orders.csv"
    if content is not None:
        file.write_text(content)
    done = run("import", "orders", str(file), *options, data=data, code=2)
    assert said in done.stderr


def test_customers_are_filled_in_and_never_written_over(tmp_path: Path, data: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("Customer number,Email,Full name\nc-1,linh@example.net,Linh Nguyen\nc-2,,Aisha\nc-3,nobody,\n")
    first = json.loads(run("import", "customers", str(file), "--json", data=data).stdout)
    assert first == {"read": 3, "added": 2, "changed": 0, "present": 0, "rejected": 1}
    file.write_text("Customer number,Email,Full name\nc-1,linh@example.net,Somebody\nc-2,aisha@example.net,Aisha\n")
    second = json.loads(run("import", "customers", str(file), "--json", data=data).stdout)
    assert second == {"read": 2, "added": 0, "changed": 1, "present": 1, "rejected": 0}
    file.write_text("Customer number;Attribute: Shoe size;Club\nc-1;43;gold\nc-2;;\n")
    said = ("--map", "attribute:Club=Club")
    known = [json.loads(run("import", "customers", str(file), *said, "--json", data=data).stdout) for _ in range(2)]
    assert [one["changed"] for one in known] == [1, 0]


@needs_cdnow
def test_the_cdnow_sample_comes_to_its_published_ladder(tmp_path: Path, data: Path) -> None:
    file = tmp_path / "cdnow.csv"
    rows = [f"{customer},{day:%Y%m%d}" for customer, days in purchases().items() for day in days]
    file.write_text("\n".join(["customer,date", *rows]))
    run("import", "orders", str(file), "--json", data=data)
    told = json.loads(run("ladder", "--as-of", "1997-09-30", "--json", data=data).stdout)
    assert told["rungs"] == {
        "one_time": 1411, "occasional": 653, "frequent": 72, "loyal": 221, "advocate": 0, "brand_evangelist": 0,
        "not_known": 0,
    }  # fmt: skip
    assert {name: round(value, 4) for name, value in told["parameters"].items()} == {
        "r": 0.2426, "alpha": 4.4135, "a": 0.7929, "b": 2.4258,
    }  # fmt: skip


ACTS = """Kind,Email,Date,Score,Rating,Comment,Review ID
recommend,linh@example.net,2026-05-03,9,,,
recommend,aisha@example.net,2026-05-03,7,,,
recommend,tomas@example.net,2026-05-03,,,,
review,linh@example.net,2026-05-04,,"4,5","Warm, dry, and they wrote back",r-1
review,linh@example.net,2026-05-05,,4.5,told twice,r-1
review,linh@example.net,2026-05-04,,3.9,,r-2
thanks,linh@example.net,2026-05-06,,,Thank you,
referral,,2026-05-06,,,,
kindness,linh@example.net,2026-05-06,,,,
"""


def test_acts_count_when_they_are_good_enough_and_say_so_otherwise(tmp_path: Path, data: Path) -> None:
    file = tmp_path / "acts.csv"
    file.write_text(ACTS)
    dry = json.loads(run("import", "acts", str(file), "--dry-run", "--json", data=data).stdout)
    assert dry == {"read": 9, "added": 3, "present": 1, "rejected": 5}
    assert json.loads(run("import", "acts", str(file), "--json", data=data).stdout) == dry
    again = json.loads(run("import", "acts", str(file), "--json", data=data).stdout)
    assert again == {"read": 9, "added": 0, "present": 4, "rejected": 5}
    rejects = [json.loads(line) for line in (tmp_path / "acts.csv.rejects.jsonl").read_text().splitlines()]
    assert [(one["line"], one["reason"]) for one in rejects] == [
        (3, "a score of 7 is no act of advocacy: 9 and 10 are"),
        (4, "the score is missing: 0 to 10"),
        (7, "a review of 3.9 stars is no act of advocacy: 4 and more are"),
        (9, "no customer is named: neither by a number nor by a mail address"),
        (10, "“kindness” is no act: recommend, review, thanks or referral"),
    ]
    file.write_text("Kind,Email\nthanks,linh@example.net\n")
    assert "--map day=COLUMN" in run("import", "acts", str(file), data=data, code=2).stderr


def test_who_knows_how_a_file_is_encoded_says_it(tmp_path: Path, data: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_bytes("Bestellung;Kunde;Datum;Währung\n1;K;2026-05-03;XXQ9\n".encode("cp850"))
    said = run("import", "orders", str(file), "--encoding", "cp850", "--json", data=data)
    assert json.loads(said.stdout) == {"read": 1, "added": 0, "present": 0, "rejected": 1}
    assert "there is no encoding" in run("import", "orders", str(file), "--encoding", "cp99", data=data, code=2).stderr
