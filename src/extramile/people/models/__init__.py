from extramile.people.models.agent import Agent, Presence, Role
from extramile.people.models.company import Company
from extramile.people.models.invitation import Invitation
from extramile.people.models.team import Team

__all__ = ["Agent", "Company", "Invitation", "Presence", "Role", "Team"]
