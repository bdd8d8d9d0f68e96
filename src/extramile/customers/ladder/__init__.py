"""Where a customer stands, from purchases and acts of advocacy. Pure: no database, no clock."""
