"""The typefaces of the papers and whether this machine can draw them.

方正小标宋 and 仿宋_GB2312 are not free; the Fandol faces (GPL with font exception) stand in for them. They are put
into ``.fonts/`` by the set-up, never committed. Rare characters of names come from the fallbacks in the style
sheet, found through fontconfig.
"""

from functools import cache
from pathlib import Path

from django.conf import settings

from hall.papers.failures import RendererUnavailable

FACES = {
    "Paper Fang": "FandolFang-Regular.otf",
    "Paper Hei": "FandolHei-Regular.otf",
    "Paper Title": "FandolSong-Bold.otf",
}
FOLDERS = (
    settings.BASE_DIR / ".fonts",
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
)


@cache
def face_files(folders: tuple[Path, ...] = FOLDERS) -> dict[str, Path]:
    """The file of every face, by family. Raises RendererUnavailable naming those not found."""
    files = {
        family: folder / name
        for folder in reversed(folders)  # the first folder that has it wins
        for family, name in FACES.items()
        if (folder / name).is_file()
    }
    if missing := [name for family, name in FACES.items() if family not in files]:
        raise RendererUnavailable(
            f"缺少文书字体：{'、'.join(missing)}。请重新运行安装步骤，或者安装 Debian 软件包 texlive-lang-chinese。"
        )
    return files


def face_rules() -> str:
    """The ``@font-face`` rules, so that the style sheet need not know where this machine keeps its fonts."""
    return "".join(
        f'@font-face {{ font-family: "{family}"; src: url("{file.as_uri()}") }}\n'
        for family, file in face_files().items()
    )


def require_libraries() -> None:
    """Raises RendererUnavailable when WeasyPrint cannot load what it needs.

    Without HarfBuzz's subsetter it silently falls back to a path twenty to ninety times slower.
    """
    try:
        from weasyprint.text.ffi import harfbuzz_subset
    except OSError as error:
        raise RendererUnavailable(
            f"文书排版所需的系统库无法加载（{error}）。请安装 libpangoft2-1.0-0 和 libharfbuzz-subset0。"
        ) from error
    if harfbuzz_subset is None:
        raise RendererUnavailable("缺少系统库 libharfbuzz-subset0，文书生成会慢数十倍。请安装后重启。")
