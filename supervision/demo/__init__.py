"""The demo hall: people, matters and cases as a newcomer finds them after ``make run``.

Nothing here is written past the law: records through their own constructors, everything else through ``perform``, each
step on its own day of travelled legal time, with the sweep in between. Who and what stands in ``fixtures/demo``.
"""
