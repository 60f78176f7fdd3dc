import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.dedup.index import Index


def found(index, features, oldest=1):
    rows, numbers = index.find(np.array(features, dtype=np.uint32), oldest)
    return sorted(zip(rows.tolist(), numbers.tolist(), strict=True))


def test_a_feature_leads_to_the_articles_that_had_it_while_they_are_in_the_window():
    index = Index()
    index.add(np.array([7, 9], dtype=np.uint32), 1)
    index.add(np.array([9], dtype=np.uint32), 2)
    assert found(index, [9, 8, 7]) == [(0, 1), (0, 2), (2, 1)]
    assert found(index, [9, 8, 7], oldest=2) == [(0, 2)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sets(st.integers(0, 3_000).map(lambda n: n * 1024 % 65_537), max_size=40), max_size=60),
    st.integers(1, 40),
)
def test_a_lot_is_indexed_as_one_by_one(articles, size):
    one, lot = Index(), Index()
    features = [np.array(sorted(article), dtype=np.uint32) for article in articles]
    for number, own in enumerate(features, 1):
        one.add(own, number)
    for start in range(0, len(features), size):
        some = features[start : start + size]
        lot.add_lot(np.concatenate(some), np.array(list(map(len, some))), start + 1)
    everything = list(range(0, 65_537, 512)) + sorted({f for article in articles for f in article})
    assert found(one, everything) == found(lot, everything)


def test_a_table_that_doubles_in_a_lot_loses_no_rare_feature():
    chance = np.random.default_rng(1)
    features = chance.integers(0, 2**32, 60_000, dtype=np.uint32)
    one, lot = Index(), Index()
    parts = [np.sort(part) for part in np.split(features, 2_000)]
    for number, part in enumerate(parts, 1):
        one.add(part, number)
    lot.add_lot(np.concatenate(parts), np.full(2_000, 30), 1)
    assert one.nbytes == lot.nbytes
    assert found(one, features.tolist()) == found(lot, features.tolist())
