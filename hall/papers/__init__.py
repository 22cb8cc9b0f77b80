"""文书: declarations, gapless numbers, frozen facts, and the one PDF of each paper."""
