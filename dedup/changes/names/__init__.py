"""Names that differ between two texts: which of them are told, and which are one name in two forms."""
