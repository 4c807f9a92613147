with places as (
    delete from conversations.sign_in_places where at < now() - interval '90 days'
)
delete from conversations.sign_in_attempts where at < now() - interval '1 day'
