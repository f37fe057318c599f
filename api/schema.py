"""What the API takes and gives, written down from the code that does it (OpenAPI 3.1)."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer

HEADERS = {
    "401": {"WWW-Authenticate": {"schema": {"type": "string"}, "description": "Bearer"}},
    "429": {"Retry-After": {"schema": {"type": "string"}, "description": "How many seconds to wait."}},
}
PAGE = settings.BASE_DIR / "docs" / "openapi.yaml"


@cache
def description() -> dict:
    """The whole description, in English: it is read by programs and by those who write them."""
    with translation.override("en-gb"):
        found = SchemaGenerator(urlconf="api.urls").get_schema(request=None, public=True)
    found["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for name, component in found["components"]["schemas"].items():
        if name.endswith("Sent"):
            component["additionalProperties"] = False  # what nobody knows would be lost without a word
    _say_errors_once(found)
    return found


def _say_errors_once(found: dict) -> None:
    """Each kind of error is written down in one place, with the header it comes with, and named everywhere else."""
    shared: dict[str, dict] = {}
    for operations in found["paths"].values():
        for about in operations.values():
            for status, response in about["responses"].items():
                if status >= "400":
                    name = "".join(word.capitalize() for word in response["description"].split())
                    shared[name] = response | ({"headers": HEADERS[status]} if status in HEADERS else {})
                    about["responses"][status] = {"$ref": f"#/components/responses/{name}"}
    found["components"]["responses"] = dict(sorted(shared.items()))


def written() -> str:
    """The same as it stands in docs/openapi.yaml."""
    return OpenApiYamlRenderer().render(description(), renderer_context={}).decode()


@require_safe
def api_schema(request: HttpRequest) -> HttpResponse:
    """The description, for everybody. It says nothing of any council or organisation."""
    return JsonResponse(description())
