from tests.law.conftest import calendar, published_years  # noqa: F401 – fixtures
