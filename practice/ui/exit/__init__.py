"""The graceful exit, step by step."""
