"""Reads about customers."""
