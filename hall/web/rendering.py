"""How forms are drawn on the hall's pages."""

from django.forms.renderers import TemplatesSetting


class HallForms(TemplatesSetting):
    """Every ``{{ form }}`` by one template: label, must, field, error, help."""

    form_template_name = "hall/form.html"
