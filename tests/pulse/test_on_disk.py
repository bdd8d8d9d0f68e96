"""What closing a round leaves of its sheets and marks on the disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.sqlite
def test_nothing_of_a_sheet_or_a_mark_is_left_in_the_file_or_its_log(data: Path) -> None:
    """Twelve of each are there while the round is open; after the closing the log may hold them; then nothing does."""
    settings = {"EXTRAMILE_DATA": str(data), "DJANGO_SETTINGS_MODULE": "extramile.settings"}
    command = [sys.executable, "-m", "tests.pulse.on_disk"]
    environment = os.environ | settings | {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    before, _, after = map(int, done.stdout.split())
    assert (before, after) == (24, 0)
