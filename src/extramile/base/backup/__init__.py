"""Whole copies of an install in one file each: made while it runs, checked before they count, and put back."""
