select conversations.without_statistics() as n
