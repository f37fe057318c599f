"""Tags of the Design System."""

from django import template

register = template.Library()
