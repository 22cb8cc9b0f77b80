"""突发事件、异常情况: reported by anybody in the hall, ended only with what was done (WS04, WS05, WS10)."""
