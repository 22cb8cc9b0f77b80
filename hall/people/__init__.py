"""人与权: users, roles and time-boxed grants – the only permission system there is."""
