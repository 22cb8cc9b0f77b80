"""报表: what a hall counts, from sums that follow the timeline; every figure opens to its rows."""
