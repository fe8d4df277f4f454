"""Letters: their list, the composer with its live page, and what becomes of an issued letter."""
