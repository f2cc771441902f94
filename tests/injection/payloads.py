"""What people put into texts to make a program do something: 40 for template engines, 60 for those who show or store a text."""

from __future__ import annotations

MARK = "9801547"
"""1337 times 7331: stands in an output only when somebody has calculated."""

TEMPLATES: dict[str, tuple[str, ...]] = {
    "jinja": (
        "{{ 1337 * 7331 }}",
        "{{ cycler.__init__.__globals__.os.popen('touch owned').read() }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{% for x in ().__class__.__base__.__subclasses__() %}{{ x() }}{% endfor %}",
        "{% set x = 1337 * 7331 %}{{ x }}",
        "{{ lipsum.__globals__['os'].system('touch owned') }}",
        "{{ self.__init__.__globals__.__builtins__.__import__('os').system('touch owned') }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}{{ os.system('touch owned') }}",
        "{{ 'a' * 1000000000 }}",
    ),
    "liquid": (
        "{{ 1337 | times: 7331 }}",
        "{% assign x = 1337 | times: 7331 %}{{ x }}",
        "{% include '/etc/passwd' %}",
        "{% render 'owned' %}",
        "{% for i in (1..1000000000) %}x{% endfor %}",
        "{{ 'touch owned' | system }}",
        "{% capture x %}{{ 1337 | times: 7331 }}{% endcapture %}{{ x }}",
        "{{ '/etc/passwd' | read_file }}",
        "{% raw %}{{ 1337 | times: 7331 }}{% endraw %}",
        "{% liquid assign x = 1337 | times: 7331\necho x %}",
    ),
    "handlebars": (
        "{{#with 's' as |s|}}{{#with (s.sub.apply 0 (s.constructor.constructor 'touch owned'))}}{{this}}{{/with}}{{/with}}",
        "{{lookup this 'constructor'}}",
        '{{{constructor.constructor "return 1337 * 7331"}}}',
        "{{#each this}}{{@key}}{{/each}}",
        "{{> /etc/passwd}}",
        "{{#if (lookup . '__proto__')}}owned{{/if}}",
        "{{{ 1337 * 7331 }}}",
        "{{this.constructor.constructor('return 1337 * 7331')()}}",
        "{{=<% %>=}}<% 1337 * 7331 %>",
        "{{&__proto__.polluted}}",
    ),
    "erb": (
        "<%= 1337 * 7331 %>",
        "<%= `touch owned` %>",
        "<%= system('touch owned') %>",
        "<% require 'fileutils'; FileUtils.touch('owned') %>",
        "<%= IO.popen('touch owned').read %>",
        "<%= File.read('/etc/passwd') %>",
        "<%= eval('1337 * 7331') %>",
        "#{1337 * 7331}",
        "<%== Kernel.exec('touch owned') %>",
        "<%= 'x' * 1000000000 %>",
    ),
}

HTML = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg/onload=alert(1)>', "' onmouseover='alert(1)",
    '<a href="javascript:alert(1)">x</a>', '<iframe srcdoc="<script>alert(1)</script>">', "<!--<script>-->",
    "]]><x xmlns:a='b'/>", "&lt;b&gt;&#x3c;b>", "<style>*{display:none}</style>",
    "</pre></td><meta http-equiv=refresh content=0;url=//x.example>", "</title><base href=//x.example>",
)  # fmt: skip
MARKDOWN = (
    "[x](javascript:alert(1))",
    "![x](http://x.example/a.png)",
    "```\n<script>alert(1)</script>",
    "<http://x.example>",
)
FORMULAS = (
    '=HYPERLINK("http://x.example";"a")', "=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM(1+1)", "\t=1+1", "\r=1+1", "\uff1d1+1",
)  # fmt: skip
ESCAPES = (
    "\x1b[2J", "\x1b]0;owned\x07", "\x1b]8;;http://x.example\x07x\x1b]8;;\x07", "\x1b]52;c;b3duZWQ=\x07", "\x1b[5;41m",
    "\x1bP+q544e\x1b\\", "\x1b[6n", "\x9b31m", "\x9d0;x\x9c", "\x90q\x9c", "\x07\x08\x7f", "\x0e\x0f",
)  # fmt: skip
DIRECTIONS = (
    "\u202egnp.exe", "\u2066x\u2069", "x\u200fy", "x\u061cy", "\u202dx\u202c", "\u2067x", "\u202bx", "\U000e0041\U000e0042",
)  # fmt: skip
MARKUP = (
    "[link=http://x.example]x[/link]", "[bold red]x[/]", "50% off [/b] today", "[@click=app.quit]x[/]", "[/]", "\\[red]",
)  # fmt: skip
LINES = (
    "x\n::error::y", "x\r::set-output name=a::b", "%0A::error::x", "x\n  --> a.txt:1:1", "\u2028x", "\u2029x", "x\x85y",
    "x\x0by\x0cz", "\n\n2 messages: 2 pass", '"},{"ruleId":"X"',
)  # fmt: skip
OUTPUTS = (*HTML, *MARKDOWN, *FORMULAS, *ESCAPES, *DIRECTIONS, *MARKUP, *LINES)
"""All sixty."""
