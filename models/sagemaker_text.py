"""Plain text of a Hugging Face container on a SageMaker endpoint. Imported when one is opened."""

from __future__ import annotations

import json
from typing import Any

from langchain_aws.llms.sagemaker_endpoint import LLMContentHandler

from models.call import CallFailed


class PlainText(LLMContentHandler):
    """The JSON of Hugging Face's text-generation containers."""

    content_type = "application/json"
    accepts = "application/json"

    def transform_input(self, prompt: str, model_kwargs: dict[str, Any]) -> bytes:
        """The request's body."""
        parameters = {**model_kwargs, "return_full_text": False}
        return json.dumps({"inputs": prompt, "parameters": parameters}).encode()

    def transform_output(self, output: Any) -> str:
        """The text in the answer's body.

        Raises:
            CallFailed: there is none.
        """
        answer = json.loads(output.read())
        first = answer[0] if isinstance(answer, list) and answer else answer
        if not isinstance(first, dict) or not isinstance(first.get("generated_text"), str):
            raise CallFailed("unusable", "Its answer is no generated text.")
        return str(first["generated_text"])
