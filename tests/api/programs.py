"""Programs that come with a token."""

import json
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from api.actions import Made, make_token
from api.models import ApiToken

V1 = "/api/v1/"


def a_token(owner, by, *, scope=ApiToken.Scope.READ, name="Finance system") -> Made:
    """A token of an organisation or a council that works for 30 days."""
    last_day = timezone.localdate() + timedelta(days=30)
    return make_token(owner=owner, name=name, scope=scope, expires_on=last_day, by=by)


class Program:
    """A program with a token, or with anything else that it takes for one."""

    def __init__(self, secret: str | Made = "", **headers: str) -> None:
        secret = secret.secret if isinstance(secret, Made) else secret
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        self.headers |= headers
        self.client = Client(enforce_csrf_checks=True)

    def ask(self, method: str, path: str, body=None, *, content_type: str = "application/json"):
        """What it gets; `path` is what stands behind /api/v1/."""
        path = path if path.startswith("/") else V1 + path
        data = body if isinstance(body, bytes | str) else "" if body is None else json.dumps(body)
        return self.client.generic(method, path, data, content_type=content_type, headers=self.headers)

    def get(self, path: str):
        return self.ask("GET", path)

    def put(self, path: str, body):
        return self.ask("PUT", path, body)

    def post(self, path: str, body):
        return self.ask("POST", path, body)

    def rows(self, path: str) -> list[dict]:
        """The rows of a list, of all its pages."""
        found, following = [], path
        while following:
            response = self.get(following)
            assert response.status_code == 200, response.content
            found += response.json()["results"]
            following = response.json()["next"]
        return found


def assert_problem(response, status: int) -> dict:
    """A problem in JSON of this status, which is handed back."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "private, no-store"
    problem = response.json()
    assert problem["status"] == status and problem["title"] and problem["detail"]
    return problem
