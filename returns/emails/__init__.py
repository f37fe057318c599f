"""The e-mails of the returns room, by the name that its events give them."""

from collections.abc import Callable

from returns.emails import confirming, endorsing, escalating, files, reminding, returning

EMAILS: dict[str, Callable] = {
    **returning.EMAILS,
    **confirming.EMAILS,
    **reminding.EMAILS,
    **files.EMAILS,
    **escalating.EMAILS,
    **endorsing.EMAILS,
}
