select catalogue.open_set(
    %(pack)s, %(model)s, %(dimension)s, %(normalised)s, %(recipe)s
)
