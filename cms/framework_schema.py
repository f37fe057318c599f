"""What pages of the framework say of themselves to search engines (schema.org): a set of terms, and each term."""

from django.http import HttpRequest

from cms.measures import title_of
from framework.models import Measure
from framework.published import PublishedFramework
from tables.writing import CONTENT_TYPES, Kind

FILE_TYPES = {"csv": "text/csv", "xlsx": CONTENT_TYPES[Kind.XLSX], "ods": CONTENT_TYPES[Kind.ODS]}


def set_schema(framework: PublishedFramework | None, request: HttpRequest, files: dict[str, str]) -> dict:
    """The framework as a set of terms that can be taken away as files; nothing where there is none."""
    if framework is None:
        return {}
    version = framework.version
    downloads = [
        {
            "@type": "DataDownload",
            "encodingFormat": FILE_TYPES[extension],
            "contentUrl": request.build_absolute_uri(where),
        }
        for extension, where in files.items()
    ]
    return {
        "mainEntity": {
            "@type": ["DefinedTermSet", "Dataset"],
            "name": version.framework.name,
            "description": f"{version.framework.name}, {version.label}",
            "version": version.label,
            "datePublished": version.effective_from,
            "distribution": downloads,
        }
    }


def measure_schema(measure: Measure, plain: str, terms: str, address: str) -> dict:
    """A measure as a term of that set, which stands at `terms`."""
    return {
        "mainEntity": {
            "@type": "DefinedTerm",
            "name": title_of(measure),
            "termCode": measure.code,
            "description": plain or measure.calculation_rule or measure.title,
            "url": address,
            "inDefinedTermSet": terms,
        }
    }
