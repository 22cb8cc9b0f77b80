"""台账: append-only registers, declared in a few lines each (recorded → corrected / voided)."""
