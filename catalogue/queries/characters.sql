-- The characters of the rows of a source, on average.
select coalesce(avg(length(raw)), 0)::integer as characters from staged_rows
