"""Why a paper could not be produced. Every failure speaks Chinese and says what to do next."""

from collections.abc import Iterable, Sequence

from hall.failures import LegalFailure


class PaperFailure(LegalFailure):
    """Base of everything that keeps a paper from being drawn; its text may be shown to the clerk."""


class RendererUnavailable(PaperFailure):
    """The machine lacks a library or a font the papers need; nothing is wrong with the case."""


class FactsIncomplete(PaperFailure):
    """The facts handed over are not enough for this paper. ``missing``: the Chinese names of the fields."""

    def __init__(self, title: str, missing: Iterable[str]):
        self.missing = list(missing)
        super().__init__(f"《{title}》缺少或者填写有误：{'、'.join(self.missing)}。请补全后重新出具。")


class MissingGlyph(PaperFailure):
    """No installed font draws these characters; no paper leaves with an empty box in a name."""

    def __init__(self, title: str, characters: Iterable[str]):
        self.characters = sorted(set(characters))
        listed = "、".join(f"{c}（U+{ord(c):04X}）" for c in self.characters)
        super().__init__(
            f"《{title}》中的下列字没有可用的字形：{listed}。请先核对是否录入有误；"
            "确为人名、地名用字的，请系统管理员安装含该字的字体后重新打印，文号不变。"
        )


class BadAsset(PaperFailure):
    """A letterhead or a seal image could not be drawn. ``problems``: what the renderer said."""

    def __init__(self, title: str, problems: Sequence[str]):
        self.problems = list(problems)
        super().__init__(
            f"《{title}》的文头或者印章图片无法使用，文书未生成。请重新上传完整的 PNG 或 JPEG 图片。"
            f"（{'；'.join(self.problems)}）"
        )


class NoCertificate(PaperFailure):
    """The hall has no certificate, or none that held, for the electronic seal this paper must bear."""
