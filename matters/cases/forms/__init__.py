"""What is typed at each act of a case."""
