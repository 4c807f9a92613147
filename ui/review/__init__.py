"""The desk where conversations are reviewed: server-rendered pages, for reviewers only."""
