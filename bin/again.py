"""Run a command, and run it anew whenever a file under a folder changes. Usage: again.py FOLDER ARGUMENT…"""

import subprocess
import sys
import time
from pathlib import Path

PAUSE = 0.7


def newest(folder: Path) -> tuple[int, float]:
    """How many files there are, and when the last was written."""
    times = [
        path.stat().st_mtime for path in folder.rglob("*") if path.suffix in {".py", ".html", ".js", ".css", ".json"}
    ]
    return len(times), max(times, default=0.0)


def main(folder: Path, arguments: list[str]) -> None:
    """Serve until interrupted."""
    while True:
        seen = newest(folder)
        running = subprocess.Popen([sys.executable, *arguments])
        try:
            while newest(folder) == seen:
                time.sleep(PAUSE)
            running.terminate()
        except KeyboardInterrupt:
            running.wait()
            return
        running.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
