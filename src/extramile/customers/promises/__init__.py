"""What we said that we would do, and until when. Pure: no database, no clock."""
