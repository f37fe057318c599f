"""A council's colour as a style sheet. The content security policy allows no inline style, so it has an address."""

from accounts.colours import MARK, WHITE, contrast, is_colour, text_on

DEFAULT_COLOUR = "#2b4b6f"


def stylesheet(colour: str) -> str:
    """Custom properties that paint the header with `colour` and choose readable text on it.

    Marks on white paper (bars, the current page in the navigation) take the colour only where it stands out by 3 to 1
    (WCAG 2.2, 1.4.11). Raises ValueError for anything but #rrggbb: it goes into a style sheet as it is.
    """
    if not is_colour(colour):
        raise ValueError(f"{colour!r} is not a colour like {DEFAULT_COLOUR}.")
    mark = colour if contrast(colour, WHITE) >= MARK else DEFAULT_COLOUR
    return f":root{{--sv-brand:{colour};--sv-brand-text:{text_on(colour)};--govuk-brand-colour:{mark}}}\n"
