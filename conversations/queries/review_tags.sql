select tag from conversations.tags order by first_at, tag
