"""Workers, beat and broker are killed outright; what is due happens once all the same."""
