"""Addresses of the registry inside a programme; those of accounts are in `accounts`."""

from django.urls import URLPattern, path

from benkan.apps.registry.pages import offices, organisations, team

app_name = "registry"
urlpatterns: list[URLPattern] = [
    path("equipe/", team.team, name="team"),
    path("equipe/inviter/", team.invite, name="invite"),
    path("equipe/roles/<uuid:grant>/fin/", team.end_role, name="end_role"),
    path("equipe/comptes/<uuid:account>/deconnecter/", team.close_sessions, name="close_sessions"),
    path("equipe/invitations/<uuid:invitation>/retirer/", team.withdraw, name="withdraw"),
    path("equipe/organisations/", organisations.organisations, name="organisations"),
    path("equipe/organisations/ajouter/", organisations.add, name="add_organisation"),
    path("equipe/organisations/<uuid:organisation>/", organisations.change, name="organisation"),
    path("equipe/responsables/", offices.offices, name="offices"),
    path("equipe/responsables/ajouter/", offices.add, name="add_office"),
    path("equipe/responsables/<uuid:office>/", offices.office, name="office"),
    path("equipe/responsables/<uuid:office>/nommer/", offices.fill, name="fill_office"),
    path("equipe/mandats/<uuid:holding>/fin/", offices.end, name="end_holding"),
    path("equipe/mandats/<uuid:holding>/inviter/", offices.invite, name="invite_holder"),
]
