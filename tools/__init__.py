"""What the agent, and a language model, may call: read-only LangChain tools.

Two kinds of failure: :class:`langchain_core.tools.ToolException` can be mended by calling
differently; a :mod:`core.errors` error means it is over, and the person is told.
"""

from langchain_core.tools import BaseTool

from tools.compare import compare
from tools.details import details
from tools.facets import facets
from tools.relax import relax
from tools.search import search

TOOLS: list[BaseTool] = [search, facets, relax, details, compare]
