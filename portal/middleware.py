"""Headers that depend on where a page lives and who is looking."""

from accounts.languages import CODES, in_language

CMS_PATHS = ("/cms/", "/admin/")
SAME_FOR_ALL = ("/theme/",)
# Where programs come with a token, and nobody by a session: see api.authentication.
FOR_PROGRAMS = "/api/v1/"
# Whose next part is a secret that lets somebody without an account in: see returns/views/by_link.py and
# cms/views/interests.py, cms/views/entry.py. Public addresses stand once in each language.
SECRET_PATHS = ("/confirm/", *(in_language(path, code) for path in ("/not-coming/", "/entry/") for code in CODES))


class AdminContentSecurity:
    """Loosen the content security policy for Wagtail's and Django's own screens, which carry inline scripts."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Add 'unsafe-inline' on the editors' and support screens only."""
        response = self.get_response(request)
        if request.path.startswith(CMS_PATHS):
            response._csp_update = {
                "script-src": ["'unsafe-inline'"],
                "style-src": ["'unsafe-inline'"],
                "img-src": ["blob:"],
            }
            response._csp_replace = {"frame-ancestors": ["'self'"]}  # page previews stand in a frame
        return response


class NoDevices:
    """Tell browsers that no page here needs a camera, a microphone, a place or a payment."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Add Permissions-Policy to every answer."""
        response = self.get_response(request)
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        return response


class NoCookies:
    """Take no notice of cookies where programs come with a token: no session signs anybody in there.

    Stands before what reads sessions. So nothing further in needs to know of these addresses: there is no session that
    could end, no second factor to ask for, and no form of another site that could be sent in somebody's name.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Forget the cookies, set none, and tell every cache to keep nothing."""
        if not request.path.startswith(FOR_PROGRAMS):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.COOKIES = {}
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class NoStoreBehindSignIn:
    """Tell every cache to keep nothing that was made for a signed-in person."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Add Cache-Control: no-store unless the page was made for nobody in particular."""
        response = self.get_response(request)
        if not request.path.startswith(SAME_FOR_ALL) and request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        return response


class SecretAddresses:
    """Keep an address that is a secret to whoever has it: out of other pages, of caches and of search engines."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Add three headers to every answer there, refusals too.

        Browsers pass on where a person comes from, and servers log it. They may pass on the host alone: without any,
        they would send forms from nowhere (`Origin: null`), which the check against forged forms refuses.
        """
        response = self.get_response(request)
        if request.path.startswith(SECRET_PATHS):
            response["Referrer-Policy"] = "strict-origin"
            response["Cache-Control"] = "private, no-store"
            response["X-Robots-Tag"] = "noindex"
        return response
