"""Marks around a hit in a snippet; a stray one in somebody's text can only shift what is highlighted."""

OPEN, CLOSE = "\x02", "\x03"
