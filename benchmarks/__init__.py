"""Programs that measure dedup and make its tables; every figure in the README comes from here."""
