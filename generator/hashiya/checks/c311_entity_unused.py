"""An entity is of some use.

An entity that no claim is about, that says, publishes and passes on nothing, that nothing belongs
to, and that no text of ours mentions, has an empty page. Often a reference to it was forgotten.

Wrong: an entity `berth-4` that no other entry names.

Right: a claim with `about: [berth-4]`; or no such entity.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity
from hashiya.references import references_of

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each entity that nothing refers to or mentions."""
    entities = subject.index.entities
    used = {
        reference.id
        for reference in references_of(subject.index)
        if reference.namespace == "entity" and reference.key != "see"
    }
    unused = {id_ for id_ in entities if id_ not in used}
    # Finding names costs more than following references, so it is for the few that are left.
    for lang, text in _texts(subject) if unused else ():
        if lang in subject.names:
            unused -= {mention.entity for mention in subject.names[lang].find(text)}
    for id_ in entities:
        if id_ in unused:
            yield Finding(
                entities[id_].record.where,
                f"nothing names the entity {id_!r}, expected a claim about it, or something else "
                "that does",
            )


def _texts(subject: Subject) -> Iterator[tuple[str, str]]:
    """The prose and the claims' texts with their languages."""
    for page in subject.prose:
        yield page.lang, page.text
    for claim in subject.index.claims.values():
        yield from claim.text.items()
