"""The addresses of the returns room."""

from django.urls import path

from returns.views import evidence
from returns.views.keeping import disposals, holds, incidents
from returns.views.keeping import home as keeping
from returns.views.officer import contracts, corrections, finishing, queue, review
from returns.views.officer import home as council
from returns.views.supplier import commitments, files, home, lines, returns, sending

urlpatterns = [
    path("supplier/", home.supplier_home, name="supplier-home"),
    path("supplier/returns/", home.return_list, name="return-list"),
    path("supplier/commitments/", commitments.commitment_list, name="commitment-list"),
    path("supplier/contracts/<int:pk>/", commitments.contract_progress, name="contract-progress"),
    path("commitments/<int:pk>/", commitments.commitment_detail, name="commitment-detail"),
    path("returns/<int:pk>/", returns.return_detail, name="return-detail"),
    path("returns/<int:pk>/story/", returns.return_story, name="return-story"),
    path("returns/<int:pk>/nothing/", returns.return_nil, name="return-nil"),
    path("returns/<int:pk>/check/", sending.return_check, name="return-check"),
    path("returns/<int:pk>/decline/", sending.return_decline, name="return-decline"),
    path("returns/<int:pk>/take-back/", sending.return_take_back, name="return-take-back"),
    path("returns/<int:pk>/sent/", sending.return_sent, name="return-sent"),
    path("returns/<int:pk>/<int:number>/", returns.line_record, name="line-record"),
    path("returns/<int:pk>/<int:number>/figure/", lines.line_figure, name="line-figure"),
    path("returns/<int:pk>/<int:number>/words/", lines.line_words, name="line-words"),
    path("returns/<int:pk>/<int:number>/evidence/", files.line_evidence, name="line-evidence"),
    path("returns/<int:pk>/<int:number>/evidence/remove/", files.evidence_remove, name="evidence-remove"),
    path("returns/<int:pk>/<int:number>/evidence/confirm/", files.evidence_confirm, name="evidence-confirm"),
    path("returns/<int:pk>/<int:number>/evidence/explain/", files.evidence_explain, name="evidence-explain"),
    path("evidence/<uuid:pk>/", evidence.evidence_open, name="evidence-open"),
    path("evidence/<uuid:pk>/look/", evidence.evidence_view, name="evidence-view"),
    path("evidence/<uuid:pk>/why/", evidence.evidence_ask, name="evidence-ask"),
    path("evidence/<uuid:pk>/pictures/<str:name>", evidence.evidence_preview, name="evidence-preview"),
    path("evidence/<uuid:pk>/report/", incidents.evidence_report, name="evidence-report"),
    path("council/", council.council_home, name="council-home"),
    path("council/returns/", queue.return_queue, name="return-queue"),
    path("council/returns/next/", queue.return_take_next, name="return-take-next"),
    path("council/returns/<int:pk>/", review.return_review, name="return-review"),
    path("council/returns/<int:pk>/take/", review.return_take, name="return-take"),
    path("council/returns/<int:pk>/hand-back/", review.return_hand_back, name="return-hand-back"),
    path("council/returns/<int:pk>/take-over/", review.return_take_over, name="return-take-over"),
    path("council/returns/<int:pk>/nothing/", review.return_accept_nil, name="return-accept-nil"),
    path("council/returns/<int:pk>/finish/", finishing.return_finish, name="return-finish"),
    path("council/returns/<int:pk>/<int:number>/", review.line_review, name="line-review"),
    path("council/contracts/", contracts.contract_list, name="contract-list"),
    path("council/contracts/<int:pk>/", contracts.contract_detail, name="contract-detail"),
    path("council/contracts/<int:pk>/end/", contracts.contract_end, name="contract-end"),
    path("council/contracts/<int:pk>/history/", contracts.contract_history, name="contract-history"),
    path("council/periods/<int:pk>/waive/", contracts.period_waive, name="period-waive"),
    path("council/corrections/", corrections.correction_list, name="correction-list"),
    path("council/corrections/<int:pk>/", corrections.correction_decide, name="correction-decide"),
    path("council/lines/<int:pk>/correct/", corrections.line_correct, name="line-correct"),
    path("council/files/", keeping.keeping_home, name="keeping-home"),
    path("council/files/rules/<int:pk>/", keeping.retention_edit, name="retention-edit"),
    path("council/files/problems/", incidents.incident_list, name="incident-list"),
    path("council/files/problems/<int:pk>/", incidents.incident_detail, name="incident-detail"),
    path("council/files/disposals/", disposals.disposal_list, name="disposal-list"),
    path("council/files/disposals/approve/", disposals.disposal_approve, name="disposal-approve"),
    path("council/files/disposals/<int:pk>/keep/", disposals.disposal_keep, name="disposal-keep"),
    path("council/files/certificates/", disposals.certificate_list, name="certificate-list"),
    path("council/files/certificates/<int:pk>/", disposals.certificate_detail, name="certificate-detail"),
    path("council/files/holds/", holds.hold_list, name="hold-list"),
    path("council/files/holds/<int:pk>/lift/", holds.hold_lift, name="hold-lift"),
    path("council/files/holds/council/<int:pk>/", holds.hold_place, {"scope": "council"}, name="council-hold"),
    path("council/files/holds/contract/<int:pk>/", holds.hold_place, {"scope": "contract"}, name="contract-hold"),
    path("council/files/holds/file/<uuid:pk>/", holds.hold_place, {"scope": "evidence"}, name="evidence-hold"),
]
