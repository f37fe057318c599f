"""What Penbury says of measures beside the framework: for each code, what `MeasureNote` has room for."""

from portal.demo.site.measures_community import COMMUNITY
from portal.demo.site.measures_local import LOCAL
from portal.demo.site.measures_people import PEOPLE

NOTES = {**LOCAL, **COMMUNITY, **PEOPLE}
