"""Full-text search over what was said and noted.

Word counts for ranking are left out: they would double the cost of each message. The table is external-content FTS5: it holds the index, the rows stay where they are. `desk.actions.log`
writes it in the transaction of the row.
"""

from django.db import migrations

_ENTRIES = """
CREATE VIRTUAL TABLE desk_entry_search USING fts5(
    text, content='desk_entry', content_rowid='id', columnsize=0, tokenize="unicode61 remove_diacritics 2"
)
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(_ENTRIES)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE desk_entry_search")


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
