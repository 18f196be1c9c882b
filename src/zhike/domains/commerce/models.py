"""The objects of the domain, for Django to find."""

from zhike.domains.commerce.objects.order import Order
from zhike.domains.commerce.objects.order_line import OrderLine
from zhike.domains.commerce.objects.product import Product
from zhike.domains.commerce.objects.product_category import ProductCategory
from zhike.domains.commerce.objects.refund import Refund

__all__ = ["Order", "OrderLine", "Product", "ProductCategory", "Refund"]
