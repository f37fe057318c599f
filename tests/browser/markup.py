"""What is wrong with a page's HTML, beyond what axe looks at."""

from collections import Counter
from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

SERVICE = "Report social value"
REFERRING = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "list", "headers", "form")
NEVER_EMPTY = ("a", "button", "h1", "h2", "h3", "h4", "label", "legend", "caption", "th", "summary", "title", "dt")
UNLABELLED = ("hidden", "submit", "button", "image", "reset")


def faults_of(text: str) -> list[str]:
    """Sentences that say what is wrong with a whole page; none for a good one."""
    document = html.document_fromstring(text)
    return [fault for check in CHECKS for fault in check(document)]


def _words(element: HtmlElement) -> str:
    """What an element says: its text, or what it is labelled with."""
    pictures = " ".join(picture.get("alt", "") for picture in element.iter("img"))
    return " ".join(f"{element.text_content()} {element.get('aria-label', '')} {pictures}".split())


def _language(document: HtmlElement) -> Iterator[str]:
    if not document.get("lang"):
        yield "The page does not say its language"


def _title(document: HtmlElement) -> Iterator[str]:
    """One h1, which is what the title begins with; the title ends with the name of the service."""
    headings = [_words(heading) for heading in document.iter("h1")]
    title = " ".join((document.findtext(".//title") or "").split())
    if len(headings) != 1:
        yield f"The page has {len(headings)} h1: {headings}"
    elif not title.removeprefix("Error: ").startswith(headings[0]):
        yield f"The title {title!r} does not begin with the h1 {headings[0]!r}"
    if not title.endswith(f" - {SERVICE}"):
        yield f"The title {title!r} does not end with the name of the service"


def _ids(document: HtmlElement) -> Iterator[str]:
    """Each id stands for one thing, and whatever refers to one finds it."""
    ids = Counter(element.get("id") for element in document.iter() if element.get("id"))
    yield from (f"The id {name!r} stands {times} times" for name, times in ids.items() if times > 1)
    for element in document.iter(html.etree.Element):
        for attribute in REFERRING:
            for name in (element.get(attribute) or "").split():
                if name not in ids:
                    yield f"<{element.tag} {attribute}> refers to {name!r}, which is not there"
    for link in document.iter("a"):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] not in ids:
            yield f"The link {_words(link)!r} leads to {target!r}, which is not there"


def _labels(document: HtmlElement) -> Iterator[str]:
    """Every input that shows is called something."""
    labelled = {label.get("for") for label in document.iter("label") if _words(label)}
    for field in document.iter("input", "select", "textarea"):
        if field.get("type") in UNLABELLED or "hidden" in field.attrib or _words(field):
            continue
        if field.get("id") not in labelled:
            yield f"The field {field.get('name')!r} has no label"


def _empty(document: HtmlElement) -> Iterator[str]:
    """No link, heading or label without words, and no link that leads nowhere."""
    for element in document.iter(*NEVER_EMPTY):
        if not _words(element):
            yield f"<{element.tag}> is empty: {html.tostring(element)[:120]!r}"
    for link in document.iter("a"):
        if link.get("href") in (None, "", "#"):
            yield f"The link {_words(link)!r} leads nowhere"


def _headings(document: HtmlElement) -> Iterator[str]:
    """Inside the main part no level of heading is left out."""
    before = 1
    for heading in document.iterfind(".//main//*"):
        if heading.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            level = int(heading.tag[1])
            if level > before + 1:
                yield f"After h{before} comes {heading.tag}: {_words(heading)!r}"
            before = level


def _manners(document: HtmlElement) -> Iterator[str]:
    """Words the style guide does without, and styles the content security policy refuses."""
    words = _words(document.find(".//main")).lower()
    yield from (f"The page says {phrase!r}" for phrase in ("click here", "please", "e-mail") if phrase in words)
    for element in document.xpath(".//main//*[normalize-space(@style)]"):  # a picture taken leaves an empty one
        if not element.xpath("ancestor-or-self::*[@data-module]"):
            yield f"<{element.tag}> carries a style of its own"


CHECKS = (_language, _title, _ids, _labels, _empty, _headings, _manners)
