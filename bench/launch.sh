#!/bin/sh
# Runs a measurement with the project's own Python, and makes that first where it is missing.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
if [ ! -x "$root/.venv/bin/python" ]; then
    "$root/bin/extramile" --help >/dev/null
fi
name=$1
shift
PYTHONPATH="$root:$root/src" exec "$root/.venv/bin/python" -m "bench.measure.$name" "$@"
