"""Keys from a person: single presses on a terminal, the first letter of each line from anywhere else."""

from __future__ import annotations

import os
import sys
from typing import TextIO


class Keys:
    """Where the answers of a dialogue come from. The end of the input is None."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.by_press = stream.isatty() and sys.platform != "win32"

    def key(self) -> tuple[str, str] | None:
        """The next key, and what stands behind it on its line."""
        if self.by_press:
            pressed = self._press()
            return (pressed, "") if pressed else None
        while True:
            line = self._line()
            if line is None:
                return None
            if line.strip():
                return line.strip()[0], line.strip()[1:].strip()

    def answer(self, question: str) -> str | None:
        """One line in answer to a question."""
        sys.stderr.write(question)
        sys.stderr.flush()
        line = self._line()
        return None if line is None else line.strip()

    def _line(self) -> str | None:
        line = self.stream.readline()
        return line.rstrip("\r\n") if line else None

    def _press(self) -> str:
        if sys.platform == "win32":
            return self._line() or ""
        import termios
        import tty

        descriptor = self.stream.fileno()
        before = termios.tcgetattr(descriptor)
        try:
            tty.setcbreak(descriptor, termios.TCSADRAIN)  # what was typed ahead counts
            pressed = os.read(descriptor, 64).decode("utf-8", "replace")
        finally:
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
        if len(pressed) > 1:
            return "\x1b"  # an arrow key, or something pasted: no answer to a question of one letter
        return "" if pressed == "\x04" else pressed
