copy staged (item_id, title, url, summary, raw, cleaned, attributes, available, flags, raw_hash)
from stdin
