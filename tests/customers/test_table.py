"""Files as people export them: any encoding and delimiter, and broken rows that cost themselves alone."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from extramile.customers.imports.table import LONGEST, Damaged, Table, Unreadable

GOOD = "customer;date;name\n1;2026-05-03;Tomás Ortega\n2;2026-05-04;Müller & Söhne\n"
ROWS = [["1", "2026-05-03", "Tomás Ortega"], ["2", "2026-05-04", "Müller & Söhne"]]


def _read(path: Path) -> tuple[list[str], list[tuple[int, list[str] | str]]]:
    with Table(path) as table:
        header = table.header()
        return header, [(number, str(row) if isinstance(row, Unreadable) else row) for number, row in table]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "iso-8859-1"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_any_encoding_and_line_end(tmp_path: Path, encoding: str, ends: str) -> None:
    path = tmp_path / "orders.csv"
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    path.write_bytes(mark + GOOD.replace("\n", ends).encode(encoding))
    assert _read(path) == (["customer", "date", "name"], [(2, ROWS[0]), (3, ROWS[1])])


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("François Lefèvre", "cp1252"), ("Íñigo Núñez", "cp1252"), ("Søren Ødegård", "cp1252"), ("£12", "cp1252"),
        ("Kjærgård, 10 €", "cp1252"), ("Jürgen", "utf-16-le"), ("Zoë", "utf-16-be"),
        ("Szabó Győző, Győr", "cp1250"), ("山田太郎", "cp932"),
    ],
)  # fmt: skip
def test_one_name_among_many_rows_is_read_as_it_was_written(tmp_path: Path, name: str, encoding: str) -> None:
    path = tmp_path / "orders.csv"
    rows = "".join(f"{n};Customer {n}\n" for n in range(300))
    path.write_bytes(f"order;name\n{rows}300;{name}\n".encode(encoding))
    assert _read(path)[1][-1][1] == ["300", name]


def test_who_knows_the_encoding_says_it(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes("order;name\n1;Käthe Größ\n".encode("cp850"))
    with Table(path, encoding="cp850") as table:
        table.header()
        assert [row for _, row in table] == [["1", "Käthe Größ"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "orders.txt.gz"
    path.write_bytes(gzip.compress(GOOD.replace(";", delimiter).encode()))
    assert [row for _, row in _read(path)[1]] == ROWS


def test_quotes_hold_delimiters_and_lines_and_quotes(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text('\n\na,b\n1,"one, two\nthree ""four"""\n\n2,x\n')
    assert _read(path)[1] == [(4, ["1", 'one, two\nthree "four"']), (7, ["2", "x"])]


def test_a_quote_that_nothing_closes_costs_its_own_row_alone(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text('a,b\n1,"open\n' + "".join(f"{n},x\n" for n in range(2, 60)))
    rows = _read(path)[1]
    assert rows[0][0] == 2 and "not one of a table" in str(rows[0][1])
    assert [row for _, row in rows[1:]] == [[str(n), "x"] for n in range(2, 60)]
    assert [number for number, _ in rows] == list(range(2, 61))


def test_bytes_of_another_encoding_cost_their_own_row_alone(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    good = b"".join(b"%d,M\xc3\xbcller\n" % n for n in range(9000))
    path.write_bytes(b"a,b\n" + good + b"x,M\xfcller\n1,x\n")
    rows = _read(path)[1]
    assert [row for _, row in rows if isinstance(row, str)] == ["the row holds bytes that are not utf-8"]
    assert rows[-1] == (9003, ["1", "x"])


def test_a_row_without_end_is_told_and_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("a,b\n1," + "x" * (3 * LONGEST) + "\n2,y\n")
    assert _read(path)[1] == [(2, "the row is too long"), (3, ["2", "y"])]


@pytest.mark.parametrize("content", [b"", b"\n\n \n"])
def test_an_empty_file_is_no_table(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(content)
    with Table(path) as table, pytest.raises(Unreadable, match="empty"):
        table.header()


def test_a_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv.gz"
    whole = gzip.compress(b"a,b\n" + b"".join(b"%d,%d\n" % (n, n * 7919) for n in range(50_000)))
    path.write_bytes(whole[: len(whole) // 2])
    seen = 0
    with Table(path) as table, pytest.raises(Damaged):
        table.header()
        for _ in table:
            seen += 1
    assert seen > 10_000


def test_what_only_says_that_it_is_compressed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv.gz"
    path.write_bytes(b"a,b\n1,2\n")
    with pytest.raises(Damaged):
        Table(path)
