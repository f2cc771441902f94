"""The send calls of messaging services: how each is called, and which argument holds the text.

Names are compared in lower case and without underscores, so that one line serves all languages of a service.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Call:
    """One way to send a text.

    service: whose; callee: pattern of the end of what is called; names: of the argument with the text; position: where it
    stands without a name (None: always named); needs: other arguments, one of which must be there, for calls that also do
    other things; word: must occur somewhere in the file, for callees that are too general to stand alone; either: the word or
    one of the arguments is enough.
    """

    __slots__ = ("built", "built_last", "callee", "either", "last", "names", "needs", "position", "service", "word")

    def __init__(
        self, service: str, callee: str, names: str, position: int | None = None, needs: str = "", word: str = "",
        either: bool = False,
    ) -> None:  # fmt: skip
        self.service = service
        self.callee = re.compile(rf"(?:^|\.)(?:{callee})\Z")
        self.built = _built(callee, names)
        self.built_last = tuple(name for name in names.split() if "." not in name)
        self.names = frozenset(names.split())
        self.position = position
        self.needs = frozenset(needs.split())
        self.word = word
        self.either = either
        always = re.sub(r"\(\?:[^()]*\)\?", "", callee)
        self.last = tuple(re.findall(r"[a-z]{3,}(?=\)*\Z)|[a-z]{3,}(?=[|)])", always))


def _built(callee: str, names: str) -> re.Pattern[str]:
    """A builder or a setter behind what is called: `Request.builder().to(...).message`, `new Request().withMessage`."""
    last = "|".join(name for name in names.split() if "." not in name) or "(?!)"
    way = r"(?:(?:new)?builder\.(?:\w+\.)*(?:set|with)?|(?:\w+\.)*(?:set|with))"
    return re.compile(rf"(?:^|\.)(?:{callee})\.{way}(?:{last})\Z")


CALLS: tuple[Call, ...] = (
    Call("twilio, plivo, telnyx, messagebird", "messages?.create(?:async)?", "body text", 2,
         "to from src dst originator recipients messagingservicesid", "twilio|plivo|telnyx|messagebird", either=True),
    Call("twilio", "(?:twiml|resp|response|reply|messagingresponse)[.]message", "body", 0, word="twiml|messagingresponse"),
    Call("twilio, plivo", "message.creator", "body text", 2),
    Call("twilio", "messageresource.create(?:async)?", "body"),
    Call("twilio", "(?:create)?messageparams", "body", word="twilio"),
    Call("twilio, sinch", r"(?:\w+\.)?setbody", "body", 0, word="twilio|sinch"),
    Call("twilio", "createmessageoptions", "body"),
    Call("plivo, telnyx", "messagecreateparams|messagesendparams", "text"),
    Call("vonage", "sms.sendmessage|sms.send|message.sendsms|sendansms(?:async)?", "text message", 2),
    Call("vonage", "sms|smsmessage|textmessage|smstext|smstextrequest", "text", 2, word="vonage|nexmo"),
    Call("vonage", "sendsmsrequest|smsrequest", "text", word="vonage|nexmo"),
    Call("telnyx", "messages.send", "text", word="telnyx"),
    Call("sinch", "batches.send(?:sms)?|batches.create", "body", word="sinch"),
    Call("sinch", "(?:smsbatchtextrequest|sendtextrequest|textrequest)[.](?:.*[.])?(?:body|setbody)", "body", 0),
    Call("sinch", "sendtextbatchrequest|textrequest", "body", word="sinch"),
    Call("messagebird", "messagecreate", "body", 2),
    Call("messagebird", "sms.create", "body", 3, word="messagebird"),
    Call("messagebird", "client.sendmessage", "body", 1, word="messagebird"),
    Call("messagebird", "objects.message|message", "body", 1, word="messagebird"),
    Call("aws", "publish|publishcommand|publishinput|publishrequest|publishasync", "message", needs="phonenumber"),
    Call("aws", "publishrequest[.](?:.*[.])?message", "message", 0, word="phonenumber"),
    Call("aws", "sendtextmessage(?:command|input|request|async)?", "messagebody"),
    Call("aws", "sendtextmessagerequest[.](?:.*[.])?messagebody", "messagebody", 0),
    Call("aws", "sendmessages(?:command)?", "smsmessage.body"),
)  # fmt: skip
_PLAIN = str.maketrans("", "", "_$@")


def plain(name: str) -> str:
    """A name as names are compared."""
    return name.translate(_PLAIN).lower()


def own_call(name: str, arguments: Iterable[str | int]) -> Call:
    """A call that the configuration names: what is called, and the argument by name or by number from 0."""
    arguments = tuple(arguments)
    names = " ".join(plain(one) for one in arguments if isinstance(one, str))
    position = next((one for one in arguments if isinstance(one, int)), None)
    return Call("own", re.escape(plain(name).replace("::", ".").replace("->", ".")), names, position)


def may_send(data: bytes, calls: Sequence[Call]) -> bool:
    """Whether a file may hold any of the calls: a look at its bytes, before it is decoded or parsed."""
    text = data.lower().replace(b"_", b"")
    return any(
        (call.either or not call.word or re.search(call.word.encode(), text) is not None)
        and (call.either or not call.needs or any(name.encode() in text for name in call.needs))
        and (call.position is not None or any(name.rpartition(".")[2].encode() in text for name in call.names))
        and any(word.encode() in text for word in call.last or ("",))
        for call in calls
    )


def last_words(call: Call) -> tuple[str, ...]:
    """Words of which the last name of a call, or of a builder's call for it, holds one."""
    return (*call.last, *call.built_last) if call.last else ("",)
