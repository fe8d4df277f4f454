"""What the profession knows: frozen records and pure functions, standard library only."""
