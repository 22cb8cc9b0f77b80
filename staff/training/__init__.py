"""Study and training: courses, who came, who stayed to the end."""
