"""The command line: ``aitia COMMAND``. Each command is a thin call of a documented function."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import typer

from aitia._version import __version__
from aitia.cli.assemble import assemble
from aitia.cli.build import build
from aitia.cli.compare import compare
from aitia.cli.evaluate import evaluate
from aitia.cli.messages import say
from aitia.cli.network import network
from aitia.cli.query import query
from aitia.cli.read import read
from aitia.cli.review import review
from aitia.cli.show import show
from aitia.cli.whatif import whatif
from aitia.errors import AitiaError, UsageError

_LONGEST = 2_000

app = typer.Typer(
    name="aitia",
    help="Read political and conflict writing into a sourced conflict model.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(read)
app.command()(assemble)
app.command()(whatif)
app.command()(network)
app.command()(compare)
app.command()(build)
app.command()(review)
app.command()(query)
app.command()(show)
app.command()(evaluate)


def _version(show: bool) -> None:
    if show:
        typer.echo(f"aitia {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Read political and conflict writing into a sourced conflict model: every row with its words and its claimant."""


def run() -> None:
    """Run the command line: exit 0 done, 1 something could not be read, 2 wrong usage; no traceback reaches a user."""
    if getattr(sys, "stderr", None) is None:  # closed by the caller: messages go nowhere, the reading goes on
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
    if getattr(sys, "stdout", None) is None:
        sys.stderr.write("aitia: standard output is closed; send it to a file or to /dev/null\n")
        sys.exit(1)
    try:
        app()
    except AitiaError as error:
        words = str(error)
        say(words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…")
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except KeyboardInterrupt:
        sys.stderr.write("aitia: stopped\n")
        sys.exit(130)
    except BrokenPipeError:
        _drop_output()
        sys.exit(141)
    except OSError as error:  # a full disk behind the output
        _drop_output()
        sys.stderr.write(f"aitia: the output cannot be written: {error.strerror or type(error).__name__}\n")
        sys.exit(1)


def _drop_output() -> None:
    """Let what is still to be flushed at the end go nowhere, so that it cannot fail again."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
