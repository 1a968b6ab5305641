"""公众号, 服务号 and 小程序 customer service: the same host and calls, callbacks that carry what was said."""

from __future__ import annotations
