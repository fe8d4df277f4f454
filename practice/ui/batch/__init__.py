"""One letter to many clients: say what changes, see who gets one, make them, read what was made and what was not."""
