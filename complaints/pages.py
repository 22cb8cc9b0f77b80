"""What this floor adds to the shell: each part says its own."""

from complaints.rectification import entries as rectification  # noqa: F401 – registers itself
