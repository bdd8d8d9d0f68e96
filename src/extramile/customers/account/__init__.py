"""The emotional account: which facts count, how much, and how they fade. Pure: no database, no clock."""
