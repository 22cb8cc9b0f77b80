"""申诉: the supervised bring evidence and are heard before anything is confirmed (WS10 四(四), WS14 十二)."""
