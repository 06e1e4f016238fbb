"""A 26th service is a file: it is put beside a running sandbox, and a dossier of it ends in a signed result."""

import shutil
from pathlib import Path

from motcua.stack import Sandbox, Settings
from tests.journeys.filing import APPROVER, PROCESSOR, RECEIVER, Filing, officers, procedures

FILE = Path(__file__).parent / "26-ban-sao-trich-luc.yaml"


def test_a_service_that_comes_as_a_file_while_the_sandbox_runs(tmp_path: Path) -> None:
    folder = tmp_path / "more-services"
    folder.mkdir()
    with Sandbox(Settings(port_base=0, data=tmp_path / "data", procedures=folder)) as sandbox:
        before = procedures(sandbox)
        assert len(before) == 25
        shutil.copy(FILE, folder)
        after = procedures(sandbox)
        (slug,) = after.keys() - before.keys()
        procedure = after[slug]
        with Filing.of(sandbox, procedure["personas"][0], procedure["assurance"]) as filing:
            form = filing.open(procedure)
            assert form["counts"]["prefilled"] > 0
            dossier = filing.file(procedure, form)
            code = dossier["code"]
            with officers(sandbox, form["code"]) as desk:
                desk.step(RECEIVER, code, "receive")
                if dossier["fee"]:
                    desk.step(RECEIVER, code, "ask_payment")
                    filing.pay(code)
                desk.step(PROCESSOR, code, "process")
                desk.step(APPROVER, code, "approve")
                desk.step(RECEIVER, code, "return_result")
            done = filing.dossier(code)
            assert (done["status"], done["procedure"]) == ("10", slug)
            store = filing.api.post("/v1/documents/find", 200, account=filing.account)["documents"]
            assert set(done["results"]) <= {one["id"] for one in store}
            assert done["results"]
