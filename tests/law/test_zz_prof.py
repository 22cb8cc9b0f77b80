import time, pytest, shutil
from django.conf import settings
from hall.calendar.seeding import seed_calendar
from tests.cases_factory import CaseHall
from tests.factories import travel


@pytest.mark.parametrize("n", range(4))
def test_p(db, n, tmp_path):
    t = time.perf_counter()
    for y in (2024, 2025, 2026):
        shutil.copy(settings.FIXTURES / "calendars" / f"{y}.toml", tmp_path)
    list(seed_calendar(tmp_path))
    a = time.perf_counter() - t
    travel("2026-03-09")
    t = time.perf_counter()
    h = CaseHall("AH")
    b = time.perf_counter() - t
    t = time.perf_counter()
    h.case_in("archived")
    c = time.perf_counter() - t
    print(f"cal {a:.2f} hall {b:.2f} road {c:.2f}")
