"""Days, amounts and mail addresses as shops write them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from extramile.customers.imports.table import Unreadable
from extramile.customers.ladder.acts import REVIEWED_WELL, WOULD_RECOMMEND, Kind

_EARLIEST = date(1970, 1, 1)
_YEAR_FIRST = re.compile(r"(\d{4})[-./]?(\d{2})[-./]?(\d{2})(?:[T ]\d{1,2}:.*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4})(?:[ ,T].*)?")
_MOST = Decimal(10) ** 14
_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "¥": "JPY"}
_MONEY = re.compile(r"\(?([-+]?)\s*([0-9][0-9 .,'\u00a0\u202f]*)\)?")
_CODE = re.compile(r"[A-Z]{3}")
_KINDS = {
    "recommend": Kind.RECOMMENDS, "recommends": Kind.RECOMMENDS, "review": Kind.REVIEW, "thanks": Kind.THANKS,
    "referral": Kind.REFERRAL,
}  # fmt: skip
_FIGURE = re.compile(r"[0-9]{1,2}([.,][0-9]{1,2})?")
_MAIL = re.compile(r"[^@\s\x00\ud800-\udfff]{1,64}@[^@\s\x00\ud800-\udfff]{1,180}\.[^@\s.\x00\ud800-\udfff]{2,60}")
_LONGEST_MAIL = 254


class DateOrder(StrEnum):
    """Whether 03/05/2026 begins with its day or with its month; with YMD it is no date at all, but 2026-05-03 is."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


def order_of_dates(samples: list[str]) -> DateOrder | None:
    """Whether the days of a column stand before their months, or after; None when nothing in it tells."""
    for text in samples:
        found = _YEAR_LAST.fullmatch(text.strip())
        if found:
            first, second = int(found[1]), int(found[3])
            if first > 12 or found[2] == ".":
                return DateOrder.DMY
            if second > 12:
                return DateOrder.MDY
    return None


def day(text: str, order: DateOrder | None, today: date) -> date:
    """A day as 2026-05-03, 20260503, 3.5.2026, 03/05/2026 or 05/03/2026, also with a time behind. Raises Unreadable."""
    try:
        found = _day(text.strip(), order)
    except ValueError as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"“{text[:40]}” is no day of the calendar") from None
    if not _EARLIEST <= found <= today + timedelta(days=1):
        raise Unreadable(f"the day {found} lies before 1970 or is still to come")
    return found


def _day(text: str, order: DateOrder | None) -> date:
    if found := _YEAR_FIRST.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    found = _YEAR_LAST.fullmatch(text)
    if not found or order is DateOrder.YMD:
        raise Unreadable(f"“{text[:40]}” is no date such as 2026-05-03" if text else "the date is missing")
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] == ".":
        return date(year, second, first)
    if order is None and first != second and first <= 12 and second <= 12:
        raise Unreadable(f"“{text[:40]}” can be two days: say which comes first (--dates dmy or mdy)")
    months_first = order is DateOrder.MDY or (order is None and second > 12)
    return date(year, first, second) if months_first else date(year, second, first)


def money(text: str, currency: str) -> tuple[Decimal | None, str]:
    """An amount and its currency, which the amount's own sign or code decides before `currency` does.

    Raises Unreadable, also for an amount below zero: money that was given back is no purchase.
    """
    code = currency.strip().upper()
    for sign, meant in _SIGNS.items():
        if sign in text:
            text, code = text.replace(sign, ""), code or meant
    if named := _CODE.search(text.upper()):
        code = named.group()
        text = text.upper().replace(code, "")
    if code and not _CODE.fullmatch(code):
        raise Unreadable(f"“{code[:20]}” is no currency such as EUR", "currency")
    text = text.strip().replace("\u2212", "-")
    if not text:
        return None, code
    found = _MONEY.fullmatch(text)
    if not found:
        raise Unreadable(f"“{text[:40]}” is no amount such as 12.50")
    if found[1] == "-" or text.startswith("("):
        raise Unreadable("the amount is below zero: money that was given back is no purchase")
    return _decimal(found[2]), code


def _decimal(digits: str) -> Decimal:
    plain = re.sub(r"[ '\u00a0\u202f]", "", digits)
    point = max(plain.rfind("."), plain.rfind(","))
    if point >= 0:
        other = "," if plain[point] == "." else "."
        # 1,234 is a thousand and more wherever a comma is meant so; 1.234 is what a database exports.
        thousands = other not in plain and plain[point] == "," and len(plain) - point - 1 == 3 and plain[0] != "0"
        whole, part = (plain, "") if thousands or plain.count(plain[point]) > 1 else (plain[:point], plain[point + 1 :])
        plain = re.sub(r"[.,]", "", whole) + ("." + part if part else "")
    try:
        found = Decimal(plain).quantize(Decimal("0.0001"))
    except InvalidOperation:
        raise Unreadable(f"“{digits[:40]}” is no amount such as 12.50") from None
    if found >= _MOST:
        raise Unreadable(f"“{digits[:40]}” is more than an order can come to")
    return found


def mail(text: str) -> str:
    """A mail address in lower case; empty when there is none. Raises Unreadable."""
    text = text.strip().lower()
    if text and (len(text) > _LONGEST_MAIL or not _MAIL.fullmatch(text)):
        raise Unreadable(f"“{text[:80]}” is no mail address")
    return text


def kind(text: str) -> Kind:
    """What a customer did: recommend, review, thanks or referral. Raises Unreadable."""
    found = _KINDS.get(text.strip().lower())
    if found is None:
        said = f"“{text[:40]}” is no act" if text else "the kind of act is missing"
        raise Unreadable(f"{said}: recommend, review, thanks or referral")
    return found


def would_recommend(text: str) -> None:
    """Refuse a score, from 0 to 10, with which nobody would recommend us: 9 and 10 count. Raises Unreadable."""
    if _figure(text, 10, "score") < WOULD_RECOMMEND:
        raise Unreadable(f"a score of {text.strip()} is no act of advocacy: {WOULD_RECOMMEND} and 10 are")


def reviewed_well(text: str) -> None:
    """Refuse the stars, from 0 to 5, of a review that does not praise us: 4 and more count. Raises Unreadable."""
    if _figure(text, 5, "number of stars") < REVIEWED_WELL:
        raise Unreadable(f"a review of {text.strip()} stars is no act of advocacy: {REVIEWED_WELL} and more are")


def _figure(text: str, most: int, called: str) -> float:
    found = _FIGURE.fullmatch(text.strip())
    figure = float(found.group().replace(",", ".")) if found else most + 1.0
    if figure > most:
        said = f"“{text[:40]}” is no {called}" if text.strip() else f"the {called} is missing"
        raise Unreadable(f"{said}: 0 to {most}")
    return figure
