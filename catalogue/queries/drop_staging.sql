discard temp
