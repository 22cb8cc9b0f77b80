"""督办、监督建议、重点任务: opened on a clause, driven to a day, ended by a leader's verdict (WS11, WS14)."""
