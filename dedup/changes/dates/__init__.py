"""Dates and times of day that differ between two texts: which of them say the same, and how a change is told."""
