"""What is printed: facts in, pages out."""
