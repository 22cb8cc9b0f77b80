"""期限: declarations, one pure computation of date and sentence, the ledger, and the sweep that enforces it."""
