"""咨询: whoever is asked first stays responsible until the question is answered (首问负责)."""
