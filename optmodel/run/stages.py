"""The stages of a run and the words for them."""

from __future__ import annotations

STAGES = {
    "start": "starting",
    "read": "reading the input",
    "options": "working out what can happen at all",
    "build": "building the model",
    "solve": "solving",
    "diagnose": "finding out why no plan is possible",
    "plan": "working out the plan",
    "bridge": "working out what the limits take away",
    "check": "checking the plan independently",
    "write": "writing the results",
    "name": "naming the folder of the results",
}
"""Name of each stage, as in ``seconds``, to what is being done; ``name`` takes no time."""
