"""What control records do: an editor's cancellation, and the withdrawal of an article."""

from schemas.events import Source
from schemas.reports import Cancel, Withdrawal
from schemas.vocabulary import Operation
from workers.fuse.lives import Kept, Life, remembering
from workers.fuse.state import FuseState
from workers.fuse.versions import cancelled_version, next_version
from workers.ids import digest

WITHDRAWN = "{} withdrew its report"
RESTATED = "{} no longer reports it so"


def cancel(order: Cancel, state: FuseState) -> list[Life]:
    """Return the cancelled event; nothing where this partition has no such event or it is cancelled already."""
    life = state.lives.get(order.event_id)
    if life is None or life.cancelled:
        return []
    kept = life.kept.model_copy(update={"held_until": None})
    event = cancelled_version(life.event, kept, life.event.sources, order.reason, order.at)
    return [Life(event=event, kept=kept)]


def replacement_id(order: Withdrawal) -> str | None:
    """Return the id of a withdrawal by new content: each content replaces once, and repeated after the next one it would take that back.

    None for a kill notice: it may come twice, and is never to be missed.
    """
    return order.keep_content_id and digest("withdrawal", order.article_id, order.keep_content_id)


def withdraw(order: Withdrawal, state: FuseState) -> list[Life]:
    """Return the events that an article's withdrawal changes, by event id: recomputed from the claims that remain, cancelled where none does.

    Reports of the content `keep_content_id` stand. A copy has no value of its own, so that an event whose last claim goes is cancelled however
    many reprints it has. The last one, whose record ends the result, remembers the withdrawal.
    """
    supported = sorted(state.of_article(order.article_id), key=lambda life: life.event.event_id)
    changed = [life for life in (_without(life, order) for life in supported) if life is not None]
    seen = replacement_id(order)
    if changed and seen is not None:
        changed[-1] = changed[-1].model_copy(update={"kept": remembering(changed[-1].kept, [seen])})
    return changed


def _without(life: Life, order: Withdrawal) -> Life | None:
    before, article = life.kept, order.article_id
    claims = [c for c in before.claims if c.article_id != article or c.content_id == order.keep_content_id]
    stands = before.supporters[article].content_id == order.keep_content_id
    if life.cancelled or (len(claims) == len(before.claims) and stands):
        return None
    supporters = {a: s for a, s in before.supporters.items() if a != article or stands}
    kept = before.model_copy(update={"claims": claims, "supporters": supporters})
    sources = [s for s in life.event.sources if s.article_id != article or stands]
    note = (WITHDRAWN if order.keep_content_id is None else RESTATED).format(_outlet(life, article))
    if not claims:
        return _cancelled(life, kept, sources, note, order)
    event = next_version(life.event, kept, sources, Operation.CORRECTED, note)
    return Life(event=event, kept=kept)


def _cancelled(life: Life, kept: Kept, sources: list[Source], note: str, order: Withdrawal) -> Life:
    kept = kept.model_copy(update={"held_until": None})
    return Life(event=cancelled_version(life.event, kept, sources, note, order.published_at), kept=kept)


def _outlet(life: Life, article_id: str) -> str:
    told = [(s.article_id, s.source) for s in life.event.sources] + [(c.article_id, c.source) for c in life.kept.claims]
    return next((source for article, source in told if article == article_id and source), "An outlet")
