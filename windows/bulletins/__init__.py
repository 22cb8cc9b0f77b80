"""Rules and notices of the hall (制度和通知): in force from a day, read by people, and known to be read."""
