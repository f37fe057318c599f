"""The addresses of the suppliers room."""

from suppliers.urls import contracts, joining, promises, sharing, signing

urlpatterns = [
    *joining.urlpatterns,
    *contracts.urlpatterns,
    *promises.urlpatterns,
    *sharing.urlpatterns,
    *signing.urlpatterns,
]
