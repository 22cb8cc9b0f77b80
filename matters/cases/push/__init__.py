"""Push (数据推送): what happens to a case goes on to the region's integrated platform, in order, until it is there."""
