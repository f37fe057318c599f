"""What editors and publishers of a site may do, given to their groups. More rights of a room's own are added here.

`give_rights` takes the registry of models, so that the migration that sets up the sites of before and the action
that sets up a new one (`cms.actions.setting_up`) say the same.
"""

from typing import Any

EDITORS, PUBLISHERS = "editors", "publishers"
BOTH = (EDITORS, PUBLISHERS)

# On the pages from the home page of each language down.
ON_PAGES = {
    "add_page": BOTH,
    "change_page": BOTH,
    "publish_page": (PUBLISHERS,),
    "lock_page": (PUBLISHERS,),
    "unlock_page": (PUBLISHERS,),
}
# In the collection of the site: application, model, what, who.
ON_FILES = tuple(
    (application, model, what, BOTH)
    for application, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for what in ("add", "change", "choose")
)
# Settings of the site alone.
ON_SETTINGS = (("cms", "councilsite", "change", (PUBLISHERS,)),)
# Everywhere: whoever adds a snippet says here who may add, change, delete or publish it. A snippet that belongs to a
# council must itself show each person only their own council's.
ON_MODELS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("wagtailadmin", "admin", "access", BOTH),
    ("wagtail_localize", "translation", "submit", BOTH),
    *(("cms", model, what, BOTH) for model in ("measurenote", "parttitle") for what in ("add", "change", "delete")),
)
# Names that Django's pattern of "what_model" does not give.
NAMES = {("wagtail_localize", "translation", "submit"): "submit_translation"}


def give_rights(apps, site) -> bool:
    """Make the groups, collection and workflow of a site and give them their rights; whether anything was new.

    What somebody gave a group besides stays. `site` may be a Site of a migration.
    """
    editing = apps.get_model("cms", "SiteEditing").objects.get_or_create(site_id=site.pk)[0]
    before = _count(apps, editing)
    groups = _groups(apps, site, editing)
    editing.collection = editing.collection or _collection(apps, _named(site))
    homes = _homes(apps, site)
    editing.workflow = editing.workflow or _workflow(apps, site, groups[PUBLISHERS])
    _name_workflow(editing.workflow, site)
    editing.save()
    _give_pages(apps, groups, homes)
    _give_files(apps, groups, editing.collection)
    _give_models(apps, groups)
    _give_settings(apps, groups, site)
    _use_workflow(apps, editing.workflow, homes)
    return _count(apps, editing) != before


def _named(site) -> str:
    return (site.site_name or site.hostname)[:100]


def _count(apps, editing) -> tuple:
    """What would differ if something was given: ids and how many of each."""
    groups = [editing.editors_id, editing.publishers_id]
    tables = ("GroupPagePermission", "GroupCollectionPermission", "GroupSitePermission")
    counts = [apps.get_model("wagtailcore", name).objects.filter(group__in=groups).count() for name in tables]
    permissions = apps.get_model("auth", "Group").permissions.through.objects.filter(group_id__in=groups).count()
    pages = apps.get_model("wagtailcore", "WorkflowPage").objects.filter(workflow_id=editing.workflow_id).count()
    return (*groups, editing.collection_id, editing.workflow_id, *counts, permissions, pages)


def _groups(apps, site, editing) -> dict[str, Any]:
    for role in BOTH:
        group = getattr(editing, role)
        name = f"{role.title()} of {_named(site)}"
        table = apps.get_model("auth", "Group").objects
        is_taken = table.filter(name=name).exclude(pk=group.pk if group else None).exists()
        name = f"{name} ({site.pk})" if is_taken else name
        if group is None:
            setattr(editing, role, table.create(name=name))
        elif group.name != name:  # the site has another name now
            group.name = name
            group.save()
    return {role: getattr(editing, role) for role in BOTH}


def _collection(apps, name: str):
    """A collection below the root. Its place in the tree is written by hand, as models of a migration cannot."""
    table = apps.get_model("wagtailcore", "Collection").objects
    root = table.get(depth=1)
    taken = set(table.filter(depth=2).values_list("path", flat=True))
    number = next(number for number in range(1, 10_000) if root.path + _step(number) not in taken)
    root.numchild += 1
    root.save()
    return table.create(name=name, path=root.path + _step(number), depth=2, numchild=0)


def _step(number: int) -> str:
    """Four places of treebeard's alphabet."""
    alphabet, places = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", ""
    while number:
        number, digit = divmod(number, len(alphabet))
        places = alphabet[digit] + places
    return places.rjust(4, "0")


def _homes(apps, site) -> list:
    """The home page of each language."""
    pages = apps.get_model("wagtailcore", "Page").objects
    root = pages.get(pk=site.root_page_id)
    return list(pages.filter(translation_key=root.translation_key, depth=root.depth))


def _workflow(apps, site, publishers):
    kind = _content_type(apps, "cms", "publisherapproval")
    task = apps.get_model("cms", "PublisherApproval").objects.create(
        name=f"Publisher of {_named(site)}", active=True, content_type_id=kind.pk
    )
    task.groups.add(publishers)
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=_named(site), active=True)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow_id=workflow.pk, task_id=task.pk, sort_order=0)
    return workflow


def _name_workflow(workflow, site) -> None:
    """As it reads on Wagtail's button: "Submit to the publishers of Penbury"."""
    name = f"the publishers of {_named(site)}"
    if workflow.name != name:
        workflow.name = name
        workflow.save()


def _use_workflow(apps, workflow, homes) -> None:
    table = apps.get_model("wagtailcore", "WorkflowPage").objects
    for home in homes:
        table.update_or_create(page_id=home.pk, defaults={"workflow_id": workflow.pk})


def _give_pages(apps, groups: dict, homes: list) -> None:
    given = apps.get_model("wagtailcore", "GroupPagePermission").objects
    for name, roles in ON_PAGES.items():
        permission = _permission(apps, "wagtailcore", "page", name)
        for role in roles:
            for home in homes:
                given.get_or_create(group_id=groups[role].pk, page_id=home.pk, permission_id=permission.pk)


def _give_files(apps, groups: dict, collection) -> None:
    given = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    for application, model, what, roles in ON_FILES:
        permission = _permission(apps, application, model, f"{what}_{model}")
        for role in roles:
            given.get_or_create(group_id=groups[role].pk, collection_id=collection.pk, permission_id=permission.pk)


def _give_settings(apps, groups: dict, site) -> None:
    given = apps.get_model("wagtailcore", "GroupSitePermission").objects
    for application, model, what, roles in ON_SETTINGS:
        permission = _permission(apps, application, model, f"{what}_{model}")
        for role in roles:
            given.get_or_create(group_id=groups[role].pk, site_id=site.pk, permission_id=permission.pk)


def _give_models(apps, groups: dict) -> None:
    for application, model, what, roles in ON_MODELS:
        permission = _permission(apps, application, model, NAMES.get((application, model, what), f"{what}_{model}"))
        for role in roles:
            groups[role].permissions.add(permission)


def _content_type(apps, application: str, model: str):
    return apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=application, model=model)[0]


def _permission(apps, application: str, model: str, name: str):
    """A permission, made where migrations have not come to that yet: Django does it after the last of them."""
    kind = _content_type(apps, application, model)
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type_id=kind.pk, codename=name, defaults={"name": f"Can {name.replace('_', ' ')}"}
    )[0]
