"""The language model of rehearsals, where one is set: whether it answers, and whether what it says can be used."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from extramile.base.config import Config
from extramile.cli.checks.finding import Finding, mend, note, well
from extramile.growth.practice.model import door
from extramile.growth.practice.model.brief import Moment, messages
from extramile.growth.practice.model.taking import lines_of
from extramile.growth.practice.rehearsal.files import SHIPPED, found
from extramile.growth.practice.rehearsal.play import play
from extramile.growth.practice.rehearsal.take import Line
from extramile.web.door import is_local

_NAME = "model"
_SCENARIO = "third-time-explaining"


def look(settings: Config) -> Iterator[Finding]:
    """Asks for one line of a shipped scenario; nothing that anybody wrote is sent."""
    if not settings.llm_url:
        return
    parts = urlsplit(settings.llm_url)
    if parts.scheme == "http" and not is_local(parts.hostname or ""):
        yield note(
            _NAME,
            "What agents write in rehearsals travels in the open to it, over http.",
            "Use https, or a model here.",
        )
    scenario = found(SHIPPED).scenarios[_SCENARIO]
    moment = Moment(scenario, play(scenario, [Line(scenario.good[0])], seed="check"))
    try:
        said = door.ask(
            settings.llm_url, model=settings.llm_model, key=settings.llm_key, messages=messages(moment),
            patience=door.PATIENCE,
        )  # fmt: skip
    except door.Unusable as error:
        yield mend(
            _NAME, f"The language model cannot be used: {error}. The room's own words stand in for it.",
            "Change EXTRAMILE_LLM_URL, EXTRAMILE_LLM_MODEL or EXTRAMILE_LLM_KEY, or start it.",
        )  # fmt: skip
        return
    if lines_of(said, moment):
        yield well(_NAME, "The language model answers, and stays in its part.")
    else:
        yield note(
            _NAME, "The language model answers, but not as the customer. Where it does so, the room's own words stand."
        )
