"""The first two question pages of a commitment: the figure and the words. The third is in `files`."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from returns.actions.answering import answer_figure, answer_words
from returns.forms.supplier import FigureForm, WordsForm
from returns.log import log_of
from returns.presenting import question
from returns.progress import to_date
from returns.reading import postcodes_at
from returns.sheet import Row, Sheet
from returns.views.supplier.doorway import answering, line_frame, next_step


@answering
@require_http_methods(["GET", "POST"])
def line_figure(request: SignedInRequest, sheet: Sheet, row: Row) -> HttpResponse:
    """The figure, or that there is nothing and why."""
    form = FigureForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        not_taken_up = form.not_taken_up if row.asks_not_taken_up else None
        answer_figure(answer=row.answer, figure=form.to_figure(), not_taken_up=not_taken_up, by=request.user)
        return next_step(request, sheet, row.number, "figure")
    said = {"question": question(row), "to_date": to_date(row), "log": log_of(row, sheet.supplier_return)}
    context = {"form": form, "postcodes_at": postcodes_at(row), **said, **line_frame(sheet, row)}
    return render(request, "returns/supplier/figure.html", context)


@answering
@require_http_methods(["GET", "POST"])
def line_words(request: SignedInRequest, sheet: Sheet, row: Row) -> HttpResponse:
    """Who benefited and what changed."""
    form = WordsForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        answer_words(answer=row.answer, narrative=form.cleaned_data["narrative"], by=request.user)
        return next_step(request, sheet, row.number, "words")
    return render(request, "returns/supplier/words.html", {"form": form, **line_frame(sheet, row)})
