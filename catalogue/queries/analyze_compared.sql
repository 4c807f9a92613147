analyze compared
