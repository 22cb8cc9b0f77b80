"""业务高峰预案: what a department prepares for a rush, and how it went."""
