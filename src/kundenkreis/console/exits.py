"""How a command ends. The numbers are documented and stay."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes; those from 64 on are those of sysexits.h, which mail servers understand."""

    WELL = 0
    FAILED = 1
    USAGE = 2
    BAD_DATA = 65
    NO_INPUT = 66
    UNAVAILABLE = 69
    TRY_LATER = 75
    BAD_SETTING = 78
    INTERRUPTED = 130


class CommandError(Exception):
    """A command cannot go on. The text is one line for a person; it says what to do."""

    def __init__(self, text: str, code: Exit = Exit.FAILED) -> None:
        super().__init__(text)
        self.code = code
