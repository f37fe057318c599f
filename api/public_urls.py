"""The page that explains the API. It stands once in each language, as all public pages do."""

from django.urls import path

from api.views.guide import api_guide

urlpatterns = [path("api/", api_guide, name="api-guide")]
