"""What officers write is searched for personal data as what suppliers write is: asked once, or never taken."""

from datetime import date

import pytest
from django.urls import reverse

from framework.models import Measure
from returns.models import Correction, LineComment, Verification
from suppliers.models import ReportingPeriod
from tests.factories import MeasureFactory
from tests.returns.pages import address, browser, day_typed, shown
from tests.returns.road import ask, correct, decide_all, open_road, send, take

pytestmark = pytest.mark.django_db
NAMES = "Write to sam.sample@example.com about it."
CLEAN = "Two of them started after the period."
ASKED = "It looks like this names a person: email address. Write about the activity, not the person"
TICK = "I have checked: nobody is named who should not be"
PAGES = ("decision", "question", "message", "take over", "waive", "end", "correction", "answer to a correction")


@pytest.fixture(autouse=True)
def summer(time_machine):
    time_machine.move_to("2026-07-02T10:00:00+01:00")


class Desk:
    """A return of one line, as far as a page needs it, and the form of that page."""

    def __init__(self, page: str, sensitivity: str) -> None:
        asked = MeasureFactory(value_type="count", sensitivity=sensitivity, photos="no")
        self.road = open_road(asked, framework_version=asked.version)
        self.page, self.officer, self.field, self.rest = page, self.road.officer, "reason", {}
        getattr(self, page.replace(" ", "_"))()

    def _sent(self) -> None:
        send(self.road)
        take(self.road)

    def decision(self) -> None:
        self._sent()
        self.address, self.rest = address(self.road, "line-review", 1), {"decision": "not_verified"}

    def question(self) -> None:
        self._sent()
        self.address, self.rest = address(self.road, "line-review", 1), {"decision": "ask"}

    def message(self) -> None:
        self._sent()
        ask(self.road)
        self.address, self.field = address(self.road, "return-finish"), "message"
        self.rest = {"act": "send_back", **day_typed("due_on", date(2026, 7, 20))}

    def take_over(self) -> None:
        self._sent()
        self.address, self.officer = address(self.road, "return-take-over"), self.road.second

    def waive(self) -> None:
        period = ReportingPeriod.objects.filter(contract=self.road.contract).order_by("starts_on")[2]
        self.address = reverse("period-waive", args=[period.pk])

    def end(self) -> None:
        self._sent()
        decide_all(self.road)
        browser(self.officer).post(address(self.road, "return-finish"), {"message": "Thank you.", "act": "decide"})
        self.address = reverse("contract-end", args=[self.road.contract.pk])

    def correction(self) -> None:
        self.end()
        line = self.road.row(1, sent=True).line
        self.address, self.rest = reverse("line-correct", args=[line.pk]), {"figure": "1"}

    def answer_to_a_correction(self) -> None:
        self.end()
        pending = correct(self.road, 1, approve=False, value=-1)
        self.address, self.rest = reverse("correction-decide", args=[pending.pk]), {"action": "decline"}
        self.officer = self.road.second

    def write(self, words: str, *, checked: bool = False):
        ticked = {f"{self.field}_checked": "on"} if checked else {}
        return browser(self.officer).post(self.address, {self.field: words, **self.rest, **ticked})


@pytest.mark.parametrize("page", PAGES)
def test_officers_words_that_look_like_a_name_are_asked_about_once(page):
    desk = Desk(page, Measure.Sensitivity.STANDARD)
    asked = shown(desk.write(NAMES))
    assert ASKED in asked and TICK in asked and NAMES in asked
    assert desk.write(NAMES, checked=True).status_code == 302


@pytest.mark.parametrize("page", PAGES)
def test_officers_words_about_people_who_need_protection_are_never_taken_with_a_name(page):
    desk = Desk(page, Measure.Sensitivity.CARE_LEAVERS)
    for checked in (False, True):
        refused = shown(desk.write(NAMES, checked=checked))
        assert ASKED in refused and TICK not in refused
    assert not LineComment.objects.filter(text=NAMES) and not Verification.objects.filter(reason=NAMES)
    assert not Correction.objects.filter(reason=NAMES)
    assert desk.write(CLEAN).status_code == 302
