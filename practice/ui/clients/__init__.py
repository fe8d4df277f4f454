"""Clients: the list, the page, and what stands beside it."""
