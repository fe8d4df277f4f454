"""The place of complaints: what came, point by point beside what was promised and delivered, and what follows."""
