vacuum (full) checkpoints.checkpoints, checkpoints.checkpoint_blobs, checkpoints.checkpoint_writes
