"""The lock says what each address pointed at, and what has become of each citation since."""

from __future__ import annotations

import pytest

from hashiya.checks import reading_diagnostics
from hashiya.diagnostics import SeedErrors
from hashiya.fold import FOLD_VERSION
from hashiya.index import Index
from hashiya.lock import changes_since, hash_paragraph, lock_of, parse_lock, render_lock
from tests.seedbed import index_of

FIRST = "Port closed"
SECOND = "He said 12 ships are waiting outside the basin."
THIRD = "A second berth is planned."
ORIGINAL = (FIRST, SECOND, THIRD)


def index(*paragraphs: str, at: str = "one#2", quote: str = "12 ships are waiting") -> Index:
    """The index of an article of these paragraphs and one citation."""
    return index_of(
        f"c:\n  text: {{en: Twelve.}}\n  about: [gazette]\n  evidence:\n"
        f"    - at: {at}\n      quote: '{quote}'\n      modality: asserted\n",
        articles={
            "one.txt": "\n\n".join(paragraphs) + "\n",
            "two.txt": "words\n",
            "three.txt": "words\n",
        },
    )


# --- the file -------------------------------------------------------------------------------------


def test_a_lock_reads_as_it_was_written() -> None:
    found = index(*ORIGINAL)
    lock = parse_lock(render_lock(lock_of(found)), "seeds")
    assert list(lock) == ["one", "three", "two"]
    assert lock["one"].fold == FOLD_VERSION
    assert lock["one"].paragraphs == tuple(hash_paragraph(text) for text in ORIGINAL)


def test_a_lock_is_the_same_whenever_it_is_written() -> None:
    assert render_lock(lock_of(index(*ORIGINAL))) == render_lock(
        lock_of(index(*ORIGINAL, quote="He said"))
    )


def test_a_lock_of_nothing_is_a_lock() -> None:
    assert parse_lock(render_lock(lock_of(index_of(sources="{}"))), "seeds") == {}


def test_two_spellings_have_two_hashes_and_one_folded_hash() -> None:
    plain, folded = hash_paragraph("قاعدة ١٢")
    other, same = hash_paragraph(" قَاعده 12\u200f ")
    assert plain != other
    assert folded == same
    assert hash_paragraph("13")[1] != hash_paragraph("12")[1]


@pytest.mark.parametrize(
    "old, new, fault",
    [
        ("version: 1", "version: 2", "seeds/seeds.lock:1: no lock of version 1"),
        ("version: 1\n", "", "seeds/seeds.lock:1: no lock of version 1"),
        ("sources:", "source:", "seeds/seeds.lock:1: no lock of version 1"),
        ("fold: 1", "fold: one", "seeds/seeds.lock:4: the lock of “one” is damaged"),
        ("    paragraphs:", "    paragraph:", "seeds/seeds.lock:4: the lock of “one” is damaged"),
        ('- ["', '- ["0', "seeds/seeds.lock:4: the lock of “one” is damaged"),
        ('", "', '"]\n      - ["', "seeds/seeds.lock:4: the lock of “one” is damaged"),
        ("    file: ", "    file: 0", "seeds/seeds.lock:4: the lock of “one” is damaged"),
        ("<<<<<<< ours\n", "", ""),
    ],
)
def test_a_damaged_lock_is_refused(old: str, new: str, fault: str) -> None:
    text = render_lock(lock_of(index(*ORIGINAL)))
    changed = text.replace(old, new, 1) if fault else f"<<<<<<< ours\n{text}"
    with pytest.raises(SeedErrors) as raised:
        parse_lock(changed, "seeds")
    (found,) = reading_diagnostics(raised.value)
    assert found.code == ("R120" if fault else "R101")
    assert f"{found.where}: {found.message}".startswith(fault)


def test_a_new_lock_says_what_it_takes_anew() -> None:
    locked = parse_lock(render_lock(lock_of(index(*ORIGINAL))), "seeds")
    after = index("Port open", SECOND, THIRD, "One more.")
    assert changes_since(index(*ORIGINAL), locked) == ()
    assert changes_since(after, locked) == (
        "one#1: changed, “Port open”",
        "one#4: new, “One more.”",
    )
    assert changes_since(index(FIRST, SECOND), locked) == ("one#3: gone",)
    assert changes_since(after, {})[0].endswith(": new")
