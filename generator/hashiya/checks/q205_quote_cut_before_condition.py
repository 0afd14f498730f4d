"""A quotation does not end just before its condition or exception.

*We leave in September* and *we leave in September if the parliament agrees* are two different
promises, and both are verbatim. So the words right after a quotation, in the same sentence, are
looked at, and what a […] leaves out of a sentence: where a condition, an exception or a *but*
stands there, an author should look again. The list of words is in this file.

Wrong: `quote: the repair may take two weeks` of *the repair may take two weeks, if the parts
arrive*.

Right: the quotation with its condition; or a reason under `accept` where another one has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hashiya.anchors import Anchor, Span
from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity, shown
from hashiya.fold import fold

SEVERITY = Severity.WARNING

_CONDITIONS = re.compile(
    # إذا، إلا، بشرط، شريطة، ما لم، لكن، لو، لولا، ما عدا، باستثناء، سوى، في حال، طالما، ما دام،
    # غير أن، بيد أن; all folded. في حالة is left out: it says *in a state of* as often.
    r"(?:اذا|الا|ب?شرط|بشروط|شريطه|ما لم|و?لكن(?:ه|ها|هم|هما|نا|ي|ك|كم)?|(?:حتي )?و?لو|لولا"
    r"|(?:في)?ما ?عدا|عدا|باستثناء|سوي|في حال|طالما|ما ?دام(?:ت|وا)?|(?:غير|بيد) ان(?:ه|ها|هم)?"
    r"|unless|(?:only |even )?if|provid(?:ed|ing)(?! (?:by|to|for|in|with|at|from|under)\b)"
    r"|but|except|excluding|however|albeit|though"
    r"|although|assuming|(?:as|so) long as|on (?:the )?condition|subject to|in case"
    r"|conditional (?:on|upon))(?!\w)",
    re.IGNORECASE,
)
_GAP = re.compile("[\\s\"')\\]]*[،,;؛:-]?[\\s\"'(\\[]*")
"""What may stand between a quotation and the words that go on: quotation marks and one comma."""

_WORD_START = re.compile(r"(?<!\w)\w")
_SENTENCE_END = re.compile("[.!?؟۔…][\"'»”’)\\]]*(?=\\s|$)")
_FIRST_WORDS = 80
_MOST_LEFT_OUT = 2000
"""Code points that are looked at after a quotation, and of what a […] leaves out."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each span that ends where a condition begins."""
    for evidence in subject.index.evidence():
        if not isinstance(evidence.anchor, Anchor):
            continue
        paragraphs = subject.index.sources[evidence.at.source].article.paragraphs
        spans = evidence.anchor.spans
        for span, following in zip(spans, (*spans[1:], None), strict=True):
            condition = _condition(paragraphs[span.n - 1].text, span, following)
            if condition:
                yield Finding(
                    evidence.record.at("quote"),
                    f"the quotation {shown(evidence.quote)} leaves out what {evidence.at} goes on "
                    f"with: {shown(condition)}, expected the condition or exception with it",
                )


def _condition(text: str, span: Span, following: Span | None) -> str | None:
    """The words of a condition that `span` is cut before, or None where there is none."""
    if _SENTENCE_END.search(text, max(span.start, span.end - 4), span.end):
        return None
    joined = following is not None and following.n == span.n
    stop = following.start if following is not None and joined else len(text)
    end = _SENTENCE_END.search(text, span.end, stop)
    rest = text[span.end : end.start() if end else stop]
    rest = rest[:_MOST_LEFT_OUT] if joined else rest[:_FIRST_WORDS]
    folded = fold(rest)
    gap = _GAP.match(folded.text)
    starts = [gap.end() if gap else 0]
    if joined:
        starts += [word.start() for word in _WORD_START.finditer(folded.text)]
    for start in starts:
        if _CONDITIONS.match(folded.text, start):
            words = rest[folded.starts[start] :]
            # أن لا written as ألا is no condition, though it folds to إلا.
            if not words.startswith("ألا"):
                return words
    return None
