"""Typed access to a JSON document that somebody may have edited or cut off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NoReturn


class DamagedError(Exception):
    """A field is missing or is not what it should be; says which."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one object, and where in the document it stands."""

    content: Mapping[str, object]
    place: str = ""

    def text(self, name: str) -> str:
        """A text, ``""`` for null."""
        value = self._get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else self._wrong(name, "a text")

    def number(self, name: str) -> float:
        """A number."""
        value = self.optional_number(name)
        return self._wrong(name, "a number") if value is None else value

    def optional_number(self, name: str) -> float | None:
        """A number, or None for null."""
        value = self._get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self._wrong(name, "a number")
        return float(value)

    def flag(self, name: str) -> bool:
        """Whether something is so."""
        value = self._get(name)
        return value if isinstance(value, bool) else self._wrong(name, "true or false")

    def day(self, name: str) -> date | None:
        """A day, or None for null."""
        text = self.text(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            return self._wrong(name, "a date")

    def numbers(self, name: str) -> list[float]:
        """A list of numbers."""
        value = self._get(name)
        if not isinstance(value, list):
            return self._wrong(name, "a list")
        listed = Fields({str(index): item for index, item in enumerate(value)}, self._at(name))
        return [listed.number(index) for index in listed.content]

    def mapping(self, name: str) -> Mapping[str, object]:
        """An object."""
        value = self._get(name)
        return value if isinstance(value, dict) else self._wrong(name, "an object")

    def inner(self, name: str) -> Fields:
        """An object, to look into."""
        return Fields(self.mapping(name), self._at(name))

    def rows(self, name: str) -> Iterator[Fields]:
        """The objects of a list."""
        value = self._get(name)
        if not isinstance(value, list):
            self._wrong(name, "a list")
        for index, item in enumerate(value):
            place = f"{self._at(name)}[{index}]"
            if not isinstance(item, dict):
                raise DamagedError(f"expected an object at {place}")
            yield Fields(item, place)

    def _get(self, name: str) -> object:
        if name not in self.content:
            raise DamagedError(f"{self._at(name)} is missing")
        return self.content[name]

    def _at(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name

    def _wrong(self, name: str, expected: str) -> NoReturn:
        raise DamagedError(f"expected {expected} at {self._at(name)}")
