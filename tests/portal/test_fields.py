"""Fields of ordinary Django forms come out as the Design System's, and people can mend what they got wrong."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from portal.components.fields import render_field
from portal.components.parts import Options
from tests.portal.design_system import assert_same, example, render


def a_field(field: forms.Field, name: str):
    """One field of a form whose ids are the bare names, as those of the examples are."""
    return type("Example", (forms.Form,), {name: field})(auto_id="%s")[name]


def wrong(bound, message: str):
    """The same field after the server found something wrong with it."""
    bound.form.is_bound, bound.form._errors, bound.form.cleaned_data = True, forms.utils.ErrorDict(), {}
    bound.form.add_error(bound.name, message)
    return bound


# --- Fields -----------------------------------------------------------------------------------------------------------
def looks_of(options: dict) -> dict:
    """The options of an example in our words."""
    label = options.get("label") or (options.get("fieldset") or {}).get("legend") or {}
    looks = {"label": label.get("text")}
    if label.get("isPageHeading"):
        looks["label_is_title"] = True
    looks["size"] = re.sub(r"govuk-(label|fieldset__legend)--", "", label.get("classes", ""))
    if "hint" in options:
        looks["hint"] = options["hint"]["text"]
    for side in ("prefix", "suffix"):
        if side in options:
            looks[side] = options[side]["text"]
    if "width" in options.get("classes", ""):
        looks["width"] = int(options["classes"].rsplit("-", 1)[1])
    return looks


def compare(component: str, name: str, field: forms.Field, **more):
    """Our field, and the example with our names: an example may have an id that has nothing to do with its name."""
    options, html = example(component, name)
    field_id = options.get("id") or options.get("idPrefix") or options["name"]
    html = html.replace(f'name="{options.get("name")}"', f'name="{field_id}"')
    bound = a_field(field, field_id)
    if "errorMessage" in options:
        wrong(bound, options["errorMessage"]["text"])
    return render_field(bound, Options(**{**looks_of(options), **more})), html


@pytest.mark.parametrize(
    "name",
    [
        "default",
        "with hint text",
        "with error and hint",
        "with width-5 class",
        "with label as page heading",
        "with prefix and suffix",
        "with prefix and suffix and error",
    ],
)
def test_text_input_is_the_design_systems(name):
    ours, html = compare("input", name, forms.CharField())
    assert_same(ours, html)


@pytest.mark.parametrize("name", ["default", "with hint", "with error message", "with label as page heading"])
def test_textarea_is_the_design_systems(name):
    ours, html = compare("textarea", name, forms.CharField(widget=forms.Textarea))
    assert_same(ours, html)


@pytest.mark.parametrize("name", ["default", "with hint and error"])
def test_character_count_is_the_design_systems(name):
    ours, html = compare("character-count", name, forms.CharField(widget=forms.Textarea, max_length=10), count=True)
    assert_same(ours, html)


def test_word_count_is_the_design_systems():
    ours, html = compare("character-count", "with maxwords", forms.CharField(widget=forms.Textarea), max_words=10)
    assert_same(ours, html)


@pytest.mark.parametrize("name", ["default", "with hint text", "with error message"])
def test_password_input_is_the_design_systems(name):
    ours, html = compare("password-input", name, forms.CharField(widget=forms.PasswordInput))
    assert_same(ours, html)


@pytest.mark.parametrize("name", ["enhanced", "enhanced, with error message and hint", "enhanced, multiple files"])
def test_file_upload_is_the_design_systems(name):
    class Several(forms.FileInput):
        allow_multiple_selected = True

    widget = Several if "multiple" in name else forms.FileInput
    ours, html = compare("file-upload", name, forms.FileField(widget=widget))
    assert_same(ours, html)


def test_select_is_the_design_systems():
    options, _html = example("select", "with hint text and error message")
    choices = [(item["value"], item["text"]) for item in options["items"]]
    ours, html = compare("select", "with hint text and error message", forms.ChoiceField(choices=choices))
    assert_same(ours, html)


def renamed(html: str, options: dict) -> str:
    """The example with Django's ids: name_0, name_1 where the Design System has name, name-2."""
    prefix, number = options.get("idPrefix") or options["name"], 0
    for position, item in enumerate(options["items"], start=1):
        if "divider" in item:
            continue
        old = item.get("id") or (prefix if position == 1 else f"{prefix}-{position}")
        for before in ('id="', 'for="', 'id="conditional-', 'controls="conditional-', 'id="', 'describedby="'):
            for after in ('"', '-item-hint"'):
                taken = before + old + after
                if before != 'describedby="' or after != '"':
                    html = html.replace(taken, f"{before}{prefix}_{number}{after}")
        number += 1
    return html


@pytest.mark.parametrize(
    ("component", "name"),
    [
        ("radios", "with hint"),
        ("radios", "with fieldset and error message"),
        ("radios", "with hints on items"),
        ("radios", "inline"),
        ("radios", "with a divider"),
        ("radios", "with conditional items"),
        ("checkboxes", "default"),
        ("checkboxes", "with error message"),
    ],
)
def test_choices_are_the_design_systems(component, name):
    options, _html = example(component, name)
    items = [item for item in options["items"] if "divider" not in item]
    field_class, widget = (
        (forms.ChoiceField, forms.RadioSelect)
        if component == "radios"
        else (forms.MultipleChoiceField, forms.CheckboxSelectMultiple)
    )
    checked = [item["value"] for item in items if item.get("checked")]
    field = field_class(
        choices=[(item["value"], item["text"]) for item in items],
        widget=widget,
        initial=checked[0] if checked else None,
    )
    if "errorMessage" in options and checked:
        field.widget.value_from_datadict = lambda *_args: checked[0]
    ours, html = compare(
        component,
        name,
        field,
        hints={item["value"]: item["hint"]["text"] for item in items if "hint" in item},
        reveal={item["value"]: mark_safe(item["conditional"]["html"]) for item in items if "conditional" in item},
        divider=next((item["divider"] for item in options["items"] if "divider" in item), ""),
        inline="inline" in options.get("classes", ""),
    )
    assert_same(ours, renamed(html, options))


@pytest.mark.parametrize("name", ["default", "with error message and hint"])
def test_date_input_is_the_design_systems(name):
    options, html = example("date-input", name)
    bound = a_field(forms.DateField(widget=forms.SelectDateWidget), options["id"])
    if "errorMessage" in options:
        wrong(bound, options["errorMessage"]["text"])
    ours = render_field(bound, Options(**looks_of(options)))
    for part in ("day", "month", "year"):
        html = html.replace(f"{options['id']}-{part}", f"{options['id']}_{part}")
        html = html.replace(f'name="{part}"', f'name="{options["id"]}_{part}"')
    assert_same(ours, html)


# --- What people notice -----------------------------------------------------------------------------------------------
class Everything(forms.Form):
    """One field of each kind, none of them filled in."""

    figure = forms.DecimalField(label="Figure")
    decision = forms.ChoiceField(choices=[("", "---------"), ("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect)
    groups = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple)
    due_on = forms.DateField(widget=forms.SelectDateWidget)
    agrees = forms.BooleanField()
    evidence = forms.FileField()
    secret = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("The figures do not add up")


def test_every_link_of_the_error_summary_leads_to_something_on_the_page():
    form = Everything({})
    page = render(
        "{% govuk_error_summary form %}{% govuk_form form %}{% govuk_fields form %}{% endgovuk_form %}", form=form
    )
    targets = re.findall(r'href="#([^"]+)"', page)
    assert len(targets) == 7
    assert {t for t in targets if f' id="{t}"' not in page} == set()
    assert "id_decision_1" in targets and "id_due_on_day" in targets and "id_groups_0" in targets


def test_error_summary_and_field_say_the_same_words():
    form = Everything({"secret": "7"})
    page = render("{% govuk_error_summary form %}{% govuk_field form.figure %}", form=form)
    assert page.count("Enter figure") == 2
    assert "This field is required" not in page


def test_question_in_a_label_becomes_no_part_of_its_error():
    class Question(forms.Form):
        figure = forms.IntegerField(label="How many apprentices started?")
        kind = forms.ChoiceField(label="Did it help?", choices=[("y", "Yes")], widget=forms.RadioSelect)

    page = render("{% govuk_error_summary form %}", form=Question({}))
    assert "Enter an answer" in page and "Select an answer" in page


def test_date_that_is_no_date_keeps_what_was_typed():
    form = Everything({"due_on_day": "31st", "due_on_month": "6", "due_on_year": "soon"})
    page = render("{% govuk_field form.due_on %}", form=form)
    assert all(f'value="{typed}"' in page for typed in ("31st", "6", "soon"))


def test_date_shows_the_value_it_starts_with():
    page = render("{% govuk_field form.due_on %}", form=Everything(initial={"due_on": "2027-03-27"}))
    assert all(f'value="{part}"' in page for part in ("27", "3", "2027"))


def test_what_people_typed_is_escaped():
    form = Everything({"figure": '"><script>'})
    page = render("{% govuk_field form.figure suffix=unit %}", form=form, unit="<b>")
    assert "<script>" not in page and "<b>" not in page


def test_option_that_does_not_exist_is_refused():
    with pytest.raises(TypeError):
        render("{% govuk_field form.figure colour='x' %}", form=Everything())


def test_field_that_does_not_exist_is_refused():
    with pytest.raises(ValueError):
        render("{% govuk_field form.figures %}", form=Everything())


def test_number_asks_for_the_right_keyboard():
    class Numbers(forms.Form):
        people = forms.IntegerField()
        hours = forms.DecimalField()

    page = render("{% govuk_fields form %}", form=Numbers())
    assert 'inputmode="numeric"' in page and 'inputmode="decimal"' in page
    assert 'type="number"' not in page


def test_choice_reveals_a_field_that_keeps_its_own_error():
    class Reasoned(forms.Form):
        decision = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect)
        reason = forms.CharField(error_messages={"required": "Say why"})

    page = render("{% govuk_field form.decision reveal_no=form.reason %}", form=Reasoned({"decision": "no"}))
    assert 'data-aria-controls="conditional-id_decision_1"' in page
    assert "govuk-radios__conditional--hidden" not in page
    assert "Say why" in page


def test_form_carries_its_token_hidden_fields_and_says_when_files_come():
    request = RequestFactory().get("/")
    template = Template("{% govuk_form form %}{% endgovuk_form %}")
    page = template.render(Context({"form": Everything(initial={"secret": 7}), "request": request}))
    assert "csrfmiddlewaretoken" in page and 'value="7"' in page
    assert 'enctype="multipart/form-data"' in page and "novalidate" in page


def test_page_finds_the_problems_of_its_forms_once():
    form_set = forms.formset_factory(Everything, extra=0)({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"})
    form = Everything({})
    source = "{% page_problems as found %}{{ found|length }}"
    each = 7 + 1
    assert render(source, form=form, again=form) == str(each)
    assert render(source, forms=[form, Everything({})]) == str(2 * each)
    assert render(source, formset=form_set, one=form_set.forms[0]) == "0"  # an empty extra form may stay empty
    assert render(source, problems=["The file is too big"]) == "1"
    assert render(source, form=Everything()) == "0"
