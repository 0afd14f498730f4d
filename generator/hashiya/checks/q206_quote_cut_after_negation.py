"""A quotation does not begin just after its negation.

*The port is closed* stands verbatim in *he denied that the port is closed*. So the word right
before a quotation is looked at, in the same sentence: a negation there, or a word such as *that*
after one, means that the quoted words say the opposite of the sentence. A verb of denial is no
finding where the modality is `denied`, because the note then says so. The list of words is in
`guard.py` and in this file.

Wrong: `quote: the fault was in the control room` of *denied that the fault was in the control
room*.

Right: the quotation with its negation, or `modality: denied` where someone denies it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hashiya.anchors import Anchor
from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity, shown
from hashiya.fold import fold_text
from hashiya.guard import DENIAL, NEGATION

SEVERITY = Severity.WARNING

_CONNECTOR = re.compile(
    r"ان|بان|اي|ايه|وجود|صحه|يكون|تكون|that|any|to|yet|of|been|being", re.IGNORECASE
)
_MA = re.compile("[وف]?ما")
_AFTER_MA = re.compile(
    r"(?:زال|زالت|زالوا|زلنا|زلت|يزال|تزال|يزالون|نزال|برح|برحت|انفك|انفكت)(?!\w)|من (?!شان)"
)
"""What shows that ما before it negates: verbs of which it makes *still*; and ما من, *there is no*.

Elsewhere ما is most often *what*: في ما، ما يعني. Nothing in the words tells the two apart.
"""

_LAST_WORD = re.compile(r"(?<!\w)(\w+(?:'\w+)?)[\s\"'(\[:]*$")
_NEAR = 80
"""Code points before a quotation that hold its last two words."""

_SENTENCE_END = re.compile("[.!?؟۔…][\"'»”’)\\]]*\\s")


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each span that begins where a negation ends."""
    for evidence in subject.index.evidence():
        if not isinstance(evidence.anchor, Anchor):
            continue
        paragraphs = subject.index.sources[evidence.at.source].article.paragraphs
        before: dict[int, int] = {}
        for span in evidence.anchor.spans:
            text = paragraphs[span.n - 1].text
            left_out = text[before.get(span.n, 0) : span.start]
            before[span.n] = span.end
            negation = _negation(left_out, text[span.start : span.end], evidence.modality)
            if negation:
                yield Finding(
                    evidence.record.at("quote"),
                    f"the quotation {shown(evidence.quote)} leaves out the {shown(negation)} "
                    f"before it in {evidence.at}, expected the negation with it",
                )


def _negation(left_out: str, quoted: str, modality: str) -> str | None:
    """The negation that `quoted` is cut after, or None where there is none."""
    sentence = _SENTENCE_END.split(left_out)[-1]
    words = fold_text(sentence[-_NEAR:])
    last = _LAST_WORD.search(words)
    if last is None:
        return None
    if _MA.fullmatch(last[1]) and _AFTER_MA.match(fold_text(quoted)):
        return last[1]
    word = _LAST_WORD.search(words, 0, last.start()) if _CONNECTOR.fullmatch(last[1]) else last
    if word is None:
        return None
    if NEGATION.fullmatch(word[1]) or (modality != "denied" and DENIAL.fullmatch(word[1])):
        return words[word.start() :].strip()
    return None
