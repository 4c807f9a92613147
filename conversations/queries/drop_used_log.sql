alter system set wal_recycle = off
