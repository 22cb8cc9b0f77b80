"""``make prove``: every duty is switched off in turn, and its tests must notice."""
