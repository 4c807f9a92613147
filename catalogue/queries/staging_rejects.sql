create temp table staged_rejects (line integer not null, reason text not null, raw text not null)
