"""Boundaries: the log of what was crossed, the form of an entry, and the practice's own rules."""
