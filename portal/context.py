"""What every page shows around its content."""


def page(request) -> dict:
    """Nothing yet for pages without a request."""
    return {}
