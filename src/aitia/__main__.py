"""``python -m aitia``."""

from aitia.cli.main import run

run()
