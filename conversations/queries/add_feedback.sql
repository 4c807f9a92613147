insert into conversations.feedback (conversation_id, item_id, verdict, note)
values (%(id)s, %(item_id)s, %(verdict)s, %(note)s)
