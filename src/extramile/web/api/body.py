"""The body of a program's request: JSON without anything that two readers could read differently (RFC 7493)."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

from django.http import HttpRequest

from extramile.base import text
from extramile.web.bridge import MOST as LARGEST
from extramile.web.refusal import TOO_LARGE, Refusal

MOST = 1000
_DIGITS = 40
_MANY = Refusal(413, "too_many", f"The list has more than {MOST:,} objects.", "Send it in several requests.")


class Number(str):
    """A number as it was written, so that no digit of an amount is lost."""

    __slots__ = ()


class _Broken(ValueError):
    pass


def objects(request: HttpRequest) -> list[Any]:
    """What a request holds: the objects of its list, or the one that it is. Raises Refusal."""
    if request.content_type != "application/json":
        raise Refusal(
            415, "not_json", "The body is not said to be JSON.", "Send it with Content-Type: application/json."
        )
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise Refusal(415, "encoded", "The body is compressed.", "Send it without Content-Encoding.")
    raw = request.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise TOO_LARGE
    found = _parsed(raw)
    if isinstance(found, dict):
        return [found]
    if not isinstance(found, list):
        raise _broken("it is neither an object nor a list of objects")
    if len(found) > MOST:
        raise _MANY
    return found


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(
            raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_int=_number, parse_float=_number,
            parse_constant=_constant,
        )  # fmt: skip
    except UnicodeDecodeError:
        raise _broken("it is not UTF-8") from None
    except RecursionError:
        raise _broken("it is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise _broken(f"{error.msg[0].lower()}{error.msg[1:]} at line {error.lineno}, column {error.colno}") from None
    except _Broken as error:
        raise _broken(str(error)) from None


def _broken(reason: str) -> Refusal:
    return Refusal(400, "broken_json", f"The body cannot be read: {reason}.", "Mend it, and send it again.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Broken("an object has the same field twice")
    for pair in pairs:
        if any(isinstance(one, str) and text.storable(one) != one for one in pair):
            raise _Broken("a text holds NUL or half a surrogate pair")
    return found


def _number(digits: str) -> Number:
    if len(digits) > _DIGITS:
        raise _Broken(f"a number has more than {_DIGITS} digits")
    # 1.2E7 is how some write an ordinary amount, and 1e999999 has a million digits.
    if "e" in digits.lower() and abs(Decimal(digits).adjusted()) > _DIGITS:
        raise _Broken("a number is too large, or too small")
    return Number(format(Decimal(digits), "f"))


def _constant(name: str) -> NoReturn:
    raise _Broken(f"{name} is no number")
