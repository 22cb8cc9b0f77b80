"""巡查: who walks the hall, what they look at, what they find (WS10)."""
