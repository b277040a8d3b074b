"""Why a file is not read: one code, one sentence."""

from __future__ import annotations

SAVE_AGAIN = "Open it in Excel and save it again."


class RefusedError(Exception):
    """A workbook that is not read.

    Parameters
    ----------
    code
        Of the message.
    reason
        What follows the name of the file in the sentence, and what to do.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason


def damaged(what: str) -> RefusedError:
    """Refuse a file that no spreadsheet program writes."""
    return RefusedError("E909", f"is damaged: {what}. {SAVE_AGAIN}")


def too_much(what: str) -> RefusedError:
    """Refuse a file that holds more than can be read in bounded memory."""
    return RefusedError("E913", f"has {what}. Remove what the plan does not need.")
