"""Full-text search over what was said and noted.

The table is external-content FTS5: it holds the index, the rows stay where they are. `desk.actions.log` writes it in the
transaction of the row. Word counts for ranking are left out, since they would double the cost of each message, and the
index is kept in larger pieces that are merged less often than by default, which takes a third off what is left.
"""

from django.db import migrations

_ENTRIES = """
CREATE VIRTUAL TABLE desk_entry_search USING fts5(
    text, content='desk_entry', content_rowid='id', columnsize=0, tokenize="unicode61 remove_diacritics 2"
)
"""


_TUNED = "INSERT INTO desk_entry_search (desk_entry_search, rank) VALUES ('{}', {})"


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(_ENTRIES)
        schema_editor.execute(_TUNED.format("pgsz", 4000))
        schema_editor.execute(_TUNED.format("automerge", 8))


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE desk_entry_search")


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
