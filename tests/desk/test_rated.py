"""What a rating comes to in the customer's account and acts, and that second thoughts take the first ones back."""

from __future__ import annotations

from typing import Any

import pytest

from extramile.customers.account.facts import RATED_ANEW
from extramile.customers.actions import account
from extramile.customers.models import Act, Balance, Line
from extramile.desk.actions import live, resolve
from extramile.desk.events import Rated
from extramile.wiring import kept as follows
from tests.cast import Cast
from tests.desk.receiving import Writer, done
from tests.desk.test_facts import jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def tomas(cast: Cast) -> Writer:
    """Tomás, whose conversation Maya resolved."""
    made = Writer(cast)
    made.says()
    resolve(cast.maya, made.conversation.pk)
    return made


def settled(tomas: Writer, stars: int, comment: str = "", **more: Any) -> None:
    """A rating, and what a worker makes of it, twice."""
    done(tomas.rates(stars, comment, **more))
    event, given = jobs()[-1]
    assert event == "Rated"
    for _ in range(2):
        follows()[Rated](Rated(**given))


def standing() -> list[tuple[str, str]]:
    rated = Line.objects.filter(fact__in=("rated_well", "rated_poorly", "thanks"), reverses=None, reversal=None)
    return list(rated.order_by("pk").values_list("fact", "about"))


def acts() -> list[tuple[str, str]]:
    return list(Act.objects.order_by("kind").values_list("kind", "about"))


def test_stars_are_a_line_and_other_stars_another(tomas: Writer) -> None:
    settled(tomas, 5)
    settled(tomas, 4)
    assert standing() == [("rated_well", "5/5")]
    settled(tomas, 1)
    assert standing() == [("rated_poorly", "1/5")]
    settled(tomas, 3)
    assert standing() == []
    settled(tomas, 5)
    assert standing() == [("rated_well", "5/5")]
    conversation = tomas.conversation.pk
    assert set(Line.objects.values_list("conversation", "by")) == {(conversation, None)}
    assert set(Line.objects.exclude(reverses=None).values_list("about", flat=True)) == {RATED_ANEW}
    assert Balance.objects.get().kept == pytest.approx(sum(Line.objects.values_list("grown", flat=True)), abs=1e-3)


def test_nine_or_ten_recommends_and_shared_words_thank(tomas: Writer) -> None:
    settled(tomas, 5, "You saved our trip", recommend=10)
    assert acts() == [("recommends", "10/10")]
    settled(tomas, 5, "You saved our trip", recommend=9, may_share=True)
    assert acts() == [("recommends", "10/10"), ("thanks", "You saved our trip")]
    assert standing() == [("rated_well", "5/5"), ("thanks", "You saved our trip")]
    settled(tomas, 4, "You nearly saved our trip", recommend=8, may_share=True)
    assert acts() == [("thanks", "You nearly saved our trip")]
    settled(tomas, 4, "You nearly saved our trip", may_share=None)
    assert (acts(), standing()) == ([], [("rated_well", "5/5")])
    settled(tomas, 4, "You nearly saved our trip", may_share=True)
    assert acts() == [("thanks", "You nearly saved our trip")]
    assert standing()[-1] == ("thanks", "You nearly saved our trip")


def test_words_under_few_stars_are_no_thanks(tomas: Writer) -> None:
    settled(tomas, 2, "Thanks for nothing", may_share=True, recommend=0)
    assert (acts(), standing()) == ([], [("rated_poorly", "2/5")])


def test_a_line_that_was_disputed_stays_so_when_it_is_told_again(cast: Cast, tomas: Writer) -> None:
    settled(tomas, 1)
    account.dispute(cast.maya, Line.objects.get(fact="rated_poorly", reverses=None).pk, reason="They meant the courier")
    follows()[Rated](Rated(**jobs()[-1][1]))
    assert standing() == []


def test_each_resolve_stands_by_itself_and_a_rating_that_is_gone_is_nothing(cast: Cast, tomas: Writer) -> None:
    settled(tomas, 1)
    tomas.says("It came")
    resolve(cast.maya, tomas.conversation.pk)
    settled(tomas, 5)
    assert standing() == [("rated_poorly", "1/5"), ("rated_well", "5/5")]
    follows()[Rated](Rated(tomas.conversation.pk, 99))
    follows()[Rated](Rated(10**9, 1))
    assert len(standing()) == 2
    assert isinstance(live.commit([tomas.rating(3)])[0], live.Done)
