"""Support looks at frameworks and changes nothing."""

import pytest
from django.contrib import admin
from django.urls import reverse

from framework.actions import load_starter_framework
from framework.models import Framework, FrameworkVersion, Measure, MeasureRelation, Objective, Outcome, ProxyValue
from tests.factories import UserFactory

MODELS = [Framework, FrameworkVersion, Objective, Outcome, Measure, MeasureRelation, ProxyValue]


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS)
def test_support_looks_and_changes_nothing(rf, model):
    load_starter_framework(by=None)
    request = rf.get("/")
    request.user = UserFactory(is_staff=True, is_superuser=True)
    screen = admin.site._registry[model]
    row = model.objects.first()
    assert screen.has_view_permission(request, row)
    assert not screen.has_add_permission(request)
    assert not screen.has_change_permission(request, row)
    assert not screen.has_delete_permission(request, row)
    answer = screen.changelist_view(request).render()
    assert answer.status_code == 200
    name = f"admin:framework_{model._meta.model_name}_change"
    assert reverse(name, args=[row.pk]) in answer.content.decode()
