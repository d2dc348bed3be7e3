"""Headlines and the section labels above them."""

from __future__ import annotations

import re
from typing import Final

from aitia.ingest.lines import Line

_SECTION: Final = re.compile(
    r"(?i)(?:news |guest |expert )?(?:editorial|commentary|opinions?|analysis|op-?ed|comment|perspectives?|viewpoint|"
    r"column|essay|feature|interview|world|politics|news|middle east|africa|asia|europe|americas|leader|"
    r"leading article|briefing|explainer|blog|guest post|special report|letters?(?: to the editor)?|"
    r"letter from [\w .'-]{2,30})(?: ?[|/:] ?\w+)?:?"
)
_MARK: Final = re.compile(r"^#{1,6}\s+|^(?:\*\*|__|\*|_)(?=\S)|(?<=\S)(?:\*\*|__|\*|_)$|\s+#+$")
_CLOSERS: Final = "'\"”’)]"


def is_section(line: str) -> bool:
    """Whether a line is no more than the label of a section."""
    return len(line) <= 45 and _SECTION.fullmatch(line) is not None


def title_in(line: Line, after: list[Line], *, apparatus_next: bool) -> str | None:
    """Return the headline, where ``line`` is one: short, no sentence, set off from a longer text.

    ``after`` holds the next lines; ``apparatus_next`` says that a byline or date comes right below.
    """
    title = _MARK.sub("", line.text).strip()
    if not 3 <= len(title) <= 150 or len(title.split()) > 20 or not after:
        return None
    if title[0].islower() or not any(map(str.isalpha, title)) or title[0] in "-*•–—>|@":
        return None
    heading = re.match(r"#{1,6}\s", line.text) is not None
    end = title.rstrip(_CLOSERS)[-1:]
    if end in ".,:…(" and not (apparatus_next and end == ".") and not heading:
        return None
    longest = max(len(other.text) for other in after)
    if longest < max(60, 1.3 * len(title)):
        return None
    if title.isupper() and any(len(other.text) > 30 and other.text.isupper() for other in after):
        return None  # all of the text is in capitals, and its lines are wrapped anywhere
    below = after[0]
    set_off = below.blank_before or len(below.text) >= max(120, 2 * len(title))
    return title.rstrip(" ;") if heading or apparatus_next or set_off else None
