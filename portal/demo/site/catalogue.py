"""Every page of the demonstration by its English slug, in English and in Welsh."""

from portal.demo.site import (
    assessment,
    assessment_cy,
    case_studies,
    case_studies_cy,
    community,
    community_cy,
    contact,
    contact_cy,
    disclosures,
    disclosures_cy,
    framework,
    gatherings,
    gatherings_cy,
    guidance,
    guidance_cy,
    home,
    home_cy,
    news,
    news_cy,
    policies,
    policies_cy,
    results,
    sections,
    statements,
    statements_cy,
)
from portal.demo.site.writing import Entry

ENGLISH: dict[str, Entry] = {
    page["slug"]: page
    for page in (
        home.HOME,
        contact.CONTACT,
        community.HUB,
        results.RESULTS,
        framework.ENGLISH,
        *sections.PAGES,
        *guidance.PAGES,
        *case_studies.CASE_STUDIES,
        *policies.POLICIES,
        *statements.PAGES,
        assessment.ASSESSMENT,
        *gatherings.EVENTS,
        *news.NEWS,
        *disclosures.DISCLOSURES,
    )
}
WELSH: dict[str, Entry] = {
    **home_cy.WELSH,
    **contact_cy.WELSH,
    **community_cy.WELSH,
    **results.WELSH,
    framework.SLUG: framework.WELSH,
    **sections.WELSH,
    **guidance_cy.WELSH,
    **case_studies_cy.WELSH,
    **policies_cy.WELSH,
    **statements_cy.WELSH,
    **assessment_cy.WELSH,
    **gatherings_cy.WELSH,
    **news_cy.WELSH,
    **disclosures_cy.WELSH,
}
