"""The addresses of the suppliers room."""

from suppliers.urls import contracts, joining, opportunities, promises, sharing, signing

urlpatterns = [
    *joining.urlpatterns,
    *contracts.urlpatterns,
    *promises.urlpatterns,
    *opportunities.urlpatterns,
    *sharing.urlpatterns,
    *signing.urlpatterns,
]
