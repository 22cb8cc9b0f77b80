"""投诉: every word is registered, looked into on both sides, settled, answered, followed up; nobody judges himself."""
