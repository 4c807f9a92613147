select text_hash, answer
from catalogue.model_answers
where pack = %(pack)s and reader = %(reader)s and text_hash = any(%(hashes)s)
