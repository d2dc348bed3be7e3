"""The exception tree.

AitiaError
├── InputError            something handed in cannot be read (file, row, URL)
│   ├── UnsupportedInput  no reader for this kind of input
│   └── TooLarge          over a stated limit
├── LexiconError          a data table breaks its own rules
├── ParserError           the parsing pipeline is missing or unfit
├── ContractError         a reading does not follow the schema
├── StoreError            a store cannot be opened, read or written
│   ├── StoreBusy         another process is writing to it
│   └── NotWritten        a file of it cannot be written: no room, or no right
└── UsageError            the call itself makes no sense
"""


class AitiaError(Exception):
    """Base of every error this package raises on purpose."""


class InputError(AitiaError):
    """Something handed in cannot be read. Says what, where, and what to do next."""


class UnsupportedInput(InputError):
    """There is no reader for this kind of input."""


class TooLarge(InputError):
    """The input is over a stated limit."""


class LexiconError(AitiaError):
    """A data table breaks its own rules."""


class ParserError(AitiaError):
    """The parsing pipeline is missing or cannot be used."""


class ContractError(AitiaError):
    """A reading does not follow its schema."""


class StoreError(AitiaError):
    """A store cannot be opened, read or written."""


class StoreBusy(StoreError):
    """Another process is writing to the store."""


class NotWritten(StoreError):
    """A file of a store cannot be written: there is no room, or no right to."""


class UsageError(AitiaError):
    """The call itself makes no sense."""
