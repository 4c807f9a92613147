"""Endpoints of SageMaker that run Hugging Face's containers. Imported when one is opened.

Most understand messages, as OpenAI's protocol has them; older ones turn one text into another.
"""

from __future__ import annotations

import json
from typing import Any

from langchain_aws.chat_models.sagemaker_endpoint import (
    ChatModelContentHandler,
    ChatSagemakerEndpoint,
)
from langchain_aws.llms.sagemaker_endpoint import LLMContentHandler, SagemakerEndpoint
from langchain_core.messages import AIMessage

from models.call import CallFailed
from models.client import Asked, Blocking
from models.fault import status_of

MISUNDERSTOOD = (400, 404, 405, 415, 422, 424)
"""Statuses of a container that does not know messages; what it says itself comes as 424."""

JSON = "application/json"


class Messages(ChatModelContentHandler):
    """Messages in, a completion out."""

    content_type = JSON
    accepts = JSON

    def transform_input(self, prompt: Any, model_kwargs: dict[str, Any]) -> bytes:
        """The request's body."""
        return json.dumps({"messages": prompt, **model_kwargs}).encode()

    def transform_output(self, output: Any) -> AIMessage:
        """The message in the answer's body.

        Raises:
            CallFailed: there is none.
        """
        answer = _first(json.loads(output.read()))
        if "generated_text" in answer:
            return AIMessage(_generated(answer))
        choice = _first(answer.get("choices"))
        words = choice.get("message", {}).get("content")
        if not isinstance(words, str):
            raise CallFailed("unusable", "Its answer is no message.")
        used = answer.get("usage") or {}
        read, written = used.get("prompt_tokens"), used.get("completion_tokens")
        told = {"finish_reason": choice.get("finish_reason")}
        if read is None or written is None:
            return AIMessage(words, response_metadata=told)
        counted = {"input_tokens": read, "output_tokens": written, "total_tokens": read + written}
        return AIMessage(words, response_metadata=told, usage_metadata=counted)


class PlainText(LLMContentHandler):
    """The JSON of Hugging Face's text-generation containers."""

    content_type = JSON
    accepts = JSON

    def transform_input(self, prompt: str, model_kwargs: dict[str, Any]) -> bytes:
        """The request's body."""
        parameters = {**model_kwargs, "return_full_text": False}
        return json.dumps({"inputs": prompt, "parameters": parameters}).encode()

    def transform_output(self, output: Any) -> str:
        """The text in the answer's body.

        Raises:
            CallFailed: there is none.
        """
        return _generated(_first(json.loads(output.read())))


def _first(answer: Any) -> dict[str, Any]:
    first = answer[0] if isinstance(answer, list) and answer else answer
    return first if isinstance(first, dict) else {}


def _generated(answer: dict[str, Any]) -> str:
    if not isinstance(answer.get("generated_text"), str):
        raise CallFailed("unusable", "Its answer is no generated text.")
    return str(answer["generated_text"])


class Endpoint(Blocking):
    """An endpoint, spoken to in messages; one that does not know them gets one text from then on.

    It has neither tools nor a way to be bound to a shape: the prompt says what the answer is to
    look like.
    """

    def __init__(self, name: str, client: Any, written: int) -> None:
        self._plain: SagemakerEndpoint | None = None
        self._name, self._client, self._written = name, client, written
        limits = {"max_tokens": written, "temperature": 0.0}
        handler = Messages()
        chat = ChatSagemakerEndpoint(
            endpoint_name=name, client=client, content_handler=handler, model_kwargs=limits
        )
        super().__init__(chat, native=False)

    async def ask(self, asked: Asked, deadline: float) -> AIMessage:
        """As :class:`models.client.Client`."""
        return await self._asked(self._chat, asked, deadline)

    def _read(self, chat: Any, asked: Asked, deadline: float) -> AIMessage:
        if self._plain is None:
            try:
                answer: AIMessage = chat.invoke(list(asked.messages))
                return answer
            except Exception as error:
                if status_of(error) not in MISUNDERSTOOD:
                    raise
        plain = self._plain or self._plainly()
        answer = AIMessage(plain.invoke("\n\n".join(message.text for message in asked.messages)))
        self._plain = plain
        return answer

    def _plainly(self) -> SagemakerEndpoint:
        return SagemakerEndpoint(
            endpoint_name=self._name,
            client=self._client,
            content_handler=PlainText(),
            model_kwargs={"max_new_tokens": self._written},
        )
