"""What an update adds to its story, in its own words."""

from collections.abc import Iterable, Sequence

from workers.dedup.news import Finding, Part

WORDS_BESIDE = 2
"""Words shown on either side of a changed value."""


def additions(findings: Sequence[Finding]) -> list[str]:
    """Return what the sentences of an article add: those that are new, and of changed ones the changed values with the words beside them."""
    return [text for finding in findings for text in _added_by(finding)]


def _added_by(finding: Finding) -> Iterable[str]:
    body = finding.sentence.body
    if finding.part is Part.ADDED or (finding.part is Part.CHANGED and not finding.novel):
        return [body]
    if finding.part is not Part.CHANGED:
        return []
    pieces: list[tuple[int, int]] = []
    for start, end in finding.novel:
        begin = _words_back(body, start)
        stop = _words_on(body, end)
        if pieces and begin <= pieces[-1][1]:
            pieces[-1] = pieces[-1][0], stop
        else:
            pieces.append((begin, stop))
    return [body[begin:stop].strip() for begin, stop in pieces]


def _words_back(body: str, at: int) -> int:
    for _ in range(WORDS_BESIDE):
        at = body.rfind(" ", 0, max(at - 1, 0)) + 1
    return at


def _words_on(body: str, at: int) -> int:
    for _ in range(WORDS_BESIDE + 1):
        after = body.find(" ", at + 1)
        if after < 0:
            return len(body)
        at = after
    return at
