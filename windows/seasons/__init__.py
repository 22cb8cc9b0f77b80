"""年度窗口使用计划: windows that open every year at a fixed time or season."""
