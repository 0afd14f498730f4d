"""What supersedes, is part of, or speaks for another comes to an end.

These three say that one entry comes after, within or behind another. In a loop nothing is the
latest, the whole, or the origin: no status and no origin can be derived.

Wrong: `ships-12: {supersedes: [ships-9]}` with `ships-9: {supersedes: [ships-12]}`.

Right: one of the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hashiya.checks import Subject
from hashiya.diagnostics import Finding, Severity
from hashiya.kinds import Ref

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yields a finding for each loop, at the reference by which its first entry enters it."""
    claims = {id_: claim.supersedes for id_, claim in subject.index.claims.items()}
    yield from _findings("supersedes", "claim", claims)
    entities = subject.index.entities.values()
    wholes = {e.id: (e.part_of,) if e.part_of is not None else () for e in entities}
    yield from _findings("part_of", "entity", wholes)
    voices = {e.id: (e.speaks_for,) if e.speaks_for is not None else () for e in entities}
    yield from _findings("speaks_for", "entity", voices)


def _findings(key: str, namespace: str, edges: Mapping[str, Sequence[Ref]]) -> Iterator[Finding]:
    for loop in _loops({id_: [ref.id for ref in refs] for id_, refs in edges.items()}):
        following = loop[1] if len(loop) > 1 else loop[0]
        where = next(ref.where for ref in edges[loop[0]] if ref.id == following)
        yield Finding(
            where,
            f"{key} runs in a loop: {' → '.join((*loop, loop[0]))}; expected it to end",
            None,
            tuple((namespace, id_) for id_ in loop),
        )


def _loops(edges: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """One loop for each edge that closes one, by a depth-first walk in the order of the files."""
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        place: dict[str, int] = {}
        pending: list[Iterator[str]] = [iter((start,))]
        while pending:
            id_ = next(pending[-1], None)
            if id_ is None:
                pending.pop()
                if path:
                    done.add(path[-1])
                    del place[path.pop()]
            elif id_ in place:
                yield tuple(path[place[id_] :])
            elif id_ in edges and id_ not in done:
                place[id_] = len(path)
                path.append(id_)
                pending.append(iter(dict.fromkeys(edges[id_])))
