"""What crosses Redis hidden comes back whole, and nothing else does."""

from __future__ import annotations

import base64

import pytest

from extramile.base.live.cover import Cover, Forged


@pytest.mark.parametrize("value", ["", "x", "tent " * 5000, {"name": "\u202eé", "n": [1, None]}, []])
def test_what_was_hidden_is_uncovered(value: object) -> None:
    cover = Cover("a secret of thirty-two characters")
    hidden = [cover.hide(value) for _ in range(2)]
    assert [Cover("a secret of thirty-two characters").uncover(one) for one in hidden] == [value] * 2
    assert hidden[0] != hidden[1], "the same twice looks different"
    assert b"tent" not in base64.b64decode(hidden[0])


def test_what_was_changed_or_hidden_by_others_is_not() -> None:
    cover = Cover("a secret of thirty-two characters")
    whole = base64.b64decode(cover.hide("a message"))
    for at in range(len(whole)):
        changed = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        with pytest.raises(Forged):
            cover.uncover(base64.b64encode(changed).decode())
    other = Cover("another secret of the same length").hide("a message")
    for bad in ("", "é", "====", base64.b64encode(whole[:-1]).decode(), base64.b64encode(whole + b"x").decode(), other):
        with pytest.raises(Forged):
            cover.uncover(bad)
