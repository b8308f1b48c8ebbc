"""References as a bibliography prints them, read back into fields: APA, Harvard, Chicago, MLA.

Rules only, nothing looked up. What a printed reference doesn't tell for certain is named as
doubtful, and what has no such form isn't forced into one.
"""

from app.cite.formatted.reference import Formatted, parse_formatted
from app.cite.formatted.splitting import printed_entries

__all__ = ["Formatted", "parse_formatted", "printed_entries"]
