"""What reviewers read of conversations, and what they say of them."""
