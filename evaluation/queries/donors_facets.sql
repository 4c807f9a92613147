select item_key, attribute, text_value, number_value
from catalogue.facets
where pack = %(pack)s
order by item_key
