"""Calls in templates go straight to what is called.

Jinja looks at everything that is called whether it asks for the context of
the template. Here only translated texts with placeholders do, so all other
calls are saved that look, which costs more than most of them.
"""

from keyword import iskeyword

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

ASKING = frozenset({"_", "gettext", "ngettext", "pgettext", "npgettext"})


class Straight(CodeGenerator):
    """Writes `title(text)` where Jinja writes `context.call(title, text)`."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Write a call; one with a block, with `*` or with words of Python as names is left to Jinja."""
        if forward_caller or _needs_help(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for position, given in enumerate([*node.args, *node.kwargs]):
            self.write(", " if position else "")
            self.visit(given, frame)
        self.write(")")


def _needs_help(node: nodes.Call) -> bool:
    asks = isinstance(node.node, nodes.Name) and node.node.name in ASKING
    return bool(asks or node.dyn_args or node.dyn_kwargs or any(iskeyword(one.key) for one in node.kwargs))
