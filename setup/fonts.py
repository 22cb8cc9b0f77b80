"""Free Chinese faces for official papers: Fandol's 仿宋、宋、楷、黑, out of Debian's texlive-lang-chinese.

They are GPL-3 with font exception and live in ``.fonts/``; the 49 MB package itself is not kept.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path
from subprocess import DEVNULL

from setup.steps import ROOT, fail, say

PACKAGE = "texlive-lang-chinese"
FONTS = ROOT / ".fonts"
FACES = (
    "FandolFang-Regular.otf",
    "FandolHei-Bold.otf",
    "FandolHei-Regular.otf",
    "FandolKai-Regular.otf",
    "FandolSong-Bold.otf",
    "FandolSong-Regular.otf",
)


def fetch() -> None:
    """Downloads the package as any user, unpacks it aside and keeps the six faces."""
    say("准备公文字体 · fetching the typefaces of official papers")
    with tempfile.TemporaryDirectory() as scratch:
        try:
            subprocess.run(["apt-get", "-qq", "download", PACKAGE], cwd=scratch, check=True, stderr=DEVNULL)
            (package,) = Path(scratch).glob("*.deb")
            subprocess.run(["dpkg-deb", "-x", package, "unpacked"], cwd=scratch, check=True)
        except (subprocess.CalledProcessError, ValueError):
            fail(
                f"公文字体下载失败：请检查网络与 apt 源（软件包 {PACKAGE}），然后重试。",
                f"The typefaces could not be downloaded: check network and apt ({PACKAGE}), try again.",
            )
        FONTS.mkdir(exist_ok=True)
        for face in FACES:
            (found,) = Path(scratch, "unpacked").rglob(face)
            shutil.copyfile(found, FONTS / face)


if __name__ == "__main__" and not all((FONTS / face).exists() for face in FACES):
    fetch()
