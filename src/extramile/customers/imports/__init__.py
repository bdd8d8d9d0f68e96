"""Reading what shops export. Pure: no database."""
