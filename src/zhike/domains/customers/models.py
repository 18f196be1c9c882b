"""The objects of the domain, for Django to find."""

from zhike.domains.customers.objects.attachment import Attachment
from zhike.domains.customers.objects.consent import Consent
from zhike.domains.customers.objects.contact import Contact
from zhike.domains.customers.objects.customer import Customer
from zhike.domains.customers.objects.interaction import Interaction
from zhike.domains.customers.objects.privacy_request import PrivacyRequest
from zhike.domains.customers.objects.purpose import Purpose
from zhike.domains.customers.objects.tag import Tag
from zhike.domains.customers.objects.task import Task

__all__ = ["Attachment", "Consent", "Contact", "Customer", "Interaction", "PrivacyRequest", "Purpose", "Tag", "Task"]
