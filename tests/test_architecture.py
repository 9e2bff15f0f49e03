"""The one direction of imports, read from the source, and what importing loads."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("prompts", "rag", "ingest", "ui")

MAY_IMPORT = {
    "prompts": set(),
    "rag": {"prompts"},
    "ingest": {"prompts", "rag"},
    "ui": {"prompts", "rag", "ingest"},
}
STANDARD_ONLY = ("rag.domain", "rag.errors", "prompts")

# Which modules may import a third-party package; for a package of ours, all of it.
ADAPTERS = {
    "chromadb": {"rag.chroma"},
    "numkong": {"rag.vectors"},
    "tantivy": {"rag.lexical"},
    "sqlite3": {"rag.backups", "rag.database", "rag.holding", "rag.rows", "rag.writing"},
    "filelock": {"rag.database"},
    "Stemmer": {"rag.analysis"},
    "langchain": {"rag.chatmodel"},
    "langchain_core": {"rag.chain", "rag.chatmodel"},
    "sentence_transformers": {"rag.embedding.transformer", "rag.embedding.crossing"},
    "huggingface_hub": {"rag.embedding.transformer"},
    "torch": {"rag.embedding"},
    "scipy": {"rag.embedding"},
    "tokenizers": {"rag.embedding"},
    "safetensors": {"rag.embedding"},
    "pydantic": {"rag.settings", "ui.api", "ui.exchanges", "ui.mcp"},
    "pydantic_core": {"rag.settings"},
    "pydantic_settings": {"rag.settings"},
    "pypdfium2": {"ingest.pdf"},
    "mammoth": {"ingest.word"},
    "selectolax": {"ingest.web"},
    "docx": {"ui.word"},
    "gradio": {"ui.page"},
    "fastapi": {"ui.page", "ui.server", "ui.api"},
    "starlette": {
        "ui.server",
        "ui.access",
        "ui.api",
        "ui.bounds",
        "ui.danish",
        "ui.forms",
        "ui.limits",
        "ui.observing",
        "ui.mcp",
        "ui.problems",
        "ui.proxies",
        "ui.uploading",
        "ui.views.routes",
    },
    "uvicorn": {"ui.server", "ui.proxies"},
    "prometheus_client": {"ui.metrics"},
    "markdown_it": {"ui.markdown"},
    "mcp": {"ui.mcp"},
    "mcp_types": {"ui.mcp"},
    "rich": {"ui.progress"},
    "httpx": {"rag.chatmodel", "rag.chroma"},
    "rapidfuzz": {"rag", "ingest"},
    "numpy": {"rag", "ingest"},
}
HEAVY = (
    "chromadb",
    "torch",
    "transformers",
    "sentence_transformers",
    "langchain",
    "langchain_core",
    "gradio",
    "fastapi",
    "scipy",
    "tantivy",
    "numpy",
)


def modules() -> dict[str, Path]:
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imported(path: Path) -> set[str]:
    """The full names of what a module imports anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in {path}"
            names.add(node.module or "")
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def tops(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(path)}


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_one_way(module: str) -> None:
    package = module.partition(".")[0]
    ours = tops(MODULES[module]) & {*PACKAGES, "tests"}
    assert ours <= MAY_IMPORT[package] | {package}


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith(STANDARD_ONLY)])
def test_standard_library_only(module: str) -> None:
    own = {"rag"} if module.startswith("rag") else {"prompts"}
    assert tops(MODULES[module]) <= sys.stdlib_module_names | own


def allowed(module: str, third_party: str) -> bool:
    homes = ADAPTERS.get(third_party, set())
    return any(module == home or module.startswith(f"{home}.") for home in homes)


@pytest.mark.parametrize("module", MODULES)
def test_third_party_stands_behind_its_adapter(module: str) -> None:
    ours = {*PACKAGES, "__future__"}
    foreign = {name for name in tops(MODULES[module]) if name not in sys.stdlib_module_names | ours}
    foreign |= tops(MODULES[module]) & {"sqlite3"}
    assert {name for name in foreign if not allowed(module, name)} == set()


def test_every_adapter_is_in_use() -> None:
    used = {name for path in MODULES.values() for name in tops(path)}
    assert set(ADAPTERS) - used == set()


def test_no_ring_of_modules() -> None:
    """Modules of ours import each other in some order, however late in a function."""
    edges = {name: (imported(path) & set(MODULES)) - {name} for name, path in MODULES.items()}
    while leaves := {name for name, needs in edges.items() if not needs & set(edges)}:
        edges = {name: needs for name, needs in edges.items() if name not in leaves}
    assert edges == {}


def test_importing_a_package_loads_nothing_heavy() -> None:
    code = "import sys, rag, ingest, prompts, ui; print(*sys.modules, sep='\\n')"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    assert set(HEAVY) & set(loaded.stdout.split()) == set()


@pytest.mark.parametrize(
    ("module", "light"),
    [
        pytest.param("ui.cli", HEAVY, id="command line"),
        pytest.param("rag.catalog", ("chromadb", "torch", "langchain_core", "gradio"), id="catalog"),
        pytest.param("rag.vectors", ("chromadb", "torch", "gradio"), id="vectors"),
        pytest.param("ingest.sync", ("chromadb", "torch", "gradio", "pypdfium2", "langchain_core"), id="ingestion"),
        pytest.param("ui.commands", ("chromadb", "torch", "gradio", "fastapi", "transformers"), id="commands"),
    ],
)
def test_importing_a_module_loads_only_what_it_needs(module: str, light: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print(*sys.modules, sep='\\n')"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    assert set(light) & set(loaded.stdout.split()) == set()


def run_at_import(tree: ast.Module) -> list[ast.AST]:
    """Every node of a module that is run when it is imported: functions only by their heads."""
    found: list[ast.AST] = []
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        found.append(node)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [*node.decorator_list, node.args]
        elif not isinstance(node, ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    return found


READS = {
    "environ",
    "getenv",
    "read_text",
    "read_bytes",
    "open",
    "connect",
    "from_file",
    "from_pretrained",
    "now",
    "today",
}


@pytest.mark.parametrize("module", MODULES)
def test_importing_reads_no_environment_and_opens_no_file(module: str) -> None:
    nodes = run_at_import(ast.parse(MODULES[module].read_text(encoding="utf-8")))
    names = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    names |= {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert names & READS == set()
