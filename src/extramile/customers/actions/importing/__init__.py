"""Bringing a shop's files in: from the command line in one go, and from the browser piece by piece."""
