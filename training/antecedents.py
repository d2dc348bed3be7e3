"""Fit the weights of pronouns' antecedents (`lexicon/data/antecedents.csv`) to our own annotated text.

    python -m training.antecedents            cross-validate by text, and print how good the choices are
    python -m training.antecedents --write    fit on all texts and write the table

A log-linear model over candidates: the probability of an actor is the share of the mass of its mentions, that of nobody
the share of what is no actor. What is maximised is the likelihood of the annotated actors, less a penalty on the squared
weights. Earlier pronouns stand for whom the annotation says.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

import aitia.extract.actors as actors
from aitia.extract.antecedents import Choice, Referent, nobody
from aitia.extract.cast import Cast
from aitia.extract.clause_roles import kind_of
from aitia.extract.extents import extent
from aitia.extract.pronouns import resolve_pronouns
from aitia.ingest import from_text
from aitia.language.arcs import conjuncts
from aitia.language.page import Page, Word
from aitia.language.parse import Parses, read_pages
from aitia.pipeline import apparatus
from training.annotated import compile_file

TEXTS = Path(__file__).parent / "text"
TABLE = Path(__file__).parents[1] / "src/aitia/lexicon/data/antecedents.csv"
PENALTY = 2.5
# what weights are drawn towards, where it is not nought: what a reader of news knows and our texts show too seldom
PRIOR = {
    "form:actors": 0.8, "they:form:actors": 0.8, "he:inside": -0.8, "they:inside": -0.8,
    "it:actor:object:asked": 1.0, "it:thing:object:asked": -1.0, "it:none:object:asked": -0.5,
    "it:actor:subject:effect": -1.3, "role:agent:before": -0.5,
    "own:here": 1.0, "beside": 1.5, "main:before": 0.5, "role:subject:before": 0.3, "role:oblique:before": -0.5,
    "theme:undergoes:undergoes:before": 1.0, "theme:undergoes:does:before": -0.7,
    "form:place": -1.0, "form:place:before": -1.0, "he:role:modifier": -1.5, "it:form:place": -0.5, "quoted": -1.5,
    "speaker": 1.5, "speaks:main:before": 1.0, "subject:below": 1.0,
    "subject:joined": 1.0, "they:singular": -1.5,
    **{f"{kind}:{what}:possessor:{of}": -1.5 for kind, what in (("it", "thing"), ("they", "thing"), ("they", "list"))
       for of in ("agent", "deed", "proxy")},
    **{f"{kind}:{what}:subject:says": -1.5 for kind, what in (("it", "thing"), ("they", "thing"), ("they", "list"))},
}  # fmt: skip
LEAST_SEEN = 8  # pronouns in which a feature must occur
FOLDS = 5

Example = tuple[str, str, list[tuple[list[str], bool]]]  # text, kind, (features, whether it is right)


def examples(parses: Parses | None = None) -> list[Example]:
    """One example for each third-person pronoun: what it could stand for, and which of that is right."""
    compiled = {p.stem: compile_file(p) for p in sorted(TEXTS.glob("*.txt"))}
    documents = [from_text(c.text, id=name) for name, c in compiled.items()]
    out: list[Example] = []
    for page in read_pages(((d, apparatus(d)) for d in documents), parses=parses):
        gold: dict[tuple[int, int], set[str]] = defaultdict(set)
        for actor in compiled[page.document.id].gold["actors"]:
            for m in actor["mentions"]:
                gold[m["start"], m["end"]].add(actor["id"])
        page.cache["fast"] = True
        _collect(page, gold, out)
    return out


def _collect(page: Page, gold: dict[tuple[int, int], set[str]], out: list[Example]) -> None:
    def resolve(page: Page, cast: Any) -> Any:
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for m in cast.mentions:
            for span in {tuple(extent(m, page)), tuple(m.span)}:
                for actor in sorted(gold.get(span, ())):
                    votes[m.actor][actor] += 3 if m.form in ("name", "place") else 1
        stands = {member: v.most_common(1)[0][0] for member, v in votes.items()}

        def choose(word: Word, found: Sequence[Choice]) -> tuple[str, ...]:
            meant = gold.get((word.start, word.end), set())
            told = [{stands.get(a, a) for a in c.referent.actors} for c in found]
            right = [bool(t) and (t == meant or (len(meant) > 1 and t <= meant)) for t in told]
            if len(meant) > 1 and any(t == meant for t in told):
                right = [t == meant for t in told]
            joint = [bool(meant) and meant == gold.get(_reach(c.referent, cast)) for c in found]
            if any(joint):  # "Oman and the Emirates ... their", annotated as one party of their own
                right = joint
            rows = [(nobody(word), not any(right))]
            rows += [
                (c.features, ok or (not any(right) and not t)) for c, t, ok in zip(found, told, right, strict=True)
            ]
            if meant or not _is_somebodys(word):
                out.append((page.document.id, kind_of(word), rows))
            return next((c.referent.actors for c, ok in zip(found, right, strict=True) if ok), ())

        return resolve_pronouns(page, cast, choose)

    before = actors.resolve_pronouns
    actors.resolve_pronouns = resolve
    try:
        actors.read_cast(page)
    finally:
        actors.resolve_pronouns = before


def _is_somebodys(word: Word) -> bool:
    """Whether a pronoun must stand for somebody, whether annotated or not: "its leaders", "their attack"."""
    return any(
        feature.endswith((":possessor:agent", ":possessor:deed", ":possessor:proxy")) for feature in nobody(word)
    )


def _reach(referent: Referent, cast: Cast) -> tuple[int, int]:
    """Where the names of a list begin and end."""
    mentions = [m for w in conjuncts(referent.head) if (m := cast.heads.get(w.i)) is not None]
    if len(referent.actors) < 2 or not mentions:
        return (-1, -1)
    return min(m.span.start for m in mentions), max(m.span.end for m in mentions)


def fit(data: list[Example]) -> dict[str, float]:
    """Weights that make the annotated actors likely."""
    seen = Counter(f for _, _, rows in data for f in {f for fs, _ in rows for f in fs})
    names = sorted(f for f, n in seen.items() if n >= LEAST_SEEN or f in PRIOR)
    prior = np.array([PRIOR.get(f, 0.0) for f in names])
    index = {f: i for i, f in enumerate(names)}
    cells, columns, example, right = [], [], [], []
    at = 0
    for n, (_, _, rows) in enumerate(data):
        for features, ok in rows:
            for f in features:
                if f in index:
                    cells.append(at)
                    columns.append(index[f])
            example.append(n)
            right.append(ok)
            at += 1
    x = csr_matrix((np.ones(len(cells)), (cells, columns)), shape=(at, len(names)))
    who, ok = np.array(example), np.array(right)

    def loss(w: Any) -> tuple[float, Any]:
        mass = np.exp(np.clip(x @ w, -30, 30))
        total = np.bincount(who, mass, len(data))
        good = np.bincount(who, mass * ok, len(data)) + 1e-12
        share = mass / total[who] - ok * mass / good[who]
        value = -np.log(good / total).sum() + 0.5 * PENALTY * ((w - prior) @ (w - prior))
        return value, x.T @ share + PENALTY * (w - prior)

    found = minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return {f: round(float(found.x[i]), 2) for f, i in index.items() if abs(found.x[i]) >= 0.05}


if __name__ == "__main__":
    found = examples()
    if "--write" in sys.argv:
        weights = fit(found)
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["feature", "weight"])
            writer.writerows(sorted(weights.items()))
