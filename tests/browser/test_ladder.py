"""A lead brings a shop's file in, and finds it on the ladder, in its lists and in a file again."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE

Check = Callable[..., None]


def bring_in(lead: Page, axe: Check, tmp_path: Path) -> None:
    """Four orders of two new customers, in a file whose columns are not all recognised, and a row that is none."""
    orders = tmp_path / "orders.csv"
    rows = [f"f{n};+ada.fell{n % 2}@example.org;{3 + n}.5.2026;1{n},50 €\n" for n in range(4)]
    orders.write_text("Bestellung;Wer;Datum;Betrag\n" + "".join(rows) + "x;;soon;1\n", encoding="utf-8")
    lead.goto("/customers/")
    lead.get_by_role("link", name="Import").click()
    axe(lead)
    lead.get_by_label("File", exact=True).set_input_files(orders)
    lead.get_by_role("button", name="Look into the file").click()
    expect(lead.get_by_text("Say which column tells the customer")).to_be_visible()
    lead.get_by_label("Mail address").select_option(label="Wer")
    lead.get_by_role("button", name="Look again").click()
    expect(lead.get_by_text("5 rows: 4 new, 0 known before, 1 cannot be taken.")).to_be_visible()
    expect(lead.get_by_text("Line 6")).to_be_visible()
    axe(lead)
    lead.get_by_role("button", name="Bring it in").click()
    expect(lead.get_by_text("5 rows read: 4 new")).to_be_visible(timeout=30_000)
    axe(lead)
    with lead.expect_download() as rejects:
        lead.get_by_role("link", name="What was not taken").click()
    assert "6," in rejects.value.path().read_text(encoding="utf-8-sig")


def test_from_a_file_to_the_ladder_and_back_into_a_file(lead: Page, axe: Check, tmp_path: Path) -> None:
    bring_in(lead, axe, tmp_path)
    lead.get_by_role("link", name="See the ladder").click()
    lead.get_by_text("The same as a table").click()
    expect(lead.get_by_role("table")).to_be_visible()
    axe(lead)
    lead.emulate_media(color_scheme="dark")
    axe(lead, look_only=True)
    lead.get_by_role("link", name="Occasional").click()
    expect(lead.get_by_text("ada.fell0@example.org")).to_be_visible()
    axe(lead, look_only=True)
    with lead.expect_download() as export:
        lead.get_by_role("link", name="Export").click()
    with export.value.path().open(encoding="utf-8-sig", newline="") as file:
        emails = {row["email"] for row in csv.DictReader(file)}
    assert "'+ada.fell0@example.org" in emails

    lead.set_viewport_size(PHONE)
    lead.get_by_role("searchbox").fill("ada.fell1")
    lead.get_by_role("searchbox").press("Enter")
    lead.get_by_role("link", name="ada.fell1@example.org").click()
    expect(lead.get_by_role("heading", name="ada.fell1@example.org")).to_be_visible()
    assert lead.evaluate("document.documentElement.scrollWidth <= innerWidth")
