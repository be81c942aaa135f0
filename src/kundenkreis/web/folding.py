"""Calls whose answer is known when a template is compiled are worked out then, once.

A page has two hundred of them: texts without placeholders, addresses without
numbers, icons. Each environment speaks one language, so all of them are
constants in it, and constants become one string with the HTML around them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import NoReverseMatch
from jinja2 import nodes
from jinja2.visitor import NodeTransformer

Constants = Mapping[str, Callable[..., Any]]


def fold(template: nodes.Template, constants: Constants) -> nodes.Template:
    """Return the template with every call of one of these functions on literals replaced by what it returns.

    A name that the template gives away itself means something else there and is left alone.
    """
    taken = _own_names(template)
    folded: nodes.Template = _Folding({name: f for name, f in constants.items() if name not in taken}).visit(template)
    return folded


def _own_names(template: nodes.Template) -> set[str]:
    own = {name.name for name in template.find_all(nodes.Name) if name.ctx in ("store", "param")}
    own |= {macro.name for macro in template.find_all(nodes.Macro)} | {
        i.target for i in template.find_all(nodes.Import)
    }
    for imported in template.find_all(nodes.FromImport):
        own |= {name[1] if isinstance(name, tuple) else name for name in imported.names}
    return own


class _Folding(NodeTransformer):
    def __init__(self, constants: Constants) -> None:
        self._constants = constants

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 (the name that the visitor looks for)
        self.generic_visit(node)
        called = self._constants.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        if called is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return node
        values = [one.value for one in node.args if isinstance(one, nodes.Const)]
        if len(values) < len(node.args):
            return node
        try:
            return nodes.Const(called(*values), lineno=node.lineno)
        except NoReverseMatch:  # the address of a part that is switched off; where it is on, it is folded
            return node
