"""Results and rejects, written whole or not at all, the same bytes each time."""
