"""The command line: ``aitia COMMAND``. Each command is a thin call of a documented function."""

from __future__ import annotations

import contextlib
import os
import select
import sys
from pathlib import Path
from typing import Any

import typer

from aitia._version import __version__
from aitia.cli.assemble import assemble
from aitia.cli.build import build
from aitia.cli.compare import compare
from aitia.cli.evaluate import evaluate
from aitia.cli.examples import EXAMPLES, FIRST, SHORT, examples
from aitia.cli.messages import say
from aitia.cli.network import network
from aitia.cli.query import query
from aitia.cli.read import read
from aitia.cli.review import review
from aitia.cli.show import show
from aitia.cli.whatif import whatif
from aitia.errors import AitiaError, UsageError

_LONGEST = 2_000
_Misuse: Any = typer.BadParameter.__mro__[2]  # of every wrong call; typer has no name for it that stays

app = typer.Typer(
    name="aitia",
    help="Read political and conflict writing into a sourced conflict model.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog=examples(FIRST),
)
for command in (read, assemble, whatif, network, compare, build, review, query, show, evaluate):
    name = command.__name__
    app.command(short_help=SHORT[name], epilog=examples(EXAMPLES[name]))(command)


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
        sys.exit(_call())
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


def _call() -> int:
    """The command line's exit code; what is written goes out before it is known.

    Raises BrokenPipeError where nobody reads what is written any more (``| head -1``).
    """
    out = _kept_output()
    try:
        code = app(standalone_mode=False)
    except typer.Abort:
        code = 1
    except _Misuse as error:
        error.message = error.message.replace("Value error, ", "", 1)  # "Invalid value" stands before it
        error.show()
        code = error.exit_code
    except SystemExit as stop:  # how typer and rich end where a pipe is closed
        if stop.code == 1 and _is_closed(out):
            raise BrokenPipeError from stop
        raise
    sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _kept_output() -> int | None:
    """Standard output once more, for it may be put elsewhere when it fails; None where it is no file."""
    try:
        return os.dup(sys.stdout.fileno())
    except (OSError, ValueError):
        return None


def _is_closed(out: int | None) -> bool:
    """Whether the other end of a pipe is closed."""
    if out is None or not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(out, 0)
    return any(event & select.POLLERR for _, event in poll.poll(0))


def _drop_output() -> None:
    """Let what is still to be flushed at the end go nowhere, so that it cannot fail again."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
