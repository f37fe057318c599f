"""The addresses of the suppliers room."""

from suppliers.urls import contracts, joining, promises

urlpatterns = [*joining.urlpatterns, *contracts.urlpatterns, *promises.urlpatterns]
