"""The addresses of the API, version 1, and of the pages where people keep its tokens."""

from django.urls import include, path, re_path

from api.doorway import address
from api.nowhere import nothing_here
from api.schema import api_schema
from api.v1 import answering, contracts, frameworks, returns, sending, tokens
from api.views import tokens as pages

LINE = "returns/<int:pk>/lines/<int:number>/"
version_1 = [
    path("token/", address(GET=tokens.token_read), name="api-token"),
    path("contracts/", address(GET=contracts.contract_list), name="api-contract-list"),
    path("contracts/<int:pk>/", address(GET=contracts.contract_detail), name="api-contract-detail"),
    path("commitments/", address(GET=contracts.commitment_list), name="api-commitment-list"),
    path("commitments/<int:pk>/", address(GET=contracts.commitment_detail), name="api-commitment-detail"),
    path("organisations/", address(GET=contracts.organisation_list), name="api-organisation-list"),
    path("organisations/<int:pk>/", address(GET=contracts.organisation_detail), name="api-organisation-detail"),
    path("framework-versions/", address(GET=frameworks.framework_version_list), name="api-framework-version-list"),
    path(
        "framework-versions/<int:pk>/",
        address(GET=frameworks.framework_version_detail),
        name="api-framework-version-detail",
    ),
    path("lines/", address(GET=returns.line_list), name="api-line-list"),
    path("returns/", address(GET=returns.return_list), name="api-return-list"),
    path("returns/<int:pk>/", address(GET=returns.return_detail), name="api-return-detail"),
    path(f"{LINE}figure/", address(PUT=answering.line_figure), name="api-line-figure"),
    path(f"{LINE}words/", address(PUT=answering.line_words), name="api-line-words"),
    path(f"{LINE}evidence/", address(PUT=answering.line_evidence), name="api-line-evidence"),
    path("returns/<int:pk>/story/", address(PUT=sending.return_story), name="api-return-story"),
    path(
        "returns/<int:pk>/nothing/",
        address(PUT=sending.return_nothing, DELETE=sending.return_something),
        name="api-return-nothing",
    ),
    path("returns/<int:pk>/send/", address(POST=sending.return_send), name="api-return-send"),
    path("schema/", api_schema, name="api-schema"),
]
urlpatterns = [
    path("api/v1/", include(version_1)),
    re_path(r"^api/v1/", nothing_here, name="api-nothing"),
    path("organisation/<int:pk>/tokens/", pages.organisation_token_list, name="organisation-token-list"),
    path("organisation/<int:pk>/tokens/add/", pages.organisation_token_add, name="organisation-token-add"),
    path("council/tokens/<int:pk>/", pages.council_token_list, name="council-token-list"),
    path("council/tokens/<int:pk>/add/", pages.council_token_add, name="council-token-add"),
    path("tokens/<int:pk>/revoke/", pages.token_revoke, name="token-revoke"),
]
