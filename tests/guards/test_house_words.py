"""What people read: every text can be translated, and none uses words the house does not use."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.guards.source import PROJECT, modules

TEMPLATES = sorted(path for path in (PROJECT / "templates").rglob("*") if path.suffix in (".html", ".txt"))
NEVER = {
    r"\bplease\b": "say what to do",
    r"\bclick here\b": "say where the link leads",
    r"\bLAC\b": "children in our care",
    r"\bthe child\b": "nobody needs to know which child: young people, or children in our care",
    r"\blooked[- ]after child\w*\b": "children in our care",
    r"\bcare leavers?\b": "young people leaving care",
    r"\bsubmissions?\b": "a return",
    r"\battachments?\b": "evidence, or a file",
}
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
# Shown by browsers and read out like text.
SPOKEN = ("alt", "title", "placeholder", "aria-label", "summary")
# What is no sentence: the service's own name, which settings replace.
NAMES = {"Report social value"}
LOGIC = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
HIDDEN = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}|{% block main_classes %}.*?{% endblock %}", re.DOTALL)
TRANSLATED = re.compile(r"{% blocktrans(?:late)?\b.*?{% endblocktrans(?:late)? %}", re.DOTALL)
LITERAL = re.compile(r"""(?<!_\()(?<!\w)(["'])([^"']*)\1""")


def where(path: Path) -> str:
    return str(path.relative_to(PROJECT))


# --- Templates --------------------------------------------------------------------------------------------------------
class Texts(HTMLParser):
    """The texts of a page, and those of the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found += [data]

    def handle_starttag(self, tag, attributes) -> None:
        self.found += [value or "" for name, value in attributes if name in SPOKEN]


def bare_texts(source: str) -> list[str]:
    """Texts of a template that stand outside every translation."""
    parser = Texts()
    parser.feed(LOGIC.sub("", TRANSLATED.sub("", HIDDEN.sub("", source))))
    parser.close()
    return [text for part in parser.found if re.search("[A-Za-z]{2}", text := part.strip()) and text not in NAMES]


def bare_arguments(source: str) -> list[str]:
    """Texts handed to the components without `_()`: whatever begins like a sentence."""
    tags = re.findall(r"{% (?:govuk_\w+|progress_bar)\b(.*?)%}", HIDDEN.sub("", source), re.DOTALL)
    return [text for tag in tags for _quote, text in LITERAL.findall(tag) if re.match("[A-Z]", text)]


def test_scan_finds_what_it_looks_for():
    page = '{% translate "Yes" %}<p>{{ x }}</p><p>No</p><img alt="Map">{% blocktranslate %}Yes{% endblocktranslate %}'
    assert bare_texts(page) == ["No", "Map"]
    assert bare_arguments('{% govuk_tag _("Yes") "green" %}{% govuk_button "No" kind="warning" %}') == ["No"]


@pytest.mark.parametrize("path", TEMPLATES, ids=where)
def test_every_text_of_a_template_can_be_translated(path):
    source = path.read_text()
    assert bare_texts(source) + bare_arguments(source) == [], "Put it inside {% translate %} or _()."


# --- Code -------------------------------------------------------------------------------------------------------------
def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last part of its name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func).split(".")[-1], node


# What the description of the API says of a field: one file in English for all who write programs (record 0039).
DESCRIBED = ("help_text",)


def shown_to_people(tree: ast.AST, *, but: tuple[str, ...] = ()) -> Iterator[ast.expr]:
    """What code hands over to be read: messages, errors, labels and hints; without some of these by name."""
    for name, call in calls(tree):
        if (name == "add_error" or ast.unparse(call.func).startswith("messages.")) and len(call.args) > 1:
            yield call.args[1]
        elif name == "ValidationError" and call.args:
            yield call.args[0]
        elif name == "NotReady" and call.args and isinstance(call.args[0], ast.List):
            yield from call.args[0].elts
        elif name == "Problem" and len(call.args) > 2:
            yield call.args[2]
        elif name == "send_letter":
            wanted = ("subject", "sentence", "ending")
            yield from (keyword.value for keyword in call.keywords if keyword.arg in wanted)
        elif name.endswith(("Field", "Block", "_field")):
            wanted = {"label", "help_text", "error"} - set(but)
            yield from (keyword.value for keyword in call.keywords if keyword.arg in wanted)
            yield from (call.args[0:1] if name == "words_field" else [])
        for keyword in call.keywords:
            if keyword.arg == "error_messages" and isinstance(keyword.value, ast.Dict):
                yield from keyword.value.values


def is_bare(text: ast.expr) -> bool:
    """Whether it is words as they stand, with nothing that translates them."""
    if isinstance(text, ast.JoinedStr):
        return any(isinstance(part, ast.Constant) and re.search("[A-Za-z]{2}", part.value) for part in text.values)
    return isinstance(text, ast.Constant) and isinstance(text.value, str) and bool(re.search("[A-Za-z]{2}", text.value))


def test_scan_of_code_finds_what_it_looks_for():
    tree = ast.parse(
        'form.add_error("x", "No"); messages.success(r, _("Yes")); CharField(label="No"); NotReady([f"No {n}"])'
    )
    assert [is_bare(text) for text in shown_to_people(tree)].count(True) == 3


@pytest.mark.parametrize("module", [name for name in modules() if ".demo" not in name])
def test_every_text_that_code_shows_can_be_translated(module):
    texts = shown_to_people(modules()[module], but=DESCRIBED if module.startswith("api.shapes.") else ())
    bare = [f"line {text.lineno}: {ast.unparse(text)}" for text in texts if is_bare(text)]
    assert not bare


def test_lazy_texts_are_used_where_code_is_read_only_once():
    """A module is read once, in one language: what stands at its top must wait for the reader's."""
    eager = []
    for module, tree in modules().items():
        names = {
            alias.asname or alias.name
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
            for alias in node.names
            if alias.name in ("gettext", "ngettext", "pgettext")
        }
        for node in tree.body:
            parts = [node] if not isinstance(node, ast.ClassDef) else node.body
            for part in parts:
                if not isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                    eager += [f"{module}:{call.lineno}" for name, call in calls(part) if name in names]
    assert not eager


# --- Words ------------------------------------------------------------------------------------------------------------
def all_texts() -> Iterator[tuple[str, str]]:
    """Everything people read, with where it stands."""
    for path in TEMPLATES:
        source = HIDDEN.sub("", path.read_text())
        for text in [*TRANSLATED.findall(source), *re.findall(r"""{% translate (["'])(.*?)\1""", source)]:
            yield where(path), text if isinstance(text, str) else text[1]
        for _quote, text in re.findall(r"""_\((["'])(.*?)\1\)""", source):
            yield where(path), text
    for module, tree in modules().items():
        for name, call in calls(tree):
            if name in GETTEXT:
                for argument in call.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield module, argument.value


def test_texts_are_found():
    texts = list(all_texts())
    assert len(texts) > 600
    assert {"Send return", "Find no fault"} & {text for _place, text in texts} == {"Send return"}


@pytest.mark.parametrize("word", NEVER)
def test_house_never_says(word):
    said = sorted({f"{place}: {text[:80]}" for place, text in all_texts() if re.search(word, text, re.IGNORECASE)})
    assert not said, f"Instead: {NEVER[word]}."
