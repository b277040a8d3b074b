"""Drop-downs and limits of the cells in which something is decided."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from optmodel.results.layout import Choice

LONGEST_TITLE, LONGEST_HELP, LONGEST_LIST = 32, 255, 255
"""Characters that the file format keeps."""


def write_choices(page: Worksheet, choices: Sequence[Choice], first: int, last: int) -> None:
    """Say of the cells of some columns what may be typed there; anything else is refused.

    ``first`` and ``last`` are zero-based rows, both included.
    """
    for choice in choices:
        if len(choice.title) > LONGEST_TITLE or len(choice.help) > LONGEST_HELP:
            raise ValueError(f"{choice.title}: too long for a drop-down.")
        page.data_validation(
            first,
            choice.column,
            last,
            choice.column,
            {
                **_allowed(choice),
                "ignore_blank": True,
                "input_title": choice.title,
                "input_message": choice.help,
                "error_title": choice.title,
                "error_message": choice.help,
                "error_type": "stop",
            },
        )


def _allowed(choice: Choice) -> dict[str, object]:
    if choice.source is not None:
        words = choice.source if isinstance(choice.source, str) else list(choice.source)
        if not isinstance(words, str) and len(",".join(words)) > LONGEST_LIST:
            raise ValueError(f"{choice.title}: too many words for a drop-down; name a range.")
        return {"validate": "list", "source": words}
    if choice.days is not None:
        earliest, latest = choice.days
        between = {"criteria": "between", "minimum": earliest, "maximum": latest}
        return {"validate": "date", **between}
    return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}


def share_choice(column: int, what: str) -> Choice:
    """Let a part from 0 to 1 be typed; ``what`` is paid, such as ``the calls of the cluster``."""
    return Choice(
        column,
        "Part that the source pays",
        f"A part of {what} from 0 % to 100 %. The parts of a row add up to 100 %.",
    )
