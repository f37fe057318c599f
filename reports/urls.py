"""The addresses of the reports room."""

from django.urls import path

from reports.views import everything, exporting, files, lists, portfolio

urlpatterns = [
    path("lists/<slug:name>/", lists.list_download, name="list-download"),
    path("your-files/", files.export_list, name="export-list"),
    path("your-files/<int:pk>/", files.export_fetch, name="export-fetch"),
    path("organisation/<int:pk>/everything/", everything.organisation_everything, name="organisation-everything"),
    path("council/", portfolio.council_home, name="council-home"),
    path("council/portfolio/pieces/", portfolio.portfolio_pieces, name="portfolio-pieces"),
    path("council/portfolio/contracts/", portfolio.portfolio_contracts, name="portfolio-contracts"),
    path("council/<int:pk>/contracts-ocds/", exporting.contracts_export, name="contracts-export"),
    path("council/portfolio/<slug:dimension>/", portfolio.portfolio_by, name="portfolio-by"),
    path("council/portfolio/<slug:dimension>/<int:key>/", portfolio.portfolio_group, name="portfolio-group"),
]
