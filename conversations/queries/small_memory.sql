-- For this transaction: what is sorted goes into a file soon.
select set_config('work_mem', '64kB', true)
