"""What a program is told when it does not get what it asked for."""

from __future__ import annotations

from dataclasses import dataclass

import orjson
from django.http import HttpResponse


@dataclass(frozen=True)
class Refusal(Exception):
    """An answer of `status`: a word for the program, a sentence for people, and what they can do."""

    status: int
    error: str
    sentence: str
    do: str
    wait: int = 0

    @property
    def body(self) -> bytes:
        """The answer as JSON."""
        return orjson.dumps({"error": self.error, "sentence": self.sentence, "do": self.do})

    def answer(self, **headers: str) -> HttpResponse:
        """The answer for a view; with Retry-After where `wait` says when it is worth another try (seconds)."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.wait:
            named["Retry-After"] = str(self.wait)
        return HttpResponse(self.body, status=self.status, content_type="application/json", headers=named)


AWAY = Refusal(
    503, "database_away", "The database cannot be used just now.",
    "Send the same again after Retry-After seconds: what was stored stays, and the rest is added.", 10,
)  # fmt: skip
TOO_LARGE = Refusal(
    413, "too_large", "The request is larger than 2 MiB.", "Send up to 1,000 objects at a time, in several requests."
)
TOO_SLOW = Refusal(408, "too_slow", "The request took too long to arrive.", "Send it again.")
BROKEN = Refusal(
    500, "broken", "Something went wrong on our side.",
    "Send the same again later; if it goes on, tell who runs the desk the X-Request-Id of this answer.",
)  # fmt: skip
