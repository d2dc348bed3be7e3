"""Everything a person may hand in, turned into documents: files, folders, tables, standard input, web addresses."""

from aitia.ingest.drafts import from_text
from aitia.ingest.limits import Limits
from aitia.ingest.metadata import Apparatus, ApparatusLine, find_apparatus
from aitia.ingest.sources import open_documents

__all__ = ["Apparatus", "ApparatusLine", "Limits", "find_apparatus", "from_text", "open_documents"]
