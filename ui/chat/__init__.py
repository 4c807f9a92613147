"""The chat: draws the agent's replies in the browser, and hands over what the person says."""
