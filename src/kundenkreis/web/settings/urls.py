"""Addresses of the settings."""

from django.urls import path

from kundenkreis.web.settings import company, log, people, skills, teams, types

urlpatterns = [
    path("settings/", company.overview, name="settings"),
    path("settings/company/", company.edit_company, name="settings.company"),
    path("settings/hours/", company.edit_hours, name="settings.hours"),
    path("settings/hours/<int:team_id>/", company.edit_hours, name="settings.team_hours"),
    path("settings/teams/", teams.listing, name="settings.teams"),
    path("settings/teams/new/", teams.edit, name="settings.new_team"),
    path("settings/teams/<int:team_id>/", teams.edit, name="settings.team"),
    path("settings/teams/<int:team_id>/members/", teams.membership, name="settings.members"),
    path("settings/skills/", skills.listing, name="settings.skills"),
    path("settings/skills/<int:skill_id>/", skills.rename, name="settings.skill"),
    path("settings/people/", people.listing, name="settings.people"),
    path("settings/people/<int:person_id>/", people.roles, name="settings.person"),
    path("settings/types/", types.listing, name="settings.types"),
    path("settings/types/new/", types.edit, name="settings.new_type"),
    path("settings/types/<int:type_id>/", types.edit, name="settings.type"),
    path("settings/log/", log.listing, name="settings.log"),
]
