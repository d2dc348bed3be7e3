"""What somebody's doings make others feel: who is angered by somebody opposes him, who is delighted supports him.

Example: "His decision infuriated Turkey" → Turkey opposes him; "the verdict angered the crowd" tells of nobody's deed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.tie_statements import Stated, stated
from aitia.language.frames import frame
from aitia.language.page import Page
from aitia.language.status import status
from aitia.model.codes import Relation

_ANGERING: Final = frozenset(
    """aggravate alarm alienate anger annoy appal appall dismay disgust embitter enrage exasperate
    frighten horrify incense infuriate irk irritate madden offend outrage rankle rile scandalise scandalize
    unsettle upset vex""".split()
)
_PLEASING: Final = frozenset(["delight", "electrify", "gladden", "gratify", "hearten", "thrill"])


def ties_of_feelings(page: Page) -> Iterator[Stated]:
    """Whoever is angered or delighted by somebody or by what he does."""
    cast: Cast = page.cast
    for verb in page.words:
        relation: Relation | None = (
            "opposes" if verb.lemma in _ANGERING else "supports" if verb.lemma in _PLEASING else None
        )
        if relation is None or verb.pos != "VERB" or not verb.sent.is_content:
            continue
        roles = frame(verb)
        felt = cast.everyone(roles.patients, places=False, proxies=False)
        causes = [p for w in roles.agents for p in (cast.who(w, places=False) or cast.owner(w))]
        sought = any(c.tag == "TO" or c.dep == "prt" for c in verb.children)  # "afraid to offend", "rile up supporters"
        if sought or (verb.tag == "VBN" and verb.dep in ("advcl", "amod", "acl")):
            continue  # "dismayed by it, he left"
        state = status(verb)
        if not felt or not causes or state.needed or state.hypothetical:
            continue
        for a in felt:
            for b in causes:
                if a.actor != b.actor:
                    yield stated(
                        page, a, b, relation, verb, [verb], f"verb/{verb.lemma}", time=state.time,
                        factuality=state.factuality,
                    )  # fmt: skip
