"""窗口变更: a department gets or gives up windows for good."""
