select role = 'admin' or role = 'reviewer' and sees_personal as allowed
from conversations.users
where id = %(id)s
