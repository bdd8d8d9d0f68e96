"""`extramile check scenarios`: reads scenario files and plays their model lines, and says what to mend."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from extramile.base import config


def check(files: Sequence[Path], data: Path | None, *, as_json: bool) -> int:
    """Look at files and folders, or at all scenarios of an install. Returns 0 when all is well, 1 when not."""
    # What is wrong is worded by gettext, which asks for settings; those of an install would begin to fill its folder.
    if not settings.configured:
        settings.configure(USE_I18N=False)
    from extramile.growth.practice.rehearsal import files as kept  # noqa: PLC0415  after the settings
    from extramile.growth.practice.rehearsal.proof import proved  # noqa: PLC0415  the same

    found = kept.found(*files) if files else kept.of_install(config.folder_of(os.environ, data))
    faults = [*found.faults, *(fault for scenario in found.scenarios.values() for fault in proved(scenario))]
    if as_json:
        told = [asdict(fault) for fault in faults]
        print(json.dumps({"well": not faults, "scenarios": list(found.scenarios), "faults": told}))
    else:
        print(*faults, sep="\n", end="\n" if faults else "")
        well = len(found.scenarios)
        print(f"{well} scenarios can be played, {len(faults)} things are to be mended.")
    return 1 if faults else 0
