"""The parts screens are made of; import each from its own module, so that a window loads only what it shows."""
