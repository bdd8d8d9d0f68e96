"""How figures of the desk read, wherever they are told. What is not told is a dot."""

from __future__ import annotations

from django.utils.formats import number_format

NOTHING = "·"


def about(seconds: float | None) -> str:
    """A length of time as people say it, by the signs that most languages share."""
    if seconds is None:
        return NOTHING
    if seconds < 60:
        return f"{max(round(seconds), 1)} s"
    if seconds < 90 * 60:
        return f"{round(seconds / 60)} min"
    unit, sign = (3_600, "h") if seconds < 36 * 3_600 else (86_400, "d")
    length = seconds / unit
    return f"{number_format(round(length, 1), 1) if length < 10 else round(length)} {sign}"


def share(part: float | None) -> str:
    """A share in per cent."""
    return NOTHING if part is None else f"{round(100 * part)}%"


def stars(mean: float | None) -> str:
    """A mean of ratings."""
    return NOTHING if mean is None else number_format(round(mean, 1), 1)


def would(balance: int | None) -> str:
    """Those who would surely recommend us less those who would rather not."""
    return NOTHING if balance is None else f"{balance:+d}".replace("-", "−") if balance else "0"


def whole(n: int) -> str:
    """A count."""
    return number_format(n, 0, use_l10n=True, force_grouping=True)
