"""One line of figures at the end of a run of tests: what they tried, and whether all held."""

import sys

import pytest


class Figures:
    """Collects what tests record of themselves."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.passed = self.failed = 0

    def pytest_runtest_logreport(self, report) -> None:
        if report.when == "call":
            self.passed += report.passed
            self.failed += report.failed
            self.told += [str(value) for name, value in report.user_properties if name == "figures"]
        self.failed += report.when != "call" and report.failed


def main(name: str, arguments: list[str]) -> int:
    """Run the tests named and end in their line."""
    figures = Figures()
    status = pytest.main(["-q", "--no-migrations", "-p", "no:cacheprovider", *arguments], plugins=[figures])
    told = "; ".join(figures.told)
    sys.stdout.write(f"{name}: {told}; {figures.passed} checks held, {figures.failed} failed\n")
    return int(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
