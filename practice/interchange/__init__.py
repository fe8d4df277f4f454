"""Files in, files out: vCard and CSV."""
