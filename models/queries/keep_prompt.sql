insert into models.prompts (version, name, content)
values (%(version)s, %(name)s, %(content)s)
on conflict (version) do nothing
