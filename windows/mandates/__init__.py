"""窗口事项及权限: in writing, what a window may do."""
