"""Sessions: the notes that wait, the notes that were signed, and the page on which one is written."""
