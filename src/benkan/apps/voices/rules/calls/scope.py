"""Who reads the calls one by one: those who answer for figures, each in the own places."""

from benkan.kit.actor import Role

READERS = (
    Role.ADMINISTRATOR,
    Role.PROGRAMME_STAFF,
    Role.MONITORING_OFFICER,
    Role.COORDINATOR,
)
