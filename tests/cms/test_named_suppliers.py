"""The name of a supplier in case studies: what counts as typed, what readers see, and that nothing finds it later."""

from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms import named_suppliers
from cms.actions.case_suggestions import draft_case_study, suggest_case_study
from cms.actions.consents import withdraw_consent
from cms.case_drafting import draft_of
from cms.models import CaseStudyPage
from cms.named_suppliers import shown_to_readers, typed_names, with_sign, without_name
from returns.actions.answering import answer_words
from suppliers.models import Organisation
from tests.cms.cases import NOW, admin_of, agreed, editor_of, index_page, publisher_of, site_of, story
from tests.cms.sites import twin_of, welsh_home
from tests.cms.test_case_studies import add, typed
from tests.factories import OrganisationFactory
from tests.returns.pages import browser, shown
from tests.returns.road import answer, decide_all, decided, finish, open_road, send, take

NAME = "Brightwater Grounds CIC"


# --- What counts as typed ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Brightwater Grounds CIC came.", "Brightwater Grounds CIC"),
        ("brightwater  grounds came.", "brightwater grounds"),
        ("Brightwater’s crews came.", "Brightwater"),
        ("BRIGHTWATER came.", "BRIGHTWATER"),
        ("<p>Bright<b>water</b> came.</p>", "Brightwater"),
        ("<p>Brightwater&nbsp;Grounds came.</p>", "Brightwater Grounds"),
        (
            '<a href="https://www.brightwater-grounds.example/">Their site</a>',
            "https://www.brightwater-grounds.example/",
        ),
        ("Bright water ran over the grounds.", ""),
        ("The Brightwaters came.", ""),
        ("{supplier} came.", ""),
        ("", ""),
    ],
)
def test_name_is_found_as_people_write_it(words, found):
    assert (typed_names(words, [NAME]) or [""])[0] == found


@pytest.mark.parametrize(
    ("name", "words", "is_found"),
    [
        ("Oakline Facilities Ltd", "Oakline promised it.", True),
        ("Smith & Sons Ltd", "Smith and Sons promised it.", True),
        ("Friends of the Park", "Friends came with cake.", False),
        ("Friends of the Park", "The friends of the park came.", True),
        ("Penbury Homes Ltd", "People in Penbury planted it.", False),
        ("Larkfield Homes for Young People Ltd", "LHFYP planted it.", True),
        ("O’Neill’s Yard", "O'Neill's Yard came.", True),
        ("The Hub", "A hub of the area.", False),
        ("A.B (Ltd)*", "Nothing of it.", False),
    ],
)
def test_names_are_known_by_what_is_theirs_alone(name, words, is_found):
    assert bool(typed_names(words, [name], "Penbury Council")) == is_found


# --- What readers see -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("markup", "named", "unnamed"),
    [
        (
            "<p>{supplier} came. Then { Supplier } went.</p>",
            "A &amp; B came. Then A &amp; B went.",
            "The supplier came. Then the supplier went.",
        ),
        ("<p>With <b>{supplier}</b>.</p>", "With <b>A &amp; B</b>.", "With <b>the supplier</b>."),
        ("<p>It ended. {supplier} went.</p>", "It ended. A &amp; B went.", "It ended. The supplier went."),
        ("<p>No name.</p>", "No name.", "No name."),
    ],
)
def test_sign_becomes_the_name_or_neutral_words(markup, named, unnamed):
    assert shown_to_readers(markup, "A & B") == f"<p>{named}</p>"
    assert shown_to_readers(markup, "") == f"<p>{unnamed}</p>"


def test_name_that_was_typed_before_it_was_refused_is_not_shown_either():
    markup = '<h2 id="x">Brightwater Grounds CIC</h2><p>With brightwater grounds &amp; us.</p>'
    expected = '<h2 id="x">The supplier</h2><p>With the supplier &amp; us.</p>'
    assert shown_to_readers(markup, "", [NAME]) == expected
    assert shown_to_readers(markup, NAME, [NAME]) == markup


def test_plain_words_take_the_sign_or_neutral_words():
    assert with_sign("Brightwater Grounds’ crews and Brightwater.", [NAME]) == "{supplier}’ crews and {supplier}."
    assert without_name("Parks by Brightwater. {supplier}", [NAME]) == "Parks by the supplier. The supplier"


# --- Pages ------------------------------------------------------------------------------------------------------------
@pytest.fixture
def road(db, time_machine):
    time_machine.move_to(NOW, tick=False)
    road = decided("hours", "money")
    Organisation.objects.filter(pk=road.contract.supplier_id).update(name=NAME)
    road.contract.supplier.name = NAME
    site_of(road.contract.council)
    index_page()
    return road


BODY = [("heading", "What {supplier} did"), ("text", "<p>{supplier} came. Ask {supplier} how.</p>")]


@pytest.fixture
def consent(road):
    return agreed(road.contract, editor_of(), admin_of(road.contract))


def told(road, **fields) -> CaseStudyPage:
    fields = {"names_supplier": True, "no_measures_reason": "Words.", "body": BODY} | fields
    return story(road.contract, **fields)


EVERYWHERE = ("/case-studies/a-garden/", "/case-studies/", "/case-studies/feed/", "/search/?q=Brightwater", "/")


def test_withdrawing_takes_the_name_from_everything_at_once(road, consent):
    page = told(road)
    page.save_revision().publish()
    first = Client().get("/case-studies/a-garden/")
    html = first.content.decode()
    assert "What Brightwater Grounds CIC did" in html and "Ask Brightwater Grounds CIC how." in html
    withdraw_consent(consent=consent, by=consent.answered_by)
    for address in EVERYWHERE:
        words = Client().get(address).content.decode()
        assert "Grounds" not in words and "{supplier}" not in words, address
    again = Client().get("/case-studies/a-garden/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200 and again["ETag"] != first["ETag"]
    html = again.content.decode()
    assert "What the supplier did" in html and "The supplier came. Ask the supplier how." in html


def test_page_that_does_not_name_its_supplier_writes_neutral_words(road, consent):
    assert "What the supplier did" in shown(
        browser(consent.answered_by).get(f"/case-studies/{told(road, names_supplier=False).slug}/")
    )


def test_title_of_the_contract_does_not_give_the_name_away(road, consent):
    type(road.contract).objects.filter(pk=road.contract.pk).update(title="Parks by Brightwater Grounds")
    page = told(road)
    assert "Parks by Brightwater Grounds" in shown(Client().get(f"/case-studies/{page.slug}/"))
    withdraw_consent(consent=consent, by=consent.answered_by)
    assert "Parks by the supplier" in shown(Client().get(f"/case-studies/{page.slug}/"))


def test_page_of_before_is_not_found_by_the_name_and_does_not_show_it(road):
    page = told(road, body=[("text", "<p>Brightwater Grounds planted an orchard.</p>")])
    words = shown(Client().get(f"/case-studies/{page.slug}/"))
    assert "The supplier planted an orchard." in words and "Grounds" not in words
    assert "Grounds" not in CaseStudyPage.objects.get(pk=page.pk).words_to_find
    assert "A garden" in shown(Client().get("/search/?q=orchard"))
    assert "A garden" not in shown(Client().get("/search/?q=grounds"))


def test_welsh_joins_the_article_to_a_vowel(monkeypatch):
    welsh = {"the supplier": "y cyflenwr", "The supplier": "Y cyflenwr"}
    monkeypatch.setattr(named_suppliers, "_", welsh.get)
    with override("cy"):
        assert shown_to_readers("<p>Addawodd {supplier} hyn. Mae {supplier} yma. {supplier}!</p>", "") == (
            "<p>Addawodd y cyflenwr hyn. Mae’r cyflenwr yma. Y cyflenwr!</p>"
        )
        assert without_name("Parciau gan Brightwater", [NAME]) == "Parciau gan y cyflenwr"


def test_welsh_twin_shows_the_name_while_it_may(road, consent):
    welsh_home()
    twin_of(told(road), title="Gardd", slug="gardd", body=[("text", "<p>Addawodd {supplier} hyn.</p>")])
    assert "Addawodd Brightwater Grounds CIC hyn." in shown(Client().get("/cy/case-studies-cy/gardd/"))
    withdraw_consent(consent=consent, by=consent.answered_by)
    assert "Grounds" not in shown(Client().get("/cy/case-studies-cy/gardd/"))


# --- Publishing -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": "Brightwater plants"}, "Write “the supplier” instead of “Brightwater”"),
        ({"summary": "How Brightwater Grounds planted."}, "instead of “Brightwater Grounds”"),
        ({"seo_title": "Brightwater"}, "Write “the supplier” instead"),
        ({"search_description": "Brightwater"}, "Write “the supplier” instead"),
        ({"no_measures_reason": "Brightwater counts later."}, "Write “the supplier” instead"),
        ({"title": "{supplier} plants"}, "becomes the name in the body and in the quote only"),
        ({"slug": "brightwater-plants"}, "out of the address"),
        ({"quote_words": "Brightwater asked us."}, "Write {supplier} instead of “Brightwater”"),
        (
            {"body": [("heading", "Done"), ("text", "<p>Brightwater came.</p>")]},
            "Write {supplier} instead of “Brightwater” below “Done”",
        ),
        ({"body": [("text", "<p>Brightwater came.</p>")]}, "Write {supplier} instead of “Brightwater”. Readers"),
        ({"body": [("inset", "Thanks to Brightwater.")]}, "Write {supplier} instead"),
        ({"body": [("text", "<p>{suplier} came.</p>")]}, "Readers would see “{suplier}” as it is"),
        (
            {
                "body": [
                    (
                        "table",
                        {
                            "caption": "Who came",
                            "table": {
                                "columns": [{"type": "text", "heading": "Who"}],
                                "rows": [{"values": ["Brightwater"]}],
                            },
                        },
                    )
                ]
            },
            "Write {supplier} instead of “Brightwater”",
        ),
    ],
)
def test_page_that_types_the_name_is_not_published(road, consent, changes, words):
    page = told(road)
    for name, value in changes.items():
        if name == "body":
            stream = page.body.stream_block
            value = stream.to_python([{"type": kind, "value": content} for kind, content in value])
        setattr(page, name, value)
    with pytest.raises(ValidationError) as refused:
        page.save_revision(clean=False).publish()
    assert words in str(refused.value)


def test_name_of_an_organisation_that_was_merged_is_refused_too(road):
    OrganisationFactory(name="Meadowsweet Gardens", merged_into=road.contract.supplier)
    page = told(road, names_supplier=False, title="Meadowsweet plants")
    with pytest.raises(ValidationError, match="instead of “Meadowsweet”"):
        page.save_revision().publish()


def test_page_with_the_sign_is_published(road, consent):
    told(road).save_revision().publish()


def test_form_says_where_the_name_is_typed(road, consent):
    fields = typed(road.contract, title="Brightwater plants", no_measures_reason="Words.")
    body = streamfield([("heading", "Done"), ("text", rich_text("<p>Oh, Brightwater came.</p>"))])
    fields |= nested_form_data({"body": body})
    response = add(publisher_of(), **fields, **{"action-publish": "1"})
    assert "Write “the supplier” instead of “Brightwater”" in shown(response)
    html = unescape(response.content.decode())
    assert "instead of \\u201cBrightwater\\u201d below \\u201cDone\\u201d" in html
    assert not CaseStudyPage.objects.exists()


# --- The draft --------------------------------------------------------------------------------------------------------
def test_draft_names_the_supplier_by_the_sign_alone(db, time_machine):
    time_machine.move_to(NOW, tick=False)
    road = open_road("hours", "money")
    Organisation.objects.filter(pk=road.contract.supplier_id).update(name=NAME)
    type(road.contract).objects.filter(pk=road.contract.pk).update(title="Parks by Brightwater Grounds")
    answer(road, 1)
    answer_words(answer=road.row(1).answer, narrative="Crews of Brightwater came.", by=road.editor)
    answer(road, 2)
    send(road)
    take(road)
    decide_all(road)
    finish(road)
    site_of(road.contract.council)
    index_page()
    suggestion = suggest_case_study(supplier_return=road.fresh(), reason="It is good.", by=road.editor)
    page, _left_out = draft_of(type(suggestion).objects.get(pk=suggestion.pk))
    told_in = f"{page.title} {page.summary} {page.body}"
    assert "Crews of {supplier} came." in told_in and page.title == "Parks by the supplier"
    assert "Brightwater" not in told_in
    assert "brightwater" not in draft_case_study(suggestion=suggestion, by=editor_of()).slug
