"""Money: whole numbers of a currency's smallest unit, as people write and read them. Never a fraction of two."""

from __future__ import annotations

import re
from decimal import Decimal

from babel.core import Locale, UnknownLocaleError
from babel.numbers import format_currency, get_currency_precision, get_currency_symbol, list_currencies
from django.utils.translation import get_language, to_locale

MOST = 999_999_999
_THOUSAND = 3  # digits
_AMOUNT = re.compile(r"(\d{1,9})(?:([.,])(\d*))?")


class NoAmount(ValueError):
    """Not an amount of that currency, or more than MOST of its smallest unit."""


def is_currency(code: str) -> bool:
    """Whether this is the code of a currency, such as EUR."""
    return code in list_currencies()


def minor(written: str, currency: str) -> int:
    """What somebody wrote, such as `18`, `18.50` or `£18,5`, in the currency's smallest unit. Raises NoAmount."""
    plain = written.upper()
    for sign in (currency, get_currency_symbol(currency, _locale())):
        plain = plain.replace(sign.upper(), "")
    places = decimals(currency)
    found = _AMOUNT.fullmatch("".join(plain.split()))
    # Three digits behind a comma may be a thousand: nobody guesses with money. Where three are usual it is the point
    # that parts them, as in what is shown.
    behind = found[3] or "" if found else ""
    if found is None or len(behind) > places or (found[2] == "," and len(behind) == _THOUSAND):
        raise NoAmount(written)
    amount = int(found[1] + behind.ljust(places, "0"))
    if amount > MOST:
        raise NoAmount(written)
    return amount


def reads(amount: int, currency: str) -> str:
    """An amount of a currency's smallest unit, as the viewer writes it: `£18.50`."""
    return str(format_currency(_decimal(amount, currency), currency, locale=_locale()))


def plain(amount: int, currency: str) -> str:
    """The same without its currency, for a field: `18.50`."""
    return str(_decimal(amount, currency))


def decimals(currency: str) -> int:
    """How many digits of a currency's amounts stand behind the point: 2 of EUR, none of JPY, 3 of KWD."""
    return int(get_currency_precision(currency))


def _decimal(amount: int, currency: str) -> Decimal:
    return Decimal(amount).scaleb(-decimals(currency))


def _locale() -> Locale:
    try:
        return Locale.parse(to_locale(get_language() or "en-gb"))
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")
