"""Leave (请销假): asked for, approved by level, reported back from."""
