from tests.dedup.articles import AGENCY, ELSEWHERE, FLOOD, SPUN, article
from workers.dedup.explain import explain, lines


def test_a_rewritten_copy_is_explained_by_its_names_and_figures():
    found = explain(article("a", FLOOD), article("b", SPUN))
    assert found.same
    assert "names and figures" in (found.ground or "")


def test_of_a_page_of_several_stories_only_the_opening_is_explained():
    opening = "\n\n".join(AGENCY.split("\n\n")[:2])
    found = explain(article("a", AGENCY), article("b", f"{opening}\n\n{ELSEWHERE}"))
    assert found.same
    assert not any("Nuuk" in line for line in lines(found))
