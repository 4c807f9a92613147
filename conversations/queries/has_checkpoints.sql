select to_regclass('checkpoints.checkpoints') is not null as found
