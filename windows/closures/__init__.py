"""临时关闭: a department closes one of its windows for a time, inside the quota (WS13 二(二))."""
