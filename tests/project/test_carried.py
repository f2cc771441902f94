"""Texts and senders that reach a send call indirectly: options under a name, spreads, builders and what is set on an object."""

from __future__ import annotations

import pytest

from tests.project.words import messages, notes

FREE = "+18005550142"
FROM = f'"{FREE}"'
JAVA = "class A {{ void f() {{ {} }} }}"
GO = "package a // twilio\nfunc f() {{ {} }}"
PHP = "<?php // twilio messagebird vonage\n{}"
CARRIED = {
    "options of Python": ("a.py", f'o = {{"from_": {FROM}, "body": "Hi"}}\nclient.messages.create(to=x, **o) # twilio', FREE),
    "dict() of Python": ("a.py", f'o = dict(from_={FROM}, body="Hi")\nclient.messages.create(**o) # twilio', FREE),
    "options of a class": (
        "a.py", 'class A:\n    o = {"body": "Hi"}\n    def f(self):\n        client.messages.create(**self.o) # twilio', None,
    ),
    "TwiML": ("a.py", 'import twilio.twiml\nresp.append(1)\nmsg = resp.message()\nmsg.body("Hi")', None),
    "a sender id of Amazon's": (
        "a.py", 'sns.publish(PhoneNumber=p, Message="Hi", MessageAttributes={"AWS.SNS.SMS.SenderID": {"StringValue": "LARCH"}})',
        "LARCH",
    ),
    "options of JavaScript": ("a.js", f'const o = {{from: {FROM}, body: "Hi"}}; twilio.messages.create(o);', FREE),
    "a spread": ("a.js", f'const o = {{from: {FROM}, body: "Hi"}}; twilio.messages.create({{...o, to: x}});', FREE),
    "set later": ("a.js", f'const o = {{to: x}}; o.body = "Hi"; o.from = {FROM}; twilio.messages.create(o);', FREE),
    "merged": ("a.js", 'twilio.messages.create(Object.assign({}, base, {body: "Hi"}));', None),
    "typed options": ("a.ts", f'const o: Options = {{from: {FROM}, body: "Hi"}}; twilio.messages.create(o);', FREE),
    "input of a command": ("a.ts", 'const o = {PhoneNumber: p, Message: "Hi"}; sns.send(new PublishCommand(o));', None),
    "options of Ruby": ("a.rb", f'o = {{from: {FROM}, body: "Hi"}}\ntwilio.messages.create(**o)', FREE),
    "a key of Ruby set later": ("a.rb", 'o = {to: x}\no[:body] = "Hi"\ntwilio.messages.create(o)', None),
    "options of PHP": ("a.php", PHP.format(f"$o = ['from' => {FROM}, 'body' => 'Hi']; $c->messages->create($to, $o);"), FREE),
    "an object of PHP": ("a.php", PHP.format("$m = new Message(); $m->originator = 'LARCH'; $m->body = 'Hi';"), "LARCH"),
    "an SMS of PHP, sent": ("a.php", PHP.format("$m = new SMS($to, 'LARCH', 'Hi'); $client->sms()->send($m);"), "LARCH"),
    "an SMS of PHP": ("a.php", PHP.format("$m = new SMS($to, 'LARCH', 'Hi');"), "LARCH"),
    "a chained setter": (
        "A.java", JAVA.format(f'Message.creator(to, new PhoneNumber({FROM}), "").setBody("Hi").create(); // twilio\n'), FREE,
    ),
    "a chained sender": ("A.java", JAVA.format(f'Message.creator(to, s, "Hi").setFrom(new PhoneNumber({FROM})).create();'), FREE),
    "a builder": (
        "A.java", JAVA.format(f'SendTextMessageRequest.builder().originationIdentity({FROM}).messageBody("Hi").build();'), FREE,
    ),
    "a builder in a lambda": ("A.java", JAVA.format('sns.publish(b -> b.message("Hi").phoneNumber(to));'), None),
    "a wither": ("A.java", JAVA.format('var r = new PublishRequest().withMessage("Hi").withPhoneNumber(to);'), None),
    "a setter": (
        "A.java", JAVA.format('PublishRequest r = new PublishRequest(); r.setMessage("Hi"); r.setPhoneNumber(to);'), None,
    ),
    "a builder of Telnyx": ("A.java", JAVA.format(f'MessageSendParams.builder().from({FROM}).text("Hi").build();'), FREE),
    "options of C#": (
        "a.cs", JAVA.format(f'var o = new CreateMessageOptions(to) {{ From = new PhoneNumber({FROM}), Body = "Hi" }};'), FREE,
    ),
    "properties of C#": (
        "a.cs", JAVA.format(f'var o = new CreateMessageOptions(to); o.From = new PhoneNumber({FROM}); o.Body = "Hi"; Go(o);'),
        FREE,
    ),
    "setters of Go": (
        "a.go", GO.format(f'p := &api.CreateMessageParams{{}}\np.SetFrom({FROM})\np.SetBody("Hi")\nc.CreateMessage(p)'), FREE,
    ),
    "pointers of Go": (
        "a.go", GO.format(f'p := &api.CreateMessageParams{{Body: twilio.String("Hi"), From: twilio.String({FROM})}}'), FREE,
    ),
    "fields of Go": ("a.go", GO.format('p := sns.PublishInput{}\np.Message = aws.String("Hi")\np.PhoneNumber = to'), None),
    "two senders": (
        "a.go", GO.format(f'p := &api.CreateMessageParams{{}}\np.SetFrom({FROM})\np.SetFrom("55512")\np.SetBody("Hi")'), None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "code", "sender"), CARRIED.values(), ids=CARRIED)
def test_a_text_is_found_however_it_reaches_the_call(name: str, code: str, sender: str | None) -> None:
    (message,) = messages(name, code)
    assert (message.text, message.context.sender) == ("Hi", sender)
    start, end = message.places.span(0, 2)
    assert code[start:end] == "Hi"
    assert notes(name, code) == []


UNKNOWN = {
    "a parameter": ("a.py", "# twilio\ndef f(o):\n    client.messages.create(**o)", "is not known before the program runs"),
    "a function": ("a.js", "twilio.messages.create(build(order));", "is not known before the program runs"),
    "an import": ("a.ts", 'import { O } from "./o"; twilio.messages.create(O);', "; if ./o holds it, name that file"),
    "a command": ("a.ts", "const PhoneNumber = 1; sns.send(new PublishCommand(input));", "if another file holds it"),
    "a translation": ("a.rb", 'twilio.messages.create(to: x, body: I18n.t("sms.ready"))', "it is the translation sms.ready"),
    "a kept template": ("a.rb", 'twilio.messages.create(to: x, content_sid: "HX012")', "a template that the service keeps"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "code", "says"), UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_not_known_is_a_note(name: str, code: str, says: str) -> None:
    assert messages(name, code) == []
    (note,) = notes(name, code)
    assert says in note


SILENT = {
    "another service": ("a.py", "import anthropic\nclient.messages.create(**request)"),
    "a channel": ("a.py", "phone_number = 1\nredis.publish('channel', data)"),
    "a topic": ("a.py", "phone_number = 1\nsns.publish(TopicArn=t, Message='not a text')"),
    "no text": ("a.rb", 'twilio.messages.create(to: x, media_url: ["https://larch.example/a.png"])'),
    "an empty request": ("a.cs", "class A { void F() { var o = new CreateMessageOptions(to); } }"),
}


@pytest.mark.parametrize(("name", "code"), SILENT.values(), ids=SILENT)
def test_what_sends_no_text_is_no_note(name: str, code: str) -> None:
    assert (messages(name, code), notes(name, code)) == ([], [])


def test_options_of_one_function_are_not_those_of_another() -> None:
    one = 'def {}():\n    o = {{"from_": "{}", "body": "Hi {}"}}\n    client.messages.create(**o) # twilio\n'
    code = one.format("a", "55501", "one") + one.format("b", "55502", "two")
    assert [(m.text, m.context.sender) for m in messages("a.py", code)] == [("Hi one", "55501"), ("Hi two", "55502")]


def test_a_chain_may_be_as_long_as_anybody_likes() -> None:
    assert messages("a.js", "/* twilio */ client.messages.create({to: a})" + ".then(x)" * 2000) == []
    many = "o.body = 'Hi';\n" * 2000 + "twilio.messages.create(o);\n" * 2000
    assert len(messages("a.js", many)) > 8
