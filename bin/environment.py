"""Make or renew the .venv beside this folder. Usage: environment.py run|test. Standard library only.

A stamp with the digest of the requirements says what stands installed; `bin/extramile` compares it itself, so that
this file runs only when something changed.
"""

import fcntl
import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def main(name: str) -> int:
    """Bring .venv to what requirements/NAME.txt lists. Returns an exit code."""
    wanted = ROOT / "requirements" / f"{name}.txt"
    stamp = VENV / f"{name}.stamp"
    # Two starts at once would install over each other; the second waits and finds the work done.
    with Path(__file__).open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        digest = hashlib.sha256(wanted.read_bytes()).hexdigest()
        if stamp.exists() and stamp.read_text().strip() == digest and works():
            return 0
        print(f"Installing what requirements/{name}.txt lists into .venv. This happens once.", file=sys.stderr)
        if not works() and not make():
            return 1
        install = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        # What is never imported need not be compiled, which is half of the work; whoever serves may not write here.
        install += ["--no-compile"] if name == "test" else []
        done = subprocess.run([*install, "--require-hashes", "--no-deps", "-r", wanted], stdout=sys.stderr)
        if done.returncode:
            print(
                "The installation did not finish. The lines above say why; run the same command again.", file=sys.stderr
            )
            return 1
        stamp.write_text(digest + "\n")
    return 0


def works() -> bool:
    """Whether the .venv has a Python that starts, and pip."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        return (
            subprocess.run([PYTHON, "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"], **quiet).returncode
            == 0
        )
    except OSError:
        return False


def make() -> bool:
    """Make the .venv anew with the Python that runs this file; False, with one line, when it cannot be done."""
    try:
        venv.EnvBuilder(with_pip=True, symlinks=True, clear=True).create(VENV)
    except (subprocess.CalledProcessError, ModuleNotFoundError):
        print(
            "Python cannot make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv",
            file=sys.stderr,
        )
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
