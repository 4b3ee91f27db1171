"""Readers of the data sets; each gives stations."""
