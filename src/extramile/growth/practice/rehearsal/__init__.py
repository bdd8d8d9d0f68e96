"""The rehearsal room: a customer of a scenario, played by rules. Pure: no database, no clock, no network."""
