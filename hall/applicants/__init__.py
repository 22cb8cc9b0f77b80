"""Applicants and their agents; what identifies them is sealed at rest and masked on screen."""
