"""Numbers and amounts that differ between two texts: which of them say the same, and how a change is told."""
