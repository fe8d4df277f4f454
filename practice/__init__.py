"""Practice: right clients, clear promises, kept boundaries, fair repairs."""

__version__ = "0.1.0"
