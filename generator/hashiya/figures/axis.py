"""Days on a line: how long a date may last, and the marks of an axis.

A day is its ordinal (`datetime.date.toordinal`); a stretch of days is half-open, so that a day is
as wide as a day. A scale is linear, always.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from hashiya.catalog import Catalog
from hashiya.edtf import Day, Edge, Edtf, Moment, parse_edtf

Stretch = tuple[int, int]

_FIRST, _LAST = datetime.date.min.toordinal(), datetime.date.max.toordinal() + 1
_YEAR, _MONTH = 365.2425, 30.44
_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
_MONTH_STEPS = (1, 2, 3, 6)
_DAY_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Extent:
    """A date in days: the stretches in which it begins and in which it ends.

    `begins` or `ends` is an `Edge` where that side is no date. A single date has one stretch for
    both. `begins_about` and `ends_about` say that the date there is approximate or uncertain.
    """

    begins: Stretch | Edge
    ends: Stretch | Edge
    is_interval: bool
    begins_about: bool
    ends_about: bool

    @property
    def marks(self) -> tuple[int, ...]:
        """The days, one or two, that stand for it: the first of each side."""
        sides = {side[0] for side in (self.begins, self.ends) if not isinstance(side, Edge)}
        return tuple(sorted(sides))

    @property
    def known(self) -> Stretch:
        """From its first day to its last, as far as they are dates."""
        stretches = [side for side in (self.begins, self.ends) if not isinstance(side, Edge)]
        return stretches[0][0], stretches[-1][1]

    @property
    def sure(self) -> tuple[int | None, int | None]:
        """The days that it surely lasts, if there are any: where one side is no date, None."""
        first = None if isinstance(self.begins, Edge) else self.begins[1] - 1
        last = None if isinstance(self.ends, Edge) else self.ends[0] + 1
        return first, last


@dataclass(frozen=True, slots=True)
class Scale:
    """Days first..last, half-open, as a line from `left` to `right`."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: float) -> float:
        """Where a day stands; a day outside has its place too, outside."""
        share = (day - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)

    def inside(self, x: float) -> float:
        """The nearest place on the line."""
        return min(self.right, max(self.left, x))


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis: its day, and what to write there."""

    day: int
    text: str


Ticks = tuple[Tick, ...]


def extent_of(date: Edtf) -> Extent:
    """A date in days."""
    return Extent(
        _stretch(date.start),
        _stretch(date.end),
        date.is_interval,
        isinstance(date.start, Moment) and date.start.qualifier != "",
        isinstance(date.end, Moment) and date.end.qualifier != "",
    )


def _stretch(moment: Moment | Edge) -> Stretch | Edge:
    if isinstance(moment, Edge):
        return moment
    return ordinal(moment.earliest), ordinal(moment.latest) + 1


def ordinal(day: Day) -> int:
    """A day's number."""
    return datetime.date(*day).toordinal()


def rounded_out(first: int, last: int) -> Stretch:
    """The stretch, widened to whole years, months or days, whichever suits its length."""
    length = last - first
    start, end = _date(first), _date(last - 1)
    if length > 4 * _YEAR:
        return ordinal((start.year, 1, 1)), _next_year(end.year)
    if length > 2 * _MONTH:
        return ordinal((start.year, start.month, 1)), _next_month(end)
    return max(_FIRST, first - 1), min(_LAST, last + 1)


def _date(day: int) -> datetime.date:
    return datetime.date.fromordinal(min(max(day, _FIRST), _LAST - 1))


def _next_year(year: int) -> int:
    return ordinal((year + 1, 1, 1)) if year < datetime.MAXYEAR else _LAST


def _next_month(date: datetime.date) -> int:
    if date.month == 12:
        return _next_year(date.year)
    return ordinal((date.year, date.month + 1, 1))


def ticks(
    scale: Scale, catalog: Catalog, width: Callable[[str], float], gap: float
) -> tuple[Ticks, Ticks]:
    """The marks of an axis in two rows: the larger unit, then the smaller one where it has room.

    Room is `width` of each mark's text and `gap` before the next mark.
    """
    day = (scale.right - scale.left) / (scale.last - scale.first)

    def fitting(
        steps: tuple[int, ...], unit: float, marks: Callable[[int], tuple[Tick, ...]]
    ) -> Ticks:
        """The densest marks that have room; none where even the widest step has too little."""
        # Thousands of marks with no room between them needn't be made to see that.
        wide = (step for step in steps if step * unit * day > gap)
        return next((found for step in wide if fit(found := marks(step))), ())

    def fit(found: Ticks) -> bool:
        pairs = pairwise(found)
        return bool(found) and all(
            scale.x(tick.day) + width(tick.text) + gap <= scale.x(next_.day)
            for tick, next_ in pairs
        )

    def begun(found: Ticks, text: str) -> Ticks:
        """The marks, with one where the line begins if there is none and it has room."""
        room = scale.x(found[0].day) - scale.left if found else math.inf
        short = room < width(text) + gap
        return found if short else (Tick(scale.first, text), *found)

    start = _date(scale.first)
    if days := fitting(_DAY_STEPS, 1, lambda step: _days(scale, catalog, step)):
        month = _in_words(catalog, f"{start.year:04}-{start.month:02}")
        whole = _whole_months(scale, catalog)
        if not whole or fit(whole):
            return begun(whole, month), days
    months = fitting(_MONTH_STEPS, _MONTH, lambda step: _months(scale, catalog, step))
    years = fitting(_YEAR_STEPS, _YEAR, lambda step: _years(scale, catalog, step))
    skips = len(years) > 1 and years[1].day - years[0].day > _YEAR + 1
    return (years if skips else begun(years, _in_words(catalog, f"{start.year:04}"))), months


def _years(scale: Scale, catalog: Catalog, step: int) -> Ticks:
    first, last = _date(scale.first).year, _date(scale.last - 1).year
    return tuple(
        Tick(ordinal((year, 1, 1)), _in_words(catalog, f"{year:04}"))
        for year in range(first, last + 1)
        if year % step == 0 and scale.first <= ordinal((year, 1, 1))
    )


def _months(scale: Scale, catalog: Catalog, step: int) -> Ticks:
    return tuple(
        Tick(date.toordinal(), catalog.month(date.month))
        for date in _first_days(scale)
        if (date.month - 1) % step == 0
    )


def _days(scale: Scale, catalog: Catalog, step: int) -> Ticks:
    dates = [_date(day) for day in range(scale.first, scale.last)]
    return tuple(
        Tick(date.toordinal(), catalog.number(date.day))
        for date in dates
        if step == 1 or (date.day == 1 or (date.day % step == 0 and date.day < 31 - step / 2))
    )


def _whole_months(scale: Scale, catalog: Catalog) -> Ticks:
    """Each month with its year."""
    return tuple(
        Tick(date.toordinal(), _in_words(catalog, f"{date.year:04}-{date.month:02}"))
        for date in _first_days(scale)
    )


def _first_days(scale: Scale) -> Iterator[datetime.date]:
    """The first days of the months on the line."""
    date = _date(scale.first).replace(day=1)
    while date.toordinal() < scale.last:
        if date.toordinal() >= scale.first:
            yield date
        following = _next_month(date)
        if following >= _LAST:
            return
        date = _date(following)


def _in_words(catalog: Catalog, text: str) -> str:
    return catalog.date(parse_edtf(text))
