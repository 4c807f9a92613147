update models.calls
set outcome = %(outcome)s,
    input_tokens = %(input)s,
    output_tokens = %(output)s,
    cost_usd = %(cost)s,
    milliseconds = %(milliseconds)s
where id = %(id)s
