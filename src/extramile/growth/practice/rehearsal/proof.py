"""Whether a scenario keeps its word: the good lines end calm, and the bad ones do not."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from extramile.growth.practice.rehearsal.debrief import debrief
from extramile.growth.practice.rehearsal.faults import Fault
from extramile.growth.practice.rehearsal.play import play
from extramile.growth.practice.rehearsal.scenario import Scenario
from extramile.growth.practice.rehearsal.take import Ended, Line, Talk

SEED = "model"


def model(scenario: Scenario, lines: Sequence[str]) -> Talk:
    """The talk of a scenario's own good or bad lines."""
    return play(scenario, [Line(text) for text in lines], seed=SEED)


def proved(scenario: Scenario) -> list[Fault]:
    """What is wrong with the model lines of a scenario that can be read."""
    faults = []
    well, badly = model(scenario, scenario.good), model(scenario, scenario.bad)
    if well.ended is not Ended.CALM:
        what = _("The good lines do not end calm: temper %(trace)s.") % {"trace": " ".join(map(str, well.trace))}
        faults.append(Fault(scenario.name, 0, what, " ".join(debrief(scenario, well).open)))
    elif len(well.turns) < len(scenario.good):
        what = _("The good lines end calm before the last of them.")
        faults.append(Fault(scenario.name, 0, what, _("Take out what follows, or ask for one step more.")))
    if badly.ended is Ended.CALM:
        mend = _("See that no bad line offers every step.")
        faults.append(Fault(scenario.name, 0, _("The bad lines end calm."), mend))
    return faults
