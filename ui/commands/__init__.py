"""The commands of ``firstfive``, one file each."""
