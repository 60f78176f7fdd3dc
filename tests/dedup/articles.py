"""Articles and a driver that the dedup tests share."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from schemas.articles import RelevantArticle, StoryArticle
from workers.dedup.stage import DedupStage
from workers.dedup.window import Window
from workers.ids import digest
from workers.stage import Record, Result

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)

AGENCY = """PORT VELA (AP) — Harbour police moved 1,240 people out of the Old Quay district on Monday after a tanker carrying ammonia struck the pier, the mayor said.

The ship, the Corvina Star, was heading for Ostrava Bay with 900 tonnes on board when her rudder failed at 5:20 a.m. No leak has been found, said Mayor Ilse Brandauer.

"We would rather wake you for nothing than not wake you at all," she told reporters at the Fishermen's Hall, where 300 camp beds have been put up.

Buses took patients from the Santa Rita clinic to Lindholm. Two dockers were treated for broken ribs.

The coast guard cutter Perseus is holding the tanker against the tide until a tug arrives from Karlsund."""

ORDER = """The {county} Sheriff's Office has issued an EVACUATION ORDER for all homes in {place} due to the {fire} Fire.

Effective {time} {day}, all residents must leave immediately. There is an immediate threat to life.

About {count} residents are affected. The fire has burned {acres} acres.

Go to {shelter}. Large animals may be taken to the county fairgrounds. Call 211 for transport. Do not call 911 for information."""


FLOOD = """Authorities in the Orlu valley have moved 31,700 people from low-lying streets of Karsh and Kongur after the Dulu and Zhai rivers rose together, the provincial flood office said on Monday.

The emergency response was raised to level 2 at 3:40 a.m.

At Karsh gauge the Dulu stood at 253.5 metres at dawn, with a flow of 11,400 cubic metres a second.

Residents were taken to schools and to the stadium known for its village football league.

"I carried the television up first and my mother second," said Wen Gulan, who sells noodles.

Some 1,240 soldiers with 96 boats joined the rescue.

The railway suspended 41 trains. Eleven hundred staff of the dam stay at work."""

SPUN = """Inside the Orloo dale the rulers did shift 31,700 folks off deep-set lanes of Garsh plus Congur following the joint climb of the Dulyu plus Zhay streams, the regional deluge bureau told upon Monday.

By 3:40 in the night the crisis answer got lifted toward grade 2.

During daybreak the Dulyu by Garsh meter was standing at 253.5 metres, alongside a stream of 11,400 cube metres each second.

Occupants got carried toward schoolhouses as well as the arena famed because of its hamlet soccer association.

"First I lugged the telly upstairs, then my mum," told Wen Goolan, a vendor of pasta.

Circa 1,240 troopers owning 96 vessels entered the salvage.

Rails halted 41 carriages. 1,100 hands of the barrage keep labouring."""

ELSEWHERE = """Hercules transports have moved the first 512 of 2,900 residents from Sandy Narrows, with flames a kilometre from the airstrip.

Nuuk's new airport lost the landing system of Kangerluk for 17 hours, Air Sermitsiaq said.

A life of Louise Boyden is out from Green Spruce Press in Vermont at 480 pages."""


def article(
    ident: str, text: str, *, hours: float | None = 0, title: str | None = None, withdrawn: bool = False
) -> RelevantArticle:
    """Return an article published `hours` after the start (None: time unknown)."""
    return RelevantArticle(
        article_id=ident, content_id=digest("content", title, text), title=title, text=text, language="en",
        published_at=None if hours is None else START + timedelta(hours=hours), source=None, url=None, withdrawn=withdrawn,
    )  # fmt: skip


def process(articles: Sequence[RelevantArticle], window: Window | None = None) -> list[Result]:
    """Put articles through the stage in one batch."""
    stage = DedupStage()
    return stage.process([Record(a.to_json()) for a in articles], stage.new_state() if window is None else window)


def told(result: Result) -> StoryArticle:
    """Return what the stage wrote of an article."""
    return StoryArticle.from_json(result.outputs[0].value or b"")


def stories(*articles: RelevantArticle) -> list[StoryArticle]:
    """Return what the stage writes of articles, none of them a repeat."""
    return [told(result) for result in process(articles)]


def two(one: str, other: str, *, hours: float = 0) -> list[StoryArticle]:
    """Return what the stage writes of article "a" and, so many hours later, article "b"."""
    return stories(article("a", one), article("b", other, hours=hours))


def restored(results: Iterable[Result], window: Window) -> Window:
    """Return a window that has taken in what results wrote, as after a restart."""
    for result in results:
        for output in result.outputs:
            window.restore(Record(output.value or b"", output.key, output.headers))
    return window
