from django.urls import path

from benkan.apps.assessments.pages import community, preparing, rounds

_one = "evaluations/<uuid:round_id>/"
_group = _one + "groupes/<uuid:group_id>/"
_input = _one + "ressources/<uuid:input_id>/"
urlpatterns = [
    path("evaluations/", rounds.round_list_page, name="list"),
    path("evaluations/nouvelle/", rounds.open_page, name="open"),
    path(_one + "accord/", preparing.agreement, name="agreement"),
    path(_one + "accord/papier/", preparing.agreement_file, name="agreement_file"),
    path(_one + "villages/", preparing.setting, name="setting"),
    path(_one + "groupes/", preparing.groups, name="groups"),
    path(_group, preparing.group, name="group"),
    path(_group + "retirer/", preparing.remove_group, name="remove_group"),
    path(_one + "dates/", preparing.dates, name="dates"),
    path(_one + "suite/", preparing.next_round, name="next_round"),
    path(_one + "ressources/", community.inputs, name="inputs"),
    path(_one + "ressources/liste/", community.begin_inputs, name="begin_inputs"),
    path(_one + "ressources/nouvelle/", community.new_input, name="new_input"),
    path(_input, community.input_line, name="input"),
    path(_input + "photo/", community.input_photo, name="input_photo"),
    path(_one + "preoccupations/", community.concerns, name="concerns"),
    path(_group + "preoccupations/", community.group_concerns, name="group_concerns"),
    path(
        _group + "preoccupations/<uuid:concern_id>/retirer/",
        community.drop_concern,
        name="drop_concern",
    ),
    path(_one + "preoccupations/<uuid:concern_id>/sortir/", community.take_out, name="take_out"),
    path(_one + "indicateurs/", community.indicators, name="indicators"),
    path(_one + "indicateurs/reprendre/", community.take_in, name="take_in"),
    path(_one + "indicateurs/<uuid:node_id>/", community.indicator, name="indicator"),
]
