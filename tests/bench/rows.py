"""Rows of many tables as plain dicts with ids already given: quick to make, and the same for every database."""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator

from django.db import models

Batch = dict[type[models.Model], list[dict]]


class Rows:
    """Collects rows table by table; what a row leaves out has the default of its model's field."""

    def __init__(self, highest: Callable[[type[models.Model]], int] = lambda model: 0) -> None:
        """`highest` answers with the highest id that a table has when its first new row is made."""
        self._highest = highest
        self._ids: dict[type[models.Model], Iterator[int]] = {}
        self._defaults: dict[type[models.Model], dict] = {}
        self._batch: Batch = defaultdict(list)

    def next_id(self, model: type[models.Model]) -> int:
        """An id for a row that others point to before it is added."""
        if model not in self._ids:
            self._ids[model] = itertools.count(self._highest(model) + 1)
        return next(self._ids[model])

    def add(self, model: type[models.Model], **values):
        """Add one row and answer with its id. Raises TypeError for a column the model has not."""
        defaults = self._defaults.get(model) or self._learn(model)
        if unknown := values.keys() - defaults.keys():
            raise TypeError(f"{model.__name__} has no column {', '.join(sorted(unknown))}.")
        row = {**defaults, **values}
        if row["id"] is None:
            row["id"] = self.next_id(model)
        self._batch[model].append(row)
        return row["id"]

    def take(self) -> Batch:
        """The rows added since the last time."""
        batch, self._batch = self._batch, defaultdict(list)
        return batch

    def _learn(self, model: type[models.Model]) -> dict:
        fields = model._meta.concrete_fields
        made = {field.attname: None if field.primary_key else field.get_default() for field in fields}
        self._defaults[model] = made
        return made
