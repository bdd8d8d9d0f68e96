"""The database: whether it answers, is whole, and says what can be counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from extramile.base import clock, log, state
from extramile.cli.checks.finding import Finding, mend, note, well
from extramile.desk.queries import soundness

_OURS = {"people", "customers", "desk"}
_APART = timedelta(minutes=2)


def look() -> Iterator[Finding]:
    """Everything about the database. Raises django.db.Error when it does not answer."""
    yield _answers()
    yield _whole()
    current, finding = _migrations()
    yield finding
    if current:
        yield _tallies()
        yield _gaps()
        yield _clock()
        yield from _jobs()


def away(error: Exception) -> Finding:
    """When it does not answer."""
    sqlite = connection.vendor == "sqlite"
    what = "Put back a backup: bin/extramile restore FILE --replace" if sqlite else (
        "Start PostgreSQL, or change EXTRAMILE_DATABASE_URL."
    )  # fmt: skip
    return mend("database", f"It does not answer ({log.reason_of(error)}).", what)


def _answers() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return well("database", "PostgreSQL answers." if connection.vendor == "postgresql" else "SQLite answers.")


def _migrations() -> tuple[bool, Finding]:
    loader = MigrationLoader(connection)
    applied, known = set(loader.applied_migrations or ()), set(loader.graph.nodes)
    newer = sorted(name for app, name in applied - known if app in _OURS)
    if newer:
        return False, mend("version", f"A newer version has used the database ({newer[-1]}).", "Start that version.")
    if known - applied:
        return False, note("version", "The next start upgrades the database, after a backup.")
    return True, well("version", "The database is that of this version.")


def _whole() -> Finding:
    if connection.vendor != "sqlite":
        return well("integrity", "PostgreSQL looks after it.")
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(3)")
            said = [line for (line,) in cursor.fetchall()]
    except DatabaseError as error:
        said = [str(error)]
    if said != ["ok"]:
        what = "Stop the server, and put back a backup: bin/extramile restore FILE --replace"
        return mend("integrity", f"The file is damaged: {'; '.join(said)}", what)
    return well("integrity", "Each page of the file was looked at.")


def _tallies() -> Finding:
    if wrong := soundness.wrong_tallies():
        return mend(
            "counts", f"{wrong} of the counts beside the inboxes are wrong.", "Report this: it must not happen."
        )
    return well("counts", "What is counted beside the inboxes is right.")


def _gaps() -> Finding:
    if found := soundness.gaps():
        numbers = ", ".join(str(number) for number in found[:5])
        return mend("logs", f"Conversations with a gap in their log: {numbers}.", "Report this: it must not happen.")
    return well("logs", f"The newest {soundness.SAMPLE:,} conversations have no gap.")


def _clock() -> Finding:
    if later := soundness.ahead(clock.now() + _APART):
        return mend(
            "clock", f"Something was said at {later:%d %B %Y, %H:%M} UTC, which is still to come.",
            "Set the clock of this computer, and keep it right: timedatectl set-ntp true",
        )  # fmt: skip
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            apart = abs(cursor.fetchone()[0] - clock.now())
        if apart > _APART:
            return mend("clock", f"It is {apart.seconds} s apart from PostgreSQL's.", "Keep both right, by NTP.")
    return well("clock", "Nothing was said later than now.")


def _jobs() -> Iterator[Finding]:
    jobs = state.jobs()
    if jobs.failed or jobs.unfollowed:
        kinds = sorted({task.rpartition(".")[2] for task, _, _ in state.failed_jobs()})
        what = "See job_failed in the log for why. Mail: check EXTRAMILE_MAIL_URL. Settings, Health tries events again."
        yield mend("jobs", f"{jobs.failed + jobs.unfollowed} failed ({', '.join(kinds)}).", what)
    elif state.stuck(jobs):
        what = "Start the server, or with EXTRAMILE_REDIS_URL a worker: bin/extramile worker"
        yield mend("jobs", f"{jobs.waiting} wait, one of them for {state.late(jobs)}.", what)
    else:
        yield well("jobs", f"{jobs.waiting} wait, none failed.")
