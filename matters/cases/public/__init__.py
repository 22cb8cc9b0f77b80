"""What everybody finds without login: matters and guides, fees, decisions, the hall's windows; and filing online."""
