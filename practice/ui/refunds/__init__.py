"""The place of refunds: what is fair to return, worked out to the cent, and the person's decision."""
