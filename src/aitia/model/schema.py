"""The JSON Schema of a reading, as it ships with the package.

``reading-1.schema.json`` (JSON Schema 2020-12) says the same as the records, for those who read the JSON without this
package. Keys may be added to a reading within format 1, so unknown keys are valid.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import msgspec

from aitia.errors import ContractError

NAME = "reading-1.schema.json"


@cache
def source() -> str:
    """The schema's text. Raises ContractError where the package was installed without it."""
    try:
        return resources.files(__package__).joinpath(NAME).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ContractError(f"{NAME} is missing from the installed package; reinstall aitia") from error


def load() -> dict[str, Any]:
    """The schema as plain data, a fresh copy each time.

    >>> load()["title"]
    'aitia.reading/1'
    """
    return msgspec.json.decode(source(), type=dict[str, Any])
