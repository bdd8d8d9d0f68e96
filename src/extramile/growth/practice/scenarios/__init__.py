"""The scenarios that somebody can play here: those of files, and those that people here wrote."""
