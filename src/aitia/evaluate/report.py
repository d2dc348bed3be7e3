"""Show an evaluation: as Markdown for RESULTS.md and the terminal, and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from aitia.evaluate.judged import Sample
from aitia.evaluate.rows import FORMAT, Evaluation, Part, Row

PRECISION: Final = 0.75  # the share of judged rows that is asked for

_ARTICLES: Final[tuple[tuple[Part, str], ...]] = (
    ("real articles", "Whole articles, real ones together"),
    ("original articles", "Whole articles, those written for the gold"),
)
_NOTES: Final = """\
F1, accuracies and the like are between 0 and 1; MCC is between -1 and 1. Support counts gold items (or records, where
the figure is over records). Every baseline is computed in the same run, by the same scorer, on the same records.

Baselines of articles: every run of capitalised words is an actor and a mention, every *said* or *says* a claim of the
nearest name, every number in digits a figure; nothing in the other layers. Baselines of attributes: the commonest value
in all gold items. `claims.claimed_by` compares unlike things (the gold repeats a claim's own source there, the
converter gives the source of the claim it is told in) and says little.

The trained heads learned from CNC, DSE and re3d: of these sets only the part kept back from training is read here
(`aitia.evaluate.splits`), and no head ever saw a whole article or any other set. Published figures are of other
systems, on the part of the set named; "none" means that we know of none.

Ceilings: one annotator made each article; two who worked apart on two articles agree with the strict F1 given (an op-ed
/ a news report). A disagreement may be the gold's error. PolNeAR ceilings are the agreement of six annotators on 18
articles, those of events_quad the agreement of two annotations of the same sentences. `eidos` is not exhaustively
annotated, so only recall and polarity are shown. `petr2_gsr` favours the program whose output it was corrected from.
Places are scored on matched mentions. Sets without a converter in the gold folder are not scored. The causal sets
(`cnc_…`, `eidos`) count links that no word signals and `dse` attitudes that no word states, so they are read with
`--implied`; a reading leaves those out by default.
"""
_CONFIDENCE: Final = """\
Each row's confidence here comes from a fit that did not see the row. *Rule*: how often rows of the same rule
were accepted, the row itself not counted; *marks*: moved by what can be seen of the row. Expected calibration
error (ECE) over five bins, Brier score, area under the ROC curve (AUC).
"""


def to_data(result: Evaluation) -> dict[str, Any]:
    """The evaluation as plain data (``aitia.evaluation/1``)."""
    data: dict[str, Any] = {"format": FORMAT, **msgspec.to_builtins(result)}
    data["imprecise"] = result.imprecise()
    return data


def to_markdown(result: Evaluation) -> str:
    """The evaluation as a page: where it comes from, a table of articles, a table of sets, notes."""
    lines = ["# Results", ""]
    lines += [
        f"- aitia {result.version}, commit {result.commit or 'unknown'}",
        f"- command: `{result.command or 'aitia.evaluate'}`",
        f"- gold: sha256 {result.gold_sha256[:16]}",
    ]
    if result.limit is not None:
        lines.append(f"- at most {result.limit} records of each set")
    lines += ["", *tables(result), "## Notes", "", _NOTES.rstrip(), ""]
    if result.unread:
        failed = ", ".join(f"{name} {count}" for name, count in result.unread.items())
        lines += [f"Records that could not be read and count as empty: {failed}.", ""]
    return "\n".join(lines)


def tables(result: Evaluation) -> list[str]:
    """The tables alone, as lines of Markdown."""
    lines: list[str] = []
    for part, title in _ARTICLES:
        rows = [r for r in result.rows if r.part == part]
        if rows:
            lines += [f"## {title}", "", *_layers(rows), "", *_attributes(rows), ""]
            if part == "real articles":
                low = result.imprecise()
                lines += [f"Layers below .30 strict precision: {', '.join(low) or 'none'}.", ""]
    rows = [r for r in result.rows if r.part == "sets"]
    if rows:
        lines += ["## Sets", "", *_sets(rows, result.records), ""]
    if result.samples:
        lines += ["## Judged rows", "", *_samples(result.samples), ""]
    if result.reliability:
        lines += ["## Confidence", "", *_reliability(result), ""]
    return lines


def _samples(samples: Sequence[Sample]) -> list[str]:
    body = [
        [s.name, s.layer, str(s.rows), _number(s.accepted), ", ".join(_number(j) for j in s.by_judge),
         _number(s.agreement), f"{_number(PRECISION)}, {'met' if s.accepted >= PRECISION else 'not met'}"]
        for s in samples
    ]  # fmt: skip
    head = ["sample", "layer", "rows", "accepted by all", "by each judge", "agreement", "target"]
    lines = [
        "Rows drawn by seed from texts that nobody annotated for the layer, judged blind by one or two people.",
        "",
    ]
    return [*lines, *table(head, body, left=(0, 1, 4, 6))]


def _reliability(result: Evaluation) -> list[str]:
    lines = [
        f"Of the judged rows, {result.found_again} are in today's reading of the same texts and {result.lost} are not.",
        *_CONFIDENCE.splitlines(),
        "",
    ]
    head = ["layer", "rows", "accepted", "ECE, rule", "ECE, marks", "Brier, rule", "Brier, marks"]
    body, bins = [], []
    for r in result.reliability:
        figures = (r.accepted, r.error_rule, r.error, r.brier_rule, r.brier, r.area_rule, r.area)
        body.append([r.layer, str(r.rows), *map(_number, figures)])
        for b in r.bins:
            bar = "#" * round(20 * b.accepted)
            bins.append(
                [r.layer, f"{b.low:.1f} to {b.high:.1f}", str(b.rows), *map(_number, (b.confidence, b.accepted)), bar]
            )
    lines += table([*head, "AUC, rule", "AUC, marks"], body, left=(0,))
    return [*lines, "", *table(["layer", "confidence", "rows", "its mean", "accepted", "share"], bins, left=(0, 1, 5))]


def _layers(rows: Sequence[Row]) -> list[str]:
    found = {(r.group, r.figure): r for r in rows if r.precision is not None}
    body = []
    for layer in dict.fromkeys(r.group for r in rows if r.precision is not None):
        strict, lenient = found.get((layer, "strict")), found.get((layer, "lenient"))
        one = strict or lenient
        if one is None:
            continue
        aim = next((r for r in (strict, lenient) if r is not None and r.target is not None), None)
        cells = [layer, str(one.support), *_prf(strict), *_prf(lenient)]
        cells += [_number(one.baseline), _aim(aim), one.ceiling]
        body.append(cells)
    macro = {r.figure: r for r in rows if r.group == "macro"}
    if macro:
        strict, lenient = macro["strict"], macro["lenient"]
        row = ["mean of the seven layers", "", "", "", _number(strict.value), "", "", _number(lenient.value)]
        body.append([*row, _number(strict.baseline), "", ""])
    head = ["layer", "gold", "P", "R", "strict F1", "P", "R", "lenient F1", "baseline F1", "target", "ceiling"]
    return table(head, body, left=(0,))


def _aim(row: Row | None) -> str:
    if row is None or row.target is None:
        return ""
    met = "met" if row.value >= row.target else "not met"
    return f"{row.figure} {_number(row.target)}, {met}"


def _attributes(rows: Sequence[Row]) -> list[str]:
    body = [
        [r.figure, str(r.support), _number(r.value), _number(r.baseline), r.baseline_name]
        for r in rows
        if r.group == "attributes"
    ]
    return table(["attribute of matched items", "items", "accuracy", "baseline", "its answer"], body, left=(0, 4))


def _sets(rows: Sequence[Row], records: dict[str, int]) -> list[str]:
    body = []
    for row in rows:
        target = f"{_number(row.target)}, {'met' if row.value >= row.target else 'not met'}" if row.target else ""
        cells = [row.group, str(records.get(row.group, "")), row.measure, str(row.support)]
        cells += [_number(row.precision), _number(row.recall), _number(row.value), _number(row.baseline)]
        body.append([*cells, row.baseline_name, target, row.published or "none", row.ceiling])
    head = ["set", "records", "figure", "support", "P", "R", "value", "baseline", "its answer", "target"]
    return table([*head, "published", "people"], body, left=(0, 2, 8, 9, 10, 11))


def _prf(row: Row | None) -> list[str]:
    return ["", "", ""] if row is None else [_number(row.precision), _number(row.recall), _number(row.value)]


def _number(value: float | None) -> str:
    if value is None:
        return ""
    shown = f"{value:.3f}"
    return shown.replace("0.", ".", 1) if abs(value) < 1 and not shown.startswith(("1", "-1")) else shown


def table(head: Sequence[str], body: Iterable[Sequence[str]], *, left: Sequence[int] = ()) -> list[str]:
    """A Markdown table that is even as plain text; columns named in ``left`` are words, the rest are numbers."""
    rows = [[c.replace("|", "\\|") for c in row] for row in body]
    widths = [max(3, *(len(r[i]) for r in [list(head), *rows])) for i in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        padded = (c.ljust(w) if i in left else c.rjust(w) for i, (c, w) in enumerate(zip(cells, widths, strict=True)))
        return "| " + " | ".join(padded) + " |"

    rule = (("-" * w) if i in left else "-" * (w - 1) + ":" for i, w in enumerate(widths))
    return [line(head), "| " + " | ".join(rule) + " |", *(line(r) for r in rows)]
