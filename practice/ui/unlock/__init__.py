"""What stands before the practice: unlock it, or make it."""
