"""Full-text search over customers' names and contacts, kept in step by triggers since any form may change a customer.

PostgreSQL derives an index from the row itself; `extramile_words` serves the desk's search too.
"""

from django.db import migrations

_SQLITE = (
    """
    CREATE VIRTUAL TABLE customers_customer_search USING fts5(
        name, email, phone, content='customers_customer', content_rowid='id',
        tokenize="unicode61 remove_diacritics 2", prefix='2 3'
    )
    """,
    """
    CREATE TRIGGER customers_customer_search_added AFTER INSERT ON customers_customer BEGIN
        INSERT INTO customers_customer_search(rowid, name, email, phone) VALUES (new.id, new.name, new.email, new.phone);
    END
    """,
    """
    CREATE TRIGGER customers_customer_search_removed AFTER DELETE ON customers_customer BEGIN
        INSERT INTO customers_customer_search(customers_customer_search, rowid, name, email, phone)
        VALUES ('delete', old.id, old.name, old.email, old.phone);
    END
    """,
    """
    CREATE TRIGGER customers_customer_search_changed AFTER UPDATE OF name, email, phone ON customers_customer BEGIN
        INSERT INTO customers_customer_search(customers_customer_search, rowid, name, email, phone)
        VALUES ('delete', old.id, old.name, old.email, old.phone);
        INSERT INTO customers_customer_search(rowid, name, email, phone) VALUES (new.id, new.name, new.email, new.phone);
    END
    """,
)


_POSTGRES = (
    # The same words as SQLite's tokenizer finds: accents and whatever is neither letter nor digit do not count.
    r"""
    CREATE FUNCTION extramile_words(said text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
        SELECT to_tsvector('simple'::regconfig, regexp_replace(
            regexp_replace(normalize(said, NFKD), '[\u0300-\u036f]', '', 'g'), '\W+', ' ', 'g'))
    $$
    """,
    """
    CREATE INDEX customers_customer_search ON customers_customer
    USING gin (extramile_words(name || ' ' || email || ' ' || phone))
    """,
)


def create(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in _SQLITE if sqlite else _POSTGRES:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("added", "removed", "changed"):
            schema_editor.execute(f"DROP TRIGGER customers_customer_search_{name}")
        schema_editor.execute("DROP TABLE customers_customer_search")
    else:
        schema_editor.execute("DROP INDEX customers_customer_search")
        schema_editor.execute("DROP FUNCTION extramile_words")


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
