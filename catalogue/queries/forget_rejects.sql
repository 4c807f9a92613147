delete from catalogue.rejects where pack = %(pack)s and source = %(source)s
