-- What a language model said of a text, so that it is not asked twice. "reader" names the model, the
-- prompt and the attributes asked for; "text_hash" the cleaned text. Only claims are kept, which are
-- held against the text each time they are used.
create table catalogue.model_answers (
    pack text not null,
    reader text not null,
    text_hash text not null,
    answer jsonb not null,
    answered_at timestamptz not null default now(),
    primary key (pack, reader, text_hash)
);
