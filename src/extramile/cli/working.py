"""`extramile worker`."""

from __future__ import annotations

import signal
import sys
import threading

from django.conf import settings
from rich.console import Console

from extramile import alone, several
from extramile.alone import InUse
from extramile.base import jobs, log
from extramile.base.live.broker import OtherSecret, Unreachable
from extramile.wiring import aside, due, kept

_out = Console(soft_wrap=True, highlight=False)


def work() -> None:
    """Do jobs, and what is due, until Ctrl-C or SIGTERM; the job at hand is finished."""
    config = settings.CONFIG
    if not config.redis_url:
        print(
            "The one process that serves this install does its jobs too. To run several processes, and a worker beside "
            "them, set EXTRAMILE_DATABASE_URL and EXTRAMILE_REDIS_URL for each.",
            file=sys.stderr,
        )
        sys.exit(2)
    try:
        held = alone.claim(config)
        several.join(config)
    except (InUse, OtherSecret, Unreachable) as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    log.prepare(config.log_level)
    stopped = threading.Event()
    for how in (signal.SIGINT, signal.SIGTERM):
        signal.signal(how, lambda number, frame: stopped.set())
    worker = jobs.Worker(due, kept(), aside=aside, alone=False)
    worker.start()
    _out.print("The worker is ready. Ctrl-C stops it after the job at hand.")
    stopped.wait()
    worker.stop()
    held.close()
