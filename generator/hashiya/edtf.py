"""Dates as text, by the Extended Date/Time Format: levels 0 and 1 without times and seasons.

The rules are those of https://www.loc.gov/standards/datetime/, with what this project leaves out
(times, seasons, years of more than four digits, years before 0001) refused by name. A date is
kept as it was written and as the days that it may cover, so that two dates can be compared
without a calendar library and rendered without guessing.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from enum import Enum

Day = tuple[int, int, int]
"""A day as (year, month, day), all 1-based; it sorts as the calendar does."""

_FIRST_DAY: Day = (1, 1, 1)
_LAST_DAY: Day = (9999, 12, 31)
_EXPECTED = "expected a date such as 2026, 2026-03, 2026-03-17, 202X, 2026-03~ or 2026-03/2026-05"


class Edge(Enum):
    """An end of an interval that is no date."""

    OPEN = ".."
    """Without end: `2026-03/..`."""
    UNKNOWN = ""
    """There is an end and nobody said when: `2026-03/`."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One date: the only one there is, or one end of an interval.

    `year` has 0 for each unknown digit, and `unknown_year_digits` counts these (0 to 3).
    `month` and `day` are None where they weren't written or are wholly unknown; which of the two
    it was, `month_unknown` and `day_unknown` say. A partly unknown month or day (`1X`) is None
    too, and its known digit is in `month_tens` or `day_tens`.
    `qualifier` is "", "~" (approximate), "?" (uncertain) or "%" (both).
    `earliest` and `latest` are the days it may cover, both included; the qualifier doesn't
    widen them.
    """

    year: int
    unknown_year_digits: int
    month: int | None
    month_unknown: bool
    month_tens: int | None
    day: int | None
    day_unknown: bool
    day_tens: int | None
    qualifier: str
    earliest: Day
    latest: Day


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval, as written in `text`. Where it is no interval, `start is end`."""

    text: str
    start: Moment | Edge
    end: Moment | Edge
    is_interval: bool

    @property
    def earliest(self) -> Day | None:
        """The first day that it may cover; None where that side is open or unknown."""
        return self.start.earliest if isinstance(self.start, Moment) else None

    @property
    def latest(self) -> Day | None:
        """The last day that it may cover, included; None where that side is open or unknown."""
        return self.end.latest if isinstance(self.end, Moment) else None

    @property
    def sort_key(self) -> tuple[Day, Day]:
        """Orders dates by first day, then by last; a missing side lies outside all years."""
        return (self.earliest or _FIRST_DAY, self.latest or _LAST_DAY)


def parse_edtf(text: str) -> Edtf:
    """Read one date or interval.

    Raises:
        ValueError: anything else. The message says what was found and what was expected.
    """
    _refuse_foreign(text)
    if "/" not in text:
        moment = _parse_moment(text, text)
        return Edtf(text, moment, moment, is_interval=False)
    if text.count("/") > 1:
        raise ValueError(f"{text!r} has more than one slash; expected one, as in 2026-03/2026-05")
    left, right = text.split("/")
    start, end = _parse_side(left, text), _parse_side(right, text)
    if isinstance(start, Edge) and isinstance(end, Edge):
        raise ValueError(f"{text!r} has no date on either side; expected one, as in 2026-03/..")
    if isinstance(start, Moment) and isinstance(end, Moment) and start.earliest > end.latest:
        raise ValueError(f"{text!r} runs backward; expected the earlier date before the slash")
    return Edtf(text, start, end, is_interval=True)


def overlaps(a: Edtf, b: Edtf) -> bool:
    """Whether some day may lie in both."""
    return _not_after(a.earliest, b.latest) and _not_after(b.earliest, a.latest)


def within(a: Edtf, b: Edtf) -> bool:
    """Whether every day that `a` may cover may be covered by `b` as well."""
    starts = b.earliest is None or (a.earliest is not None and b.earliest <= a.earliest)
    ends = b.latest is None or (a.latest is not None and a.latest <= b.latest)
    return starts and ends


def _not_after(first: Day | None, last: Day | None) -> bool:
    return first is None or last is None or first <= last


def _refuse_foreign(text: str) -> None:
    """Refuse what other date notations allow, each by its name."""
    if not text:
        raise ValueError(f"no date was found; {_EXPECTED}")
    if any(char.isdigit() and not char.isascii() for char in text):
        raise ValueError(f"{text!r} has digits of another script; expected the digits 0 to 9")
    if "T" in text or ":" in text:
        raise ValueError(f"{text!r} has a time of day; expected a date without one")
    if "x" in text or "u" in text:
        raise ValueError(f"{text!r} marks unknown digits by a small letter; expected a capital X")


def _parse_side(side: str, text: str) -> Moment | Edge:
    if side in ("", ".."):
        return Edge(side)
    return _parse_moment(side, text)


def _parse_moment(written: str, text: str) -> Moment:
    """Read one date; `text` is the whole of what was written, for messages."""
    found = f"{text!r}" if written == text else f"{written!r} in {text!r}"
    shape = re.fullmatch(
        r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?(?P<mark>[~?%]?)",
        written,
    )
    if shape is None:
        raise ValueError(f"{found} is no date; {_EXPECTED}")
    year, month, day = shape["year"], shape["month"] or "", shape["day"] or ""
    digits = year + month + day
    if "X" in digits.rstrip("X"):
        raise ValueError(f"{found} has a known digit after an unknown one; expected X at the right")
    if year == "XXXX":
        raise ValueError(f"{found} has no known digit; expected the first digit of a year at least")
    if year == "0000":
        raise ValueError(f"{found} has the year 0000; expected a year from 0001 to 9999")
    months = _months(month, found)
    first_year, last_year = max(1, int(year.replace("X", "0"))), int(year.replace("X", "9"))
    days = _days(day, monthrange(first_year, months[0])[1] if _whole(month) else 31, found)
    last_month = (last_year, months[-1])
    return Moment(
        year=int(year.replace("X", "0")),
        unknown_year_digits=year.count("X"),
        month=_known(month),
        month_unknown="X" in month,
        month_tens=_tens(month),
        day=_known(day),
        day_unknown="X" in day,
        day_tens=_tens(day),
        qualifier=shape["mark"],
        earliest=(first_year, months[0], days[0]),
        latest=(*last_month, min(days[-1], monthrange(*last_month)[1])),
    )


def _months(written: str, found: str) -> tuple[int, ...]:
    months = tuple(n for n in range(1, 13) if _fits(n, written))
    if not months:
        season = written.isdigit() and 21 <= int(written) <= 41  # the codes of levels 1 and 2
        what = "a season" if season else "the month"
        raise ValueError(f"{found} has {what} {written}; expected a month from 01 to 12")
    return months


def _days(written: str, length: int, found: str) -> tuple[int, ...]:
    days = tuple(n for n in range(1, length + 1) if _fits(n, written))
    if not days:
        raise ValueError(f"{found} has the day {written}; expected a day from 01 to {length}")
    return days


def _fits(number: int, written: str) -> bool:
    """Whether a month or day may be the one written as two digits, X for an unknown one."""
    return all(w in ("X", d) for w, d in zip(written, f"{number:02}", strict=False))


def _whole(written: str) -> bool:
    return written.isdigit()


def _known(written: str) -> int | None:
    return int(written) if _whole(written) else None


def _tens(written: str) -> int | None:
    """The known first digit of a half-known month or day."""
    return int(written[0]) if written[1:] == "X" and written[0] != "X" else None
