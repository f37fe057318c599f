"""Which pages are visited, by whom, and the words that show that the right page came back."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from returns.models import SupplierReturn
from suppliers.models import Contract
from tests.bench.council import People
from tests.bench.public_site import publish_site
from tests.signing_in import note_second_factor

Status = SupplierReturn.Status


@dataclass(frozen=True)
class Visit:
    """One page: its address, the cookie of who asks ("" for anybody) and words it must hold."""

    page: str
    path: str
    cookie: str
    marker: str


def visits(people: People) -> list[dict]:
    """Every page that is measured, and last what they are measured against: a bare page, and a page behind sign-in.

    A page whose name begins with "public" is measured against both.
    """
    editor, officer = _sign_in(people.editor), _sign_in(people.officer)
    found = [
        *_supplier_pages(people, editor),
        *_officer_pages(people, officer),
        *(Visit(page, path, "", marker) for page, path, marker in publish_site(people, timezone.localdate())),
        Visit("floor", reverse("bench-floor"), officer, SupplierReturn.objects.latest("pk").reference),
    ]
    return [asdict(visit) for visit in found]


def _supplier_pages(people: People, cookie: str) -> Iterator[Visit]:
    drafts = SupplierReturn.objects.filter(supplier=people.organisations[0], status=Status.DRAFT).order_by("pk")
    half_done, wholly_done = drafts.get(contract__reference="C0-000002"), drafts.get(contract__reference="C0-000000")
    yield Visit("supplier home", reverse("supplier-home"), cookie, half_done.contract.title)
    yield Visit("task list", reverse("return-detail", args=[half_done.pk]), cookie, half_done.contract.title)
    yield Visit("check answers", reverse("return-check", args=[wholly_done.pk]), cookie, wholly_done.contract.title)
    progress = reverse("contract-progress", args=[half_done.contract_id])
    yield Visit("my commitments", progress, cookie, half_done.contract.title)


def _officer_pages(people: People, cookie: str) -> Iterator[Visit]:
    council = SupplierReturn.objects.filter(council=people.councils[0]).select_related("contract")
    waiting = council.filter(status=Status.SUBMITTED).order_by("queue_place", "pk")
    decided = council.filter(status=Status.DECIDED).order_by("-pk")
    mine = waiting.filter(contract__manager=people.officer)
    reading = council.get(taken_by=people.officer, supplier=people.organisations[0])
    newest = Contract.objects.filter(council=people.councils[0]).latest("pk")
    queue = reverse("return-queue")
    yield Visit("portfolio", reverse("council-home"), cookie, "Where every promised piece stands")
    yield Visit("portfolio by measure", reverse("portfolio-by", args=["measure"]), cookie, "Local residents recruited")
    yield Visit("portfolio by department", reverse("portfolio-by", args=["department"]), cookie, "Department 03")
    yield Visit("portfolio by supplier", reverse("portfolio-by", args=["supplier"]), cookie, "Supplier ")
    yield Visit("queue", queue, cookie, waiting.first().contract.title)
    yield Visit("queue, last page", f"{queue}?before=end", cookie, waiting.last().contract.title)
    yield Visit("queue, my contracts", f"{queue}?whose=mine", cookie, mine.first().contract.title)
    yield Visit("queue, decided", f"{queue}?show=decided", cookie, decided.first().contract.title)
    yield Visit("queue, decided, last page", f"{queue}?show=decided&before=end", cookie, decided.last().contract.title)
    yield Visit("return under review", reverse("return-review", args=[reading.pk]), cookie, reading.contract.title)
    yield Visit("contracts", reverse("contract-list"), cookie, newest.title)
    yield Visit("contract", reverse("contract-detail", args=[newest.pk]), cookie, newest.title)


def _sign_in(user_id: int) -> str:
    """A session as signing in makes it; answers with the Cookie header."""
    user = User.objects.get(pk=user_id)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    note_second_factor(session, user)
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
