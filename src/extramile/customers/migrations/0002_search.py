"""Full-text search over customers' names and contacts, kept in step by triggers since any form may change a customer."""

from django.db import migrations

_STATEMENTS = (
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


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in _STATEMENTS:
            schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("added", "removed", "changed"):
            schema_editor.execute(f"DROP TRIGGER customers_customer_search_{name}")
        schema_editor.execute("DROP TABLE customers_customer_search")


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
