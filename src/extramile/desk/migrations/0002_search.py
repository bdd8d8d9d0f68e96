"""Full-text search over what was said and noted.

The table is external-content FTS5: it holds the index, the rows stay where they are. `desk.actions.log` writes it in the
transaction of the row. Word counts for ranking are left out, since they would double the cost of each message, and the
index is kept in larger pieces that are merged less often than by default, which takes a third off what is left.
PostgreSQL derives an index from the rows themselves.
"""

from django.db import migrations

_SQLITE = (
    """
    CREATE VIRTUAL TABLE desk_entry_search USING fts5(
        text, content='desk_entry', content_rowid='id', columnsize=0, tokenize="unicode61 remove_diacritics 2"
    )
    """,
    "INSERT INTO desk_entry_search (desk_entry_search, rank) VALUES ('pgsz', 4000)",
    "INSERT INTO desk_entry_search (desk_entry_search, rank) VALUES ('automerge', 8)",
)


_POSTGRES = (
    """
    CREATE INDEX desk_entry_search ON desk_entry USING gin (extramile_words(text)) WHERE type IN ('message', 'note')
    """,
)


def create(apps, schema_editor):
    for statement in _SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRES:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    kind = "TABLE" if schema_editor.connection.vendor == "sqlite" else "INDEX"
    schema_editor.execute(f"DROP {kind} desk_entry_search")


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial"), ("customers", "0002_search")]
    operations = [migrations.RunPython(create, drop)]
