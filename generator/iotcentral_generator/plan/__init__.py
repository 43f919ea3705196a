"""Stage 5, plan: every decision about a package as plain data, which the templates read without deciding anything."""

from .package_plan import PackagePlan
from .planner import plan

__all__ = ["PackagePlan", "plan"]
