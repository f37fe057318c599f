"""Registers that come in as spreadsheets."""

from django.urls import URLPattern, path

from suppliers.views.registers import bringing, reading

urlpatterns: list[URLPattern] = [
    path("council/registers/", bringing.register_start, name="register-start"),
    path("council/registers/<int:pk>/", bringing.register_upload, name="register-upload"),
    path("organisation/<int:pk>/team/file/", bringing.team_register, name="team-register"),
    path("registers/<uuid:pk>/", reading.register_detail, name="register-detail"),
    path("registers/<uuid:pk>/columns/", reading.register_columns, name="register-columns"),
    path("registers/<uuid:pk>/rows/<str:verdict>/", reading.register_rows, name="register-rows"),
    path("registers/<uuid:pk>/mend/", reading.register_mend, name="register-mend"),
]
