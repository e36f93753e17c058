"""The command line as a person meets it: a process of its own, its output, its exit code."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from docx import Document
from pypdf import PdfReader

from plateau_doctor import samples
from plateau_doctor.resources import resource
from reading_receipts import read_receipt

SAMPLES = ("growing", "leaky-bucket", "promotion-trap")
HERE = {"TZ": "Pacific/Auckland", "LANG": "C", "PYTHONHASHSEED": "1"}
THERE = {"TZ": "America/Los_Angeles", "LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77"}


def run(*words: object, home: Path | None = None, **changed: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **changed}
    if home is not None:
        environment["HOME"] = str(home)
    command = [sys.executable, "-m", "plateau_doctor", *map(str, words)]
    return subprocess.run(command, capture_output=True, env=environment, timeout=120, check=False)


def run_well(*words: object, **kept: str) -> bytes:
    done = run(*words, **kept)
    assert done.stderr == b""
    assert done.returncode == 0
    return done.stdout


def refused(*words: object) -> str:
    done = run(*words)
    text = done.stderr.decode("utf-8")
    assert done.returncode == 1
    assert done.stdout == b""
    assert "Traceback" not in text
    return text


def test_the_samples_are_listed_and_written_as_they_are_shipped(tmp_path):
    listed = run_well("sample").decode().splitlines()
    assert listed == list(SAMPLES)
    for name in listed:
        out = tmp_path / f"{name}.json"
        run_well("sample", name, "-o", out)
        assert out.read_bytes() == samples.sample_path(name).read_bytes()
    assert run_well("sample", "growing") == samples.sample_path("growing").read_bytes()


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_input_gives_the_same_bytes_wherever_it_runs(name, tmp_path):
    file = samples.sample_path(name)
    outputs = []
    for number, place in enumerate((HERE, THERE)):
        home = tmp_path / f"home{number}"
        home.mkdir()
        pdf = tmp_path / f"{number}.pdf"
        said = run("diagnose", file, "--json", home=home, **place)
        made = run("report", file, "-o", pdf, home=home, **place)
        assert (said.returncode, made.returncode) == (0, 0), said.stderr + made.stderr
        assert said.stderr + made.stderr == b""
        outputs.append((said.stdout, pdf.read_bytes()))
    assert outputs[0] == outputs[1]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_json_and_the_pdf_carry_the_same_verdict(name, tmp_path):
    file, pdf = samples.sample_path(name), tmp_path / "report.pdf"
    summary = json.loads(run_well("diagnose", file, "--json"))
    run_well("report", file, "-o", pdf, "--paper", "letter")
    first_page = " ".join(PdfReader(pdf).pages[0].extract_text().split())
    assert summary["verdict"]["sentence"] in first_page
    assert summary["verdict"]["sentence"] in run_well("diagnose", file).decode()


def test_the_three_samples_tell_three_different_stories():
    found = {name: json.loads(run_well("diagnose", samples.sample_path(name), "--json")) for name in SAMPLES}
    states = {name: one["trajectory"]["state"] for name, one in found.items()}
    leading = {name: [p["id"] for p in one["patterns"] if p["role"] == "leading"] for name, one in found.items()}
    assert states == {"growing": "growing", "leaky-bucket": "stuck", "promotion-trap": "stuck"}
    assert leading == {"growing": [], "leaky-bucket": ["P02"], "promotion-trap": ["P01"]}


def test_today_is_the_day_of_the_check_up_unless_another_is_given():
    file = samples.sample_path("growing")
    own = json.loads(run_well("diagnose", file, "--json"))["today"]
    other = json.loads(run_well("diagnose", file, "--json", "--today", "2027-01-31"))["today"]
    assert own == json.loads(file.read_text(encoding="utf-8"))["date"]
    assert other == "2027-01-31"


def changed_sample(tmp_path: Path, **changes: object) -> Path:
    """Write the growing firm with some of its keys replaced."""
    whole = json.loads(samples.sample_path("growing").read_text(encoding="utf-8"))
    whole.update(changes)
    file = tmp_path / "input.json"
    file.write_text(json.dumps(whole), encoding="utf-8")
    return file


def raw(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "input.json"
    file.write_text(text, encoding="utf-8")
    return file


def with_answer(tmp_path: Path, question: str, answer: object) -> Path:
    sheet = {"respondent": "P1", "answers": {question: answer}}
    return changed_sample(tmp_path, sheets=[sheet])


def with_figures(tmp_path: Path, **figures: object) -> Path:
    return changed_sample(tmp_path, figures=figures)


FAULTS = {
    "missing file": (lambda t: t / "input.json", "no such file"),
    "a folder": (lambda t: t, "folder"),
    "not JSON": (lambda t: raw(t, "{'a': 1}"), "line 1"),
    "unknown question": (lambda t: with_answer(t, "S99", {"level": 3}), "S99"),
    "level 7": (lambda t: with_answer(t, "S1", {"level": 7}), "sheets[0].answers.S1.level"),
    "revenue as text": (lambda t: with_figures(t, years=[2024, 2025], revenue=["851k", 3]), "figures.revenue[0]"),
    "newer version": (lambda t: changed_sample(t, version=9), "newer"),
    "unknown key": (lambda t: changed_sample(t, bussiness={}), "bussiness"),
    "different lengths": (lambda t: with_figures(t, years=[2024, 2025], revenue=[1, 2, 3]), "figures.revenue"),
    "NaN": (lambda t: raw(t, '{"format": NaN}'), "NaN"),
    "duplicate keys": (lambda t: raw(t, '{"format": 1, "format": 2}'), "format"),
    "100,000 nested brackets": (lambda t: raw(t, "[" * 100_000), "input.json"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_input_at_fault_gives_a_sentence_with_place_and_remedy_and_no_file(case, tmp_path):
    make, place = FAULTS[case]
    (tmp_path / "in").mkdir()
    file = make(tmp_path / "in")
    pdf = tmp_path / "out.pdf"
    for words in (("diagnose", file, "--json"), ("report", file, "-o", pdf)):
        text = refused(*words)
        assert place in text, text
        assert all(line.count(". ") >= 1 and line.endswith(".") for line in text.splitlines()), text
    assert list(tmp_path.iterdir()) == [tmp_path / "in"]


def test_a_file_of_200_mb_is_refused_by_its_size(tmp_path):
    file = tmp_path / "input.json"
    with file.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    assert "MB" in refused("diagnose", file)


def test_five_faults_give_five_sentences(tmp_path):
    answers = {"S1": {"level": 7}, "S99": {"level": 1}}
    file = changed_sample(
        tmp_path,
        bussiness=1,
        sheets=[{"respondent": "P1", "answers": answers}],
        figures={"years": [2025, 2024], "revenue": ["a", 1]},
    )
    assert len(refused("diagnose", file).splitlines()) >= 5


def test_an_unknown_sample_names_the_ones_there_are():
    assert all(name in refused("sample", "bakery") for name in SAMPLES)


def test_wrong_usage_is_exit_code_2(tmp_path):
    for words in (("diagnose",), ("report", samples.sample_path("growing")), ("dance",)):
        assert run(*words).returncode == 2
    done = run("report", samples.sample_path("growing"), "-o", tmp_path / "x.odt")
    assert done.returncode == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", ["html", "docx", "HTML"])
def test_the_report_is_what_its_name_says(suffix, tmp_path):
    file, out = samples.sample_path("growing"), tmp_path / f"report.{suffix}"
    sentence = json.loads(run_well("diagnose", file, "--json"))["verdict"]["sentence"]
    assert run_well("report", file, "-o", out).decode() == f"{out}\n"
    if suffix == "docx":
        words = " ".join(one.text for one in Document(str(out)).paragraphs)
    else:
        words = " ".join(ET.fromstring(out.read_bytes()).itertext())
    assert " ".join(sentence.split()) in " ".join(words.split())


EXPORTS = (("report", "html"), ("report", "docx"), ("plan", "xlsx"), ("plan", "csv"), ("plan", "ics"))


def test_every_export_is_the_same_bytes_wherever_it_runs(tmp_path):
    outputs = []
    for number, place in enumerate((HERE, THERE)):
        home = tmp_path / f"home{number}"
        home.mkdir()
        for verb, suffix in EXPORTS:
            run_well(verb, samples.sample_path("promotion-trap"), "-o", home / f"out.{suffix}", home=home, **place)
        outputs.append({suffix: (home / f"out.{suffix}").read_bytes() for _verb, suffix in EXPORTS})
    assert outputs[0] == outputs[1]


def test_the_plan_goes_out_in_three_forms(tmp_path):
    file = samples.sample_path("promotion-trap")
    for suffix, begins in (("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfNo.,What to do,"), ("ics", b"BEGIN:VCALENDAR\r\n")):
        out = tmp_path / f"plan.{suffix}"
        assert run_well("plan", file, "-o", out).decode() == f"{out}\n"
        assert out.read_bytes().startswith(begins)


def test_today_moves_the_plan(tmp_path):
    out = tmp_path / "plan.ics"
    run_well("plan", samples.sample_path("promotion-trap"), "-o", out, "--today", "2026-05-01")
    assert b"DTSTART;VALUE=DATE:20260730" in out.read_bytes()


def test_a_plan_in_another_form_is_refused(tmp_path):
    done = run("plan", samples.sample_path("growing"), "-o", tmp_path / "plan.pdf")
    assert done.returncode == 2
    assert b"plan.pdf does not end in .xlsx, .csv or .ics. Give the plan a name that does." in done.stderr
    assert not list(tmp_path.iterdir())
    assert "nowhere" in refused("plan", samples.sample_path("growing"), "-o", tmp_path / "nowhere" / "plan.csv")


def test_a_report_into_a_missing_folder_says_so_and_leaves_nothing(tmp_path):
    text = refused("report", samples.sample_path("growing"), "-o", tmp_path / "nowhere" / "x.pdf")
    assert "nowhere" in text
    assert not list(tmp_path.iterdir())


def test_the_shipped_pack_passes_its_check_and_a_broken_one_names_each_fault(tmp_path):
    from plateau_doctor.resources import resource

    shipped = resource("packs", "sales-and-four-ps", "1")
    run_well("pack", "check", shipped)
    for file in shipped.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    structure = json.loads((tmp_path / "pack.json").read_text(encoding="utf-8"))
    structure["questions"][0]["weight"] = -1
    structure["patterns"][0]["must"] = ["hi(nobody, 1, 2)"]
    (tmp_path / "pack.json").write_text(json.dumps(structure), encoding="utf-8")
    text = refused("pack", "check", tmp_path)
    assert "weight" in text
    assert "nobody" in text
    assert "pack.json" in refused("pack", "check", tmp_path / "nowhere")


def with_revenue(folder: Path, revenue: list[float]) -> Path:
    data = json.loads(samples.sample_path("growing").read_bytes())
    data["figures"] = {"years": list(range(2026 - len(revenue), 2026)), "revenue": revenue}
    file = folder / "firm.json"
    file.write_text(json.dumps(data))
    return file


def test_revenue_next_to_nothing_is_refused(tmp_path):
    said = refused("diagnose", with_revenue(tmp_path, [1e-300, 3]))
    assert "figures.revenue[0]: Here stands 1e-300. Write a number from 0.01 up, or null" in said


def test_the_widest_revenue_there_may_be_is_still_told(tmp_path):
    file = with_revenue(tmp_path, [0.01, 1e15, 0.01, 1e15])
    assert b"a year over 4 years" in run_well("diagnose", file)
    run_well("report", file, "-o", tmp_path / "firm.pdf")


def test_any_number_is_explained_line_by_line():
    file = samples.sample_path("promotion-trap")
    names = run_well("explain", file).decode().splitlines()
    assert {"capability", "price", "trajectory", "plan:S5", "pattern:P01"} <= set(names)
    said = run_well("explain", file, "price").decode().splitlines()
    score = json.loads(run_well("diagnose", "--json", file))["areas"]["price"]["score"]
    assert said[0] == f"Price: {round(score)}"
    lines = said[1 : said.index("")] if "" in said else said[1:]
    assert read_receipt(lines) == round(score)


def test_a_number_that_is_not_there_names_those_that_are():
    said = refused("explain", samples.sample_path("growing"), "moon")
    assert said.startswith('This check-up has no number "moon" to explain. Write one of capability, average')


def test_there_is_nothing_to_explain_in_an_empty_check_up(tmp_path):
    data = json.loads(samples.sample_path("growing").read_bytes())
    file = tmp_path / "empty.json"
    file.write_text(json.dumps({**data, "sheets": [], "figures": {}, "plan": [], "agreed": {}}))
    assert run_well("explain", file) == b""
    assert "Answer more questions first." in refused("explain", file, "price")


def test_two_check_ups_are_compared(tmp_path):
    data = json.loads(samples.sample_path("promotion-trap").read_bytes())
    later = tmp_path / "later.json"
    data["sheets"][0]["answers"]["PR4"] = {"level": 5, "records": [0], "note": "It changed what we charge."}
    later.write_text(json.dumps({**data, "id": "later", "date": "2026-09-01"}))
    said = run_well("compare", samples.sample_path("promotion-trap"), later).decode()
    assert "Moved most: yearly price reviews: step 2 to step 5." in said
    whole = json.loads(run_well("compare", "--json", samples.sample_path("promotion-trap"), later))
    assert whole["movements"] == [{"question": "PR4", "before": 2.0, "after": 5.0}]
    assert whole["sentences"] == said.splitlines()


def test_the_method_is_printed_from_the_pack(tmp_path):
    said = run_well("pack", "method").decode()
    assert said.startswith("# How this is worked out")
    folder = tmp_path / "pack"
    shutil.copytree(resource("packs", "sales-and-four-ps", "1"), folder)
    text = (folder / "pack.json").read_text(encoding="utf-8")
    (folder / "pack.json").write_text(text.replace('"middle_from": 40', '"middle_from": 42'), encoding="utf-8")
    assert "Bands: low under 42" in run_well("pack", "method", folder).decode()


def test_the_readme_shows_the_method_of_the_shipped_pack():
    said = run_well("pack", "method").decode()
    body = said.split("\n", 2)[2].replace("\n## ", "\n### ")
    assert body in (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
