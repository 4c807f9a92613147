"""The formats that a source may have, one file each."""
