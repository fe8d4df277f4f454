"""The insights: how work ended, and how well that was foreseen."""
