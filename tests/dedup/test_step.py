from tests.dedup.articles import FLOOD, SPUN, article
from workers.dedup.compare import compare
from workers.dedup.draft import Draft

RETOLD = """Inside a dale 31,700 folks got shifted off deep lanes once a pair of streams climbed, told a deluge bureau.

A crisis answer climbed by 3:40 toward grade 2.

A meter stood by 253.5 metres while 11,400 cube metres ran each second.

Dulu occupants got carried toward Karsh schoolhouses plus an arena known for hamlet soccer.

A Zhai vendor of pasta lugged a telly upstairs first, told Kongur reporters.

Circa 1,240 troopers owning 96 vessels entered a salvage.

Rails halted 41 carriages. 1,100 hands keep labouring."""

REST = """

Below Karsh the Dulu meets the Brenna, whose levee of 14 kilometres guards 52,000 people in Tarrow and Marle.

Governor Ilse Brandauer asked Ostrava for 25 pumps for Karsh and Karlsund for 18 barges for Kongur.

The Corvina Union gave Kongur 75 tents, the clinic of Santa Rita 33 nurses."""


def in_step(one: str, other: str) -> bool:
    return compare(Draft.of(article("b", other)), 0, Draft.of(article("a", one)).laid_out()).kinship.in_step


def test_the_same_figures_in_the_same_order_are_in_step_whatever_the_words():
    assert in_step(FLOOD, RETOLD)


def test_a_copy_cut_from_the_end_is_in_step_with_the_part_that_it_tells():
    assert in_step(FLOOD + REST, SPUN)


def test_the_same_figures_in_another_order_are_not():
    assert not in_step(FLOOD, "\n\n".join(reversed(RETOLD.split("\n\n"))))


def test_other_figures_in_the_same_order_are_not():
    changed = RETOLD.replace("31,700", "2,100").replace("11,400", "380").replace("1,240", "75").replace("253.5", "40.1")
    assert not in_step(FLOOD, changed)
