"""The money of a client: the account of each piece of work, what is recorded, how far the work is."""
