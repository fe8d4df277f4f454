"""Files of clients, engagements, letters and notes: the list that any screen can show, and what works behind it."""
