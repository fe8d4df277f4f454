"""The first run: a few short set-ups, in any order, each with sensible values filled in."""
