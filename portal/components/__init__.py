"""The components of the GOV.UK Design System as Python functions that answer HTML, each written once.

They are Python rather than templates because a list page shows a hundred of them: one call here costs a few
microseconds, a template some forty. `portal.templatetags.govuk` is their face in templates. Every text is escaped
unless it is already marked safe. What they answer is compared with govuk-frontend's own examples in the tests.
"""
