"""Reads about customers."""

from extramile.customers.queries.identity import visitors_of

__all__ = ["visitors_of"]
