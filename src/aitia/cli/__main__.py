"""``python -m aitia.cli``."""

from aitia.cli.main import run

run()
