"""What a page about a fault shows with `BENKAN_DEBUG`: where and which, never what was held or sent."""

from collections.abc import ItemsView
from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class NobodysValues(SafeExceptionReporterFilter):
    """Leaves out what functions held and what came in: a number, somebody's words."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> ItemsView[str, Any]:
        return dict[str, Any]().items()

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        kept = super().get_safe_request_meta(request)
        return {name: value for name, value in kept.items() if not name.startswith("HTTP_")}
