"""The addresses of the suppliers room."""

from suppliers.urls import contracts, joining, promises, signing

urlpatterns = [*joining.urlpatterns, *contracts.urlpatterns, *promises.urlpatterns, *signing.urlpatterns]
