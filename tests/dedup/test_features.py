import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.dedup.features import kept_features, kept_features_of_lot
from workers.dedup.reading import terms
from workers.dedup.sayings import Sayings
from workers.dedup.signature import Lot, Signature, pack, sayings_of

WORDS = st.sampled_from(
    [
        "The",
        "Kell",
        "police",
        "moved",
        "40",
        "people",
        "from",
        "Orsay",
        "to",
        "Brun",
        "on",
        "Monday,",
        "Vela",
        "1,200",
        "Ilse",
        "Tarn",
        "said",
        "3",
        "France",
        "left",
    ]
)
SENTENCES = st.lists(st.lists(WORDS, max_size=14).map(" ".join), max_size=16)


def packed(sentences):
    sayings = Sayings(tuple(hash(sentence) % 2**64 for sentence in sentences), *terms(sentences))
    return pack(Signature("a", (1,), 2, 3, 4, 5, False, sayings))


@settings(max_examples=60, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=12))
def test_the_features_of_a_lot_are_those_of_its_articles(articles):
    data = [packed(sentences) for sentences in articles]
    features, counts = kept_features_of_lot(Lot.of(data))
    apart = [kept_features(sayings_of(one)) for one in data]
    assert counts.tolist() == list(map(len, apart))
    assert np.array_equal(features, np.concatenate(apart))
