"""Settings: the practice, its safety and its look, each kept as it is edited."""
