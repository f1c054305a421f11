"""Telephone gateways: what comes in is kept before it is acknowledged, and interpreted later."""
