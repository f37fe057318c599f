"""What pages say about reminders, and the page on which a council sets them."""

import re
from datetime import date

import pytest
from django.urls import reverse

from returns.actions.reminding import send_reminders
from returns.models import ReminderRule
from returns.reminding import USUAL, schedules_of
from tests.factories import MemberFactory
from tests.guards.pages_reminding import settings_data
from tests.returns.road import open_road, send_back, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def road(time_machine):
    time_machine.move_to("2026-07-20T09:00:00Z", tick=False)
    made = open_road("narrative")
    send_reminders(today=date(2026, 7, 17))
    return made


def page(client, person, name: str, *args) -> str:
    client.force_login(person)
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def post(client, person, road, **data) -> str:
    client.force_login(person)
    response = client.post(reverse("reminders-edit", args=[road.contract.council_id]), data, follow=True)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


# --- The supplier and the officer -------------------------------------------------------------------------------------
def test_supplier_reads_when_the_next_reminder_goes(client, road):
    words = "If it is not sent by then, we will remind you by email on {}."
    assert words.format("Tuesday 28 July 2026") in page(client, road.editor, "return-detail", road.supplier_return.pk)
    send_reminders(today=date(2026, 7, 28))
    assert words.format("Friday 31 July 2026") in page(client, road.editor, "return-detail", road.supplier_return.pk)


def test_nobody_is_promised_a_reminder_that_they_will_not_get(client, road):
    viewer = MemberFactory(organisation=road.contract.supplier, role="viewer").user
    assert "remind you" not in page(client, viewer, "return-detail", road.supplier_return.pk)


def test_officer_reads_on_which_days_the_supplier_was_reminded(client, road):
    said = page(client, road.officer, "return-review", road.supplier_return.pk)
    assert "Reminded on 17 July 2026. The next reminder goes to the supplier on Tuesday 28 July 2026." in said
    send_reminders(today=date(2026, 7, 28))
    send_reminders(today=date(2026, 7, 31))
    said = page(client, road.officer, "return-review", road.supplier_return.pk)
    assert "Reminded on 17 July 2026, 28 July 2026 and 31 July 2026." in said
    history = page(client, road.officer, "contract-history", road.contract.pk)
    assert history.count("The portal reminded the supplier of the return for 1 April 2026 to 30 June 2026") == 3


def test_officer_reads_of_a_return_that_was_sent_back_when_the_next_reminder_goes(client, time_machine):
    time_machine.move_to("2026-07-02T09:00:00Z", tick=False)
    road = taken("narrative")
    send_back(road)
    said = page(client, road.officer, "return-review", road.supplier_return.pk)
    assert "The next reminder goes to the supplier on Monday 13 July 2026." in said


# --- The council's page -----------------------------------------------------------------------------------------------
def test_lead_finds_the_page_and_sees_the_usual_reminders(client, road):
    address = reverse("reminders-edit", args=[road.contract.council_id])
    assert address in page(client, road.second, "contract-list")
    assert address not in page(client, road.officer, "contract-list")
    said = page(client, road.second, "reminders-edit", road.contract.council_id)
    assert "Reminder 3: on the due date" in said and re.search(r'<input[^>]*name="days_1"[^>]*value="14"', said)


def test_what_a_lead_sets_is_kept_and_read_again(client, road):
    said = post(client, road.second, road, **settings_data(days_1="21", is_on_2="", manager_from="1", digest="daily"))
    assert "The reminders are saved" in said
    schedule = schedules_of([road.contract.council_id])[road.contract.council_id]
    assert [step.days for step in schedule.steps_on] == [-21, 0, 1, 7, 14, 28]
    assert (schedule.manager_from, schedule.lead_from, schedule.digest) == (1, 7, "daily")
    assert "The usual reminders are in use again" in post(client, road.second, road, action="usual")
    assert not ReminderRule.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"days_2": "14"}, "This must be later than the reminder before it"),
        ({"days_6": "7"}, "This must be later than the reminder before it"),
        ({"days_1": "61"}, "Enter a whole number of days from 1 to 60"),
        ({"days_7": "0"}, "Enter a whole number of days from 1 to 90"),
        ({"days_4": "soon"}, "Enter a whole number of days from 1 to 90"),
        ({"digest": ""}, "Choose how often officers are told"),
        ({"digest_hour": "3"}, "Choose a time"),
        ({"manager_from": "8"}, "Choose when they get a copy"),
    ],
)
def test_wrong_settings_say_how_to_mend_them_and_change_nothing(client, road, wrong, words):
    said = post(client, road.second, road, **settings_data(**wrong))
    assert words in said and "There is a problem" in said
    assert schedules_of([road.contract.council_id])[road.contract.council_id] == USUAL
