from extramile.people.models.agent import Agent, Presence, Role
from extramile.people.models.charter import Charter
from extramile.people.models.company import Company
from extramile.people.models.invitation import Invitation
from extramile.people.models.key import ApiKey, Right
from extramile.people.models.sealed import Closing, Keyring, Sealed, Wrap
from extramile.people.models.team import Team

__all__ = [
    "Agent",
    "ApiKey",
    "Charter",
    "Closing",
    "Company",
    "Invitation",
    "Keyring",
    "Presence",
    "Right",
    "Role",
    "Sealed",
    "Team",
    "Wrap",
]
