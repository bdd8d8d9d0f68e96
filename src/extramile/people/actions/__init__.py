"""Everything that changes the company and its people. Each action asks for access inside its transaction."""

from extramile.people.actions.company import AlreadyFounded, change_company, found, say_what_for
from extramile.people.actions.invitations import AddressTaken, InvitationOver, accept, invite, withdraw
from extramile.people.actions.keys import NothingAllowed, key_used, make_key, revoke_key
from extramile.people.actions.profile import change_email, change_profile
from extramile.people.actions.roles import LastAdmin, change_role, deactivate, reactivate
from extramile.people.actions.sessions import set_password, sign_out
from extramile.people.actions.teams import NameTaken, put_in_teams, remove_team, save_team

__all__ = [
    "AddressTaken",
    "AlreadyFounded",
    "InvitationOver",
    "LastAdmin",
    "NameTaken",
    "NothingAllowed",
    "accept",
    "change_company",
    "change_email",
    "change_profile",
    "change_role",
    "deactivate",
    "found",
    "invite",
    "key_used",
    "make_key",
    "put_in_teams",
    "reactivate",
    "remove_team",
    "revoke_key",
    "save_team",
    "say_what_for",
    "set_password",
    "sign_out",
    "withdraw",
]
