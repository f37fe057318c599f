"""The addresses of the suppliers room."""

from suppliers.urls import contracts, joining, opportunities, promises, registers, sharing, signing

urlpatterns = [
    *joining.urlpatterns,
    *contracts.urlpatterns,
    *promises.urlpatterns,
    *opportunities.urlpatterns,
    *registers.urlpatterns,
    *sharing.urlpatterns,
    *signing.urlpatterns,
]
