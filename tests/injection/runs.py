"""Files judged once and written in every format: what `smslint check` does, nine times over for the price of one."""

from __future__ import annotations

from smslint.cli.repository import Repository
from smslint.cli.setup import make_linter
from smslint.report import FORMATS, Item, Location, Run, Style, Summary, writer

PAINTED = "text in colours"


def written(*paths: str, isolated: bool = False) -> dict[str, str]:
    """What each format says of the messages under some paths; the default one also in colours."""
    params = {"paths": paths, "no_cache": True, "isolated": isolated}
    repository = Repository(params, lambda *told: None, make_linter)  # type: ignore[arg-type]
    writers = {name: writer(name, Style()) for name in FORMATS} | {PAINTED: writer("text", Style(color=True))}
    said = {name: [one.begin(Run(repository.linter.ruleset, "1"))] for name, one in writers.items()}
    summary = Summary()
    for path, data, kind, before in repository.files():
        for judged in repository.check(path, data, kind, before).judged:
            sizes = judged.expansion.to_dict() if judged.expansion is not None else None
            item = Item(judged.report, Location(**judged.message.location()), judged.accepted, sizes)
            summary.add(judged.report)
            for name, one in writers.items():
                said[name].append(one.item(item))
    return {name: "".join([*said[name], one.end(summary)]) for name, one in writers.items()}
