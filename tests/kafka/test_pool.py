"""NLP processes: what crashes, hangs or raises is found and refused, everything else comes through."""

import asyncio
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from typing import NoReturn

import orjson
import pytest

from schemas.rejected import Rejected
from workers.kafka import pool as pool_module
from workers.kafka.errors import KafkaShellError
from workers.kafka.exposition import Metrics
from workers.kafka.hardstop import Exit
from workers.kafka.outputs import Outcome
from workers.kafka.pool import NlpPool
from workers.settings import Settings
from workers.stage import Record
from workers.topics import Topic

MAKER = "tests.kafka.stages:pass_through"


def records(count: int, **at: dict[str, object]) -> list[Record]:
    return [Record(orjson.dumps({"id": number, **at.get(f"n{number}", {})}), offset=number) for number in range(count)]


def run(
    batch: Sequence[Record], *, processes: int = 1, limit: float = 20, during: Callable[[NlpPool], None] | None = None
) -> tuple[list[Outcome], str]:
    values = {"EVACWIRE_NLP_PROCESSES": str(processes), "EVACWIRE_ARTICLE_TIMEOUT": str(limit)}
    metrics = Metrics()

    async def work() -> list[Outcome]:
        pool = NlpPool(MAKER, Settings.from_environment(values), metrics)
        pool.start()
        try:
            task = asyncio.ensure_future(pool.run(batch, None))
            if during is not None:
                await asyncio.sleep(0.3)
                during(pool)
            return await task
        finally:
            await pool.close()

    return asyncio.run(work()), metrics.render().decode()


def refused(outcomes: Sequence[Outcome]) -> dict[int, tuple[str, int]]:
    """Return reason and attempts of what was refused, by the record's number."""
    return {
        number: (Rejected.from_json(output.value or b"").reason, outcome.attempts)
        for number, outcome in enumerate(outcomes)
        for output in outcome.result.outputs
        if output.topic is Topic.REJECTED
    }


def test_results_come_in_the_order_of_the_records_whatever_the_processes() -> None:
    outcomes, _ = run(records(40), processes=2)
    copied = [outcome.result.outputs[0].value for outcome in outcomes]
    assert [orjson.loads(value or b"")["id"] for value in copied] == list(range(40))


def test_an_article_that_kills_its_process_is_refused_as_crashed_and_the_rest_comes_through() -> None:
    outcomes, metrics = run(records(10, n3={"crash": True}))
    assert refused(outcomes) == {3: ("crashed", 3)}
    assert 'evacwire_nlp_restarts_total{reason="crashed"} 3.0' in metrics


def test_an_article_that_takes_too_long_is_refused_as_timed_out() -> None:
    outcomes, _ = run(records(4, n2={"sleep": 30}), limit=1)
    assert refused(outcomes) == {2: ("timed_out", 2)}


def test_an_article_on_which_the_stage_raises_is_refused_as_failed_with_the_exceptions_class() -> None:
    outcomes, _ = run(records(4, n1={"raise": True}))
    assert refused(outcomes) == {1: ("failed", 2)}
    assert outcomes[1].exception == "ValueError"


def test_a_process_killed_from_outside_costs_no_article() -> None:
    def kill(pool: NlpPool) -> None:
        os.kill(pool.pids[0], signal.SIGKILL)

    outcomes, metrics = run(records(8, n4={"sleep": 1}), during=kill)
    assert refused(outcomes) == {}
    assert len(outcomes) == 8
    assert 'evacwire_nlp_restarts_total{reason="crashed"} 1.0' in metrics


def kill_each(pool: NlpPool, times: int) -> None:
    """Kill the process that works, then each that takes its place, as soon as it is there: none has loaded by then."""
    before: set[int] = set()
    deadline = time.monotonic() + 30
    for _ in range(times):
        while not (new := set(pool.pids) - before) and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(new.pop(), signal.SIGKILL)
        before |= set(pool.pids)


def test_a_process_killed_while_it_loads_is_replaced_after_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """One kill that came while a replacement was loading ended the whole worker."""
    monkeypatch.setattr(pool_module, "LOAD_PAUSES", (0.1, 0.2, 0.4))
    killer: list[threading.Thread] = []

    def kill(pool: NlpPool) -> None:
        killer.append(threading.Thread(target=kill_each, args=(pool, 3)))
        killer[0].start()

    outcomes, metrics = run(records(8, n4={"sleep": 1}), during=kill)
    killer[0].join()
    assert refused(outcomes) == {}
    assert len(outcomes) == 8
    assert 'evacwire_nlp_restarts_total{reason="crashed"} 3.0' in metrics


def test_a_process_killed_at_the_start_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "LOAD_PAUSES", (0.1, 0.2, 0.4))
    pool = NlpPool(MAKER, Settings.from_environment({"EVACWIRE_NLP_PROCESSES": "1"}), Metrics())
    killer = threading.Thread(target=kill_each, args=(pool, 2))
    killer.start()
    pool.start()
    killer.join()
    assert len(pool.pids) == 1
    asyncio.run(pool.close())


def test_processes_that_are_killed_again_and_again_while_they_load_end_the_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class StoppedError(Exception):
        pass

    def stop(reason: Exit, detail: str) -> NoReturn:
        raise StoppedError(reason)

    monkeypatch.setattr(pool_module, "LOAD_PAUSES", (0.1,))
    monkeypatch.setattr(pool_module, "hard_stop", stop)
    with pytest.raises(StoppedError, match=str(int(Exit.NLP_BROKEN))):
        run(
            records(8, n4={"sleep": 1}),
            during=lambda pool: threading.Thread(target=kill_each, args=(pool, 3)).start(),
        )


def test_a_model_that_does_not_load_is_one_clear_line() -> None:
    pool = NlpPool("workers.stages:extract", Settings.from_environment({"EVACWIRE_SPACY_MODEL": "no_such"}), Metrics())
    with pytest.raises(KafkaShellError, match="EVACWIRE_SPACY_MODEL=no_such"):
        pool.start()
