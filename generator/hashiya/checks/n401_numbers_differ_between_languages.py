"""The languages of a text state the same numbers, in digits or words.

A reader of one language has no way to see that the other says something else. `2.5 ألف` is 2,500, a
dual is two; ordinals and a bare "one" are left out. Names are not compared. Glosses are compared
with each other; N406 compares them with their quotation.

Wrong: `{en: Twelve ships were waiting., ar: كانت ثلاث عشرة سفينة تنتظر.}`

Right: `{en: Twelve ships were waiting., ar: كانت 12 سفينة تنتظر.}`
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from hashiya.assertions import WORDS_READ, as_digits, numbers_of
from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Location, Severity
from hashiya.index import Head, Index, Texts
from hashiya.numerals import missing

SEVERITY = Severity.ERROR

_CITATION = re.compile(r"\[\^[^\]\s]+\]")


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each text and pair of its languages whose numbers differ."""
    for texts, where, name in _texts(subject.index):
        plain = {lang: _CITATION.sub("", text) for lang, text in texts.items()}
        for a, b in combinations(plain, 2):
            first, second = numbers_of(plain[a], a), numbers_of(plain[b], b)
            lacks = {
                b: missing(first, second) if b in WORDS_READ else frozenset(),
                a: missing(second, first) if a in WORDS_READ else frozenset(),
            }
            for lang, other in ((b, a), (a, b)):
                if lacks[lang]:
                    yield Finding(
                        where,
                        f"{as_digits(lacks[lang])} in the {name} in {other} and not in {lang}, "
                        "expected the same numbers in both",
                    )


def _texts_of_briefing(head: Head) -> Iterator[tuple[Texts, Location, str]]:
    yield head.title, head.record.at("title"), "title"
    for question in head.questions:
        yield question.text, question.record.at("text"), "question"
        for answer in question.answers:
            yield answer.text, answer.record.at("text"), "answer"


def _texts(index: Index) -> Iterator[tuple[Texts, Location, str]]:
    """Every text by language that is a sentence: all but names, labels and aliases."""
    yield from _texts_of_briefing(index.head)
    for source in index.sources.values():
        yield source.title, source.record.at("title"), "title"
    for entity in index.entities.values():
        for key, texts in (("role", entity.role), ("summary", entity.summary)):
            yield texts or {}, entity.record.at(key), key
    for claim in index.claims.values():
        yield claim.text, claim.record.at("text"), "text"
        for conflict in claim.conflicts:
            yield conflict.about or {}, conflict.claim.where, "words about the conflict"
        for said in claim.distinct:
            yield said.about or {}, said.claim.where, "words about the apparent conflict"
        if claim.judgement is not None:
            yield claim.judgement.basis, claim.record.at("judgement"), "basis"
        for evidence in claim.evidence:
            yield evidence.gloss, evidence.record.at("gloss"), "gloss"
    for tombstone in index.tombstones.values():
        yield tombstone.reason, tombstone.record.at("reason"), "reason"
