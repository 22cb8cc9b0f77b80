"""A year of a hall with invented people, lived through the real door and checked by a model that knows nothing of it.

``manage.py simulate``: ``year`` keeps the agenda, ``citizen`` lives one case, ``office`` the people behind it,
``faults`` goes wrong, ``model`` counts days the naive way, ``checks`` compares, ``report`` shows.
"""
