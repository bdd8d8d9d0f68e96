"""`extramile corrections`: what people said about estimates of mood, as lines to learn from."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from extramile.desk.queries.mood import lessons


def corrections(to: Path) -> int:
    """Write every correction into a new file that only its owner may read. Returns the exit code."""
    try:
        # They are customers' own words.
        file = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        print(f"{to} is there already. Name a file that is not.", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{to} cannot be written: {error.strerror}.", file=sys.stderr)
        return 2
    found = [{"text": text, "labels": [label]} for text, label in lessons()]
    with open(file, "w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in found)
    print(f"Corrections in {to}: {len(found):,}. They are customers’ words: keep them as you keep the database.")
    return 0
