"""Setting up, running and testing the hall on one machine. Needs nothing but Python's standard library."""
