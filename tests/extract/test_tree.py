from tests.extract.articles import extractor
from workers.extract.tree import Tree


def tree(text: str) -> Tree:
    return extractor()._parser.parse([text])[0]


def test_a_tree_has_every_word_where_the_text_has_it() -> None:
    text = "Norway urged its citizens to leave Ukraine on Friday."
    assert all(text[word.idx : word.idx + len(word.text)] == word.text for word in tree(text))


def test_words_hang_together() -> None:
    found = tree("Norway urged its citizens to leave Ukraine.")
    roots = [word for word in found if word.head is word]
    assert [word.text for word in roots] == ["urged"]
    assert len(roots[0].subtree) == len(found)
    assert all(child.head is word for word in found for child in word.children)


def test_a_stretch_is_a_slice_of_the_text_with_a_root() -> None:
    found = tree("The embassy of Norway in Kyiv is closed.")
    stretch = found.char_span(0, 21)
    assert stretch is not None
    assert stretch.text == "The embassy of Norway"
    assert stretch.root.text == "embassy"
    assert found.char_span(900, 901) is None
