from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "matters.cases"
    label = "cases"
    verbose_name = "办件"
