"""Contacts from elsewhere: choose a file, see what would become of each row, keep it, read the report."""
