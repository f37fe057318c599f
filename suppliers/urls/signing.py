"""How an organisation signs its returns off."""

from django.urls import path

from suppliers.views import signing

urlpatterns = [
    path("organisation/<int:pk>/sign-off/", signing.sign_off_setting, name="sign-off-setting"),
]
