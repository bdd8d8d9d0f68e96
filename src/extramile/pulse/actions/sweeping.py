"""What is left of answers on the disk after a round has closed."""

from __future__ import annotations

from django.db import connection, transaction

from extramile.pulse.models import Mark, Sheet, Unswept


def sweep() -> None:
    """Clear the disk of the sheets and marks of closed rounds. Asked every few seconds, and tried until it is done.

    PostgreSQL threw the tables' files away when they were emptied; they are vacuumed so that nothing depends on that.
    SQLite wrote zeros over the rows (`secure_delete`), and here writes them through from its log, and empties the log.
    """
    waiting = list(Unswept.objects.values_list("pk", flat=True))
    if waiting and _swept():
        with transaction.atomic():
            Unswept.objects.filter(pk__in=waiting).delete()


def _swept() -> bool:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'VACUUM "{Sheet._meta.db_table}", "{Mark._meta.db_table}"')
            return True
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return not cursor.fetchone()[0]
