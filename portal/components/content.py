"""Components that show something: buttons, tags, banners, panels, texts that stand out, links that lead on."""

from collections.abc import Iterable

from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

ARROWS = {
    "prev": "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984"
    "l4.2931-4.293-1.414-1.414z",
    "next": "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062"
    "-6.7246-6.7266z",
}
START_ICON = mark_safe(
    '<svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19"'
    ' viewBox="0 0 33 40" aria-hidden="true" focusable="false">'
    '<path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/></svg>'
)
TAG_COLOURS = {"", "grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow"}
BUTTON_KINDS = {"", "secondary", "warning", "inverse"}


def button(
    text: str,
    href: str = "",
    *,
    kind: str = "",
    name: str | None = None,
    value: str | None = None,
    form: str | None = None,
    id: str | None = None,
    type: str = "submit",
    start: bool = False,
    disabled: bool = False,
    once: bool = False,
    classes: str = "",
) -> SafeString:
    """A button, or with `href` a link that looks like one.

    `kind` is "", "secondary", "warning" or "inverse"; `once` ignores a second click within a second, for whatever
    must not be sent twice; `form` is the id of a form elsewhere on the page. Raises ValueError for an unknown kind.
    """
    if kind not in BUTTON_KINDS:
        raise ValueError(f"A button cannot be {kind!r}.")
    css = " ".join(
        filter(
            None, ["govuk-button", kind and f"govuk-button--{kind}", "govuk-button--start" if start else "", classes]
        )
    )
    shared: dict[str, str | bool | None] = {"class": css, "data-module": "govuk-button", "id": id}
    inside = format_html("{}{}", text, START_ICON if start else "")
    if href:
        link = {"href": href, "role": "button", "draggable": "false", **shared}
        return format_html("<a{}>{}</a>", flatatt(link), inside)
    attrs = {
        "type": type,
        "name": name,
        "value": value,
        "form": form,
        "disabled": disabled,
        "aria-disabled": "true" if disabled else None,
        "data-prevent-double-click": "true" if once else None,
        **shared,
    }
    return format_html("<button{}>{}</button>", flatatt(attrs), inside)


def tag(text: str, colour: str = "") -> SafeString:
    """A status in a coloured box. The words must be enough without the colour. Raises ValueError for other colours."""
    if colour not in TAG_COLOURS:
        raise ValueError(f"No tag is {colour!r}.")
    css = f"govuk-tag govuk-tag--{colour}" if colour else "govuk-tag"
    return format_html('<strong class="{}">{}</strong>', css, text)


def notification_banner(
    content: str, *, heading: str = "", success: bool = False, title: str = "", id: str = ""
) -> SafeString:
    """News about the page or about what was just done (green with `success`): a heading, then more where needed."""
    if heading:
        content = format_html('<p class="govuk-notification-banner__heading">{}</p>{}', heading, content)
    title_id = id or "govuk-notification-banner-title"
    return format_html(
        '<div class="govuk-notification-banner{}" role="{}" aria-labelledby="{}"'
        ' data-module="govuk-notification-banner"><div class="govuk-notification-banner__header">'
        '<h2 class="govuk-notification-banner__title" id="{}">{}</h2></div>'
        '<div class="govuk-notification-banner__content">{}</div></div>',
        " govuk-notification-banner--success" if success else "",
        "alert" if success else "region",
        title_id,
        title_id,
        title or (_("Success") if success else _("Important")),
        content,
    )


def message_banners(messages: Iterable) -> SafeString:
    """One banner a Django message: green where something succeeded. Ids are numbered so that each has its own title."""
    return format_html_join(
        "",
        "{}",
        (
            (
                notification_banner(
                    "",
                    heading=message.message,
                    success=message.level_tag == "success",
                    id=f"govuk-notification-banner-title-{number}" if number else "",
                ),
            )
            for number, message in enumerate(messages)
        ),
    )


def panel(content: str, title: str) -> SafeString:
    """The green panel of a confirmation page: its title is the page's h1. No links belong in it."""
    body = format_html('<div class="govuk-panel__body">{}</div>', content) if content.strip() else ""
    return format_html(
        '<div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">{}</h1>{}</div>', title, body
    )


def inset_text(content: str) -> SafeString:
    """Text set apart by a bar on its left: an officer's words, something worth a second look."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


def warning_text(content: str) -> SafeString:
    """Something with a consequence, behind an exclamation mark."""
    return format_html(
        '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">{}</span> {}</strong></div>',
        _("Warning"),
        content,
    )


def details(content: str, summary: str, *, open: bool = False, id: str | None = None) -> SafeString:
    """A line that opens to show more, for what only some readers need."""
    return format_html(
        '<details{}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">{}</span>'
        '</summary><div class="govuk-details__text">{}</div></details>',
        flatatt({"class": "govuk-details", "id": id, "open": open}),
        summary,
        content,
    )


def back_link(href: str, text: str = "") -> SafeString:
    """The way back, on top of a question page. Never together with breadcrumbs."""
    return format_html('<a href="{}" class="govuk-back-link">{}</a>', href, text or _("Back"))


def breadcrumbs(items: Iterable[tuple[str, str]]) -> SafeString:
    """Where the page stands: pairs of text and address; an empty address is the page itself."""
    rows = format_html_join(
        "",
        "{}",
        (
            (
                format_html(
                    '<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="{}">{}</a></li>',
                    href,
                    text,
                )
                if href
                else format_html('<li class="govuk-breadcrumbs__list-item" aria-current="page">{}</li>', text),
            )
            for text, href in items
        ),
    )
    return format_html(
        '<nav class="govuk-breadcrumbs" aria-label="{}"><ol class="govuk-breadcrumbs__list">{}</ol></nav>',
        _("Breadcrumb"),
        rows,
    )


def _page_link(side: str, href: str, title: str, label: str) -> SafeString:
    decorated = "" if label else " govuk-pagination__link-title--decorated"
    below = (
        format_html(
            '<span class="govuk-visually-hidden">:</span> <span class="govuk-pagination__link-label">{}</span>', label
        )
        if label
        else ""
    )
    return format_html(
        '<div class="govuk-pagination__{side}"><a class="govuk-link govuk-pagination__link" href="{href}" rel="{side}">'
        '<svg class="govuk-pagination__icon govuk-pagination__icon--{side}" xmlns="http://www.w3.org/2000/svg"'
        ' height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13">'
        '<path d="{path}"></path></svg>'
        '<span class="govuk-pagination__link-title{decorated}">{title}</span> {below}</a></div>',
        side=side,
        href=href,
        path=ARROWS[side],
        decorated=decorated,
        title=title,
        below=below,
    )


# The words that only screen readers say are part of the text: they do not stand at its end in every language.
PREVIOUS = gettext_noop('Previous<span class="govuk-visually-hidden"> page</span>')
NEXT = gettext_noop('Next<span class="govuk-visually-hidden"> page</span>')


def pagination(previous: str = "", next: str = "", *, previous_label: str = "", next_label: str = "") -> SafeString:
    """Links to the page before and the page after; an empty address leaves that link out, two leave out everything."""
    if not previous and not next:
        return mark_safe("")
    links = []
    if previous:
        title = _("Previous page") if previous_label else mark_safe(_(PREVIOUS))  # noqa: S308  # a text of our own
        links.append((_page_link("prev", previous, title, previous_label),))
    if next:
        title = _("Next page") if next_label else mark_safe(_(NEXT))  # noqa: S308  # a text of our own
        links.append((_page_link("next", next, title, next_label),))
    return format_html(
        '<nav class="govuk-pagination govuk-pagination--block" aria-label="{}">{}</nav>',
        _("Pagination"),
        format_html_join("", "{}", links),
    )


def progress_bar(percent: float | None, words: str, *, due: float | None = None, colour: str = "") -> SafeString:
    """A bar with its meaning in words; `due` sets a mark where it should stand by now. Figures are percent, 0 to 100.

    The bar is drawn with SVG attributes because the content security policy allows no inline style. It says nothing
    that the words do not, so assistive technology skips it. `colour` is "", "green", "amber", "orange" or "red".
    """
    done = min(max(percent or 0, 0), 100)
    mark = ""
    if due is not None:
        mark = format_html(
            '<rect class="sv-bar__due" x="{}%" width="2" height="12"/>', round(min(max(due, 0), 99.5), 1)
        )
    return format_html(
        '<span class="sv-bar{}"><svg class="sv-bar__picture" aria-hidden="true" focusable="false" width="100%"'
        ' height="12"><rect class="sv-bar__whole" width="100%" height="12"/><rect class="sv-bar__done" width="{}%"'
        ' height="12"/>{}</svg><span class="sv-bar__words">{}</span></span>',
        conditional_escape(f" sv-bar--{colour}" if colour else ""),
        round(done, 1),
        mark,
        words,
    )
