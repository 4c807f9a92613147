select count(*) as items from catalogue.items where pack = %(pack)s and retired_at is null
