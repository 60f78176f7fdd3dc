"""The passages of an article that its story had said."""

from collections.abc import Iterable, Sequence

from workers.dedup.news import Finding, Part


def repeated(findings: Sequence[Finding], text: str) -> list[tuple[int, int]]:
    """Return the passages that the story had said, neighbours joined; of a changed sentence what stands around the changed words."""
    pieces: list[tuple[int, int]] = []
    for finding in findings:
        for start, end in _said_in(finding):
            if pieces and not text[pieces[-1][1] : start].strip():
                pieces[-1] = pieces[-1][0], end
            elif start < end:
                pieces.append((start, end))
    return pieces


def _said_in(finding: Finding) -> Iterable[tuple[int, int]]:
    start, end = finding.sentence.start, finding.sentence.end
    if finding.part is Part.SAID:
        return [(start, end)]
    if finding.part is not Part.CHANGED or not finding.novel:
        return []
    cuts = [start, *(start + at for place in finding.novel for at in place), end]
    return list(zip(cuts[::2], cuts[1::2], strict=True))
