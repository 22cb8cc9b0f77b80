"""整改: what was found wrong is ordered to be put right, planned, reported on and accepted."""
