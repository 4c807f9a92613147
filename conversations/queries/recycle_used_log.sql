alter system reset wal_recycle
