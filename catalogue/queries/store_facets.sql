insert into catalogue.facets (pack, attribute, item_key, text_value, number_value)
select i.pack, f.attribute, i.key, f.text_value, f.number_value
from staged_facets f
join catalogue.items i on i.pack = %(pack)s and i.item_id = f.item_id
