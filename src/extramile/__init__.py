"""Extramile: a self-hosted customer service desk that makes its people champions."""

__version__ = "0.1.0"
