"""Assessment (考核): score table, evidence, sheets and opinions."""
