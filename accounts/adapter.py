"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """One sign-in for suppliers, officers and editors. People are invited or added; nobody signs up unasked yet."""

    def is_open_for_signup(self, request) -> bool:
        """Accounts are made by the council or by an organisation's admin."""
        return False
