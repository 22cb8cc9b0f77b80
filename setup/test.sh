#!/usr/bin/env bash
# make test: every check, then the tests on both databases. With arguments: pytest alone, on PostgreSQL and Redis.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH" HALL_VAR="$PWD/var/test"
unset DATABASE_URL REDIS_URL HALL_MODE DJANGO_SETTINGS_MODULE

services=(python -m setup.services)
[ $# -gt 0 ] && exec "${services[@]}" pytest "$@"

step() { printf '\033[36m» %s\033[0m\n' "$*"; "$@"; }
cores=$(nproc)
step ruff check .
step ruff format --check .
step lint-imports --no-cache
step mypy
step python manage.py makemigrations --check --dry-run
step python manage.py check --fail-level WARNING
# The tables are made from the models (makemigrations --check says they are the same); tests/setup migrates in earnest.
step pytest -q --no-migrations -m embedded -n "$cores" --dist worksteal
step "${services[@]}" pytest -q --no-migrations -n "$cores" --dist worksteal
