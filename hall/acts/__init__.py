"""法定行为: declarations, guards, and the one door (``hall.acts.door.perform``) through which anything changes."""
