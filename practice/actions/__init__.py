"""What is done: the only writers. Load, decide, save in one change."""
