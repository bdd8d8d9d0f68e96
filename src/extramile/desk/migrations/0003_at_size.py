"""What lists and search need at a million conversations.

PostgreSQL's index on words cannot give its hits in order of time. So each entry also bears, beside its words, the span
of time that it falls into, a short one (2^27 ms, 37 hours) and a long one (2^32 ms, 50 days): asked for words and a
span together, the index skips all that is older or newer.
"""

from django.db import migrations, models

_POSTGRES = (
    """
    CREATE FUNCTION extramile_spans(entry bigint) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
        SELECT array_to_tsvector(ARRAY['~' || (entry >> 47)::text, '~~' || (entry >> 52)::text])
    $$
    """,
    "DROP INDEX desk_entry_search",
    """
    CREATE INDEX desk_entry_search ON desk_entry
    USING gin ((extramile_words(text) || extramile_spans(id))) WITH (gin_pending_list_limit = 1024)
    WHERE type IN ('message', 'note')
    """,
)
_BACK = (
    "DROP INDEX desk_entry_search",
    "DROP FUNCTION extramile_spans",
    "CREATE INDEX desk_entry_search ON desk_entry USING gin (extramile_words(text)) WHERE type IN ('message', 'note')",
)


def _run(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_search")]
    operations = [
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                fields=["status", "last_at", "id"],
                name="conversation_none",
                condition=models.Q(("assignee__isnull", True)),
            ),
        ),
        migrations.RunPython(_run(_POSTGRES), _run(_BACK)),
    ]
