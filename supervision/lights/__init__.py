"""电子监察: every limit of the hall with its light, what was done against procedure, and what was said to it."""
