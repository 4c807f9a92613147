select columns from catalogue.versions where id = %(version)s
