"""The fit check: whom to say yes to, asked item by item, scored with its working, decided by a person."""
