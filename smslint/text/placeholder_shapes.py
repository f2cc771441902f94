"""The shapes of merge fields and template blocks, each under the name of its reader."""

from __future__ import annotations

import re

# One character first, so that the search may skip to it; each shape then looks back at which one it was. Every
# repetition is bounded, so that no start costs more than a fixed amount.
TOKEN = re.compile(
    r"""[{}<\[%$*@_:\#~(](?:
      (?P<open>(?<=\{)) | (?P<close>(?<=\}))
    | (?P<erb>(?<=<)%[^%<>]{0,200}%>)
    | (?P<macro>(?<=[<\[])/?[\#@][a-z]\w{0,30}(?![^\W_])[^<>\[\]{}\n]{0,80}[>\]])
    | (?P<angle>(?<=<)[^\W\d][^<>{}\n]{0,40}>)
    | (?P<double>(?<=\[)\[[^\[\]{}\n]{1,60}\]\])
    | (?P<toolkit>(?<=\[)%[^\[\]\n]{1,200}%\])
    | (?P<square>(?<=\[)[^\W\d][^\[\]{}\n]{0,60}\])
    | (?P<pair>(?<=%)(?<!\w%)%(?:=[^\n]{1,300}?=%%|\[[^\x00]{0,300}?\]%%|\|[A-Za-z_]\w{0,40}[^%\n]{0,100}%%
        |[^\W\d](?:[\w .:-]{0,40}\w)?%%))
    | (?P<printf>(?<=%)(?:%|\#@\w{1,40}@|(?:\(\w{1,40}\)|<\w{1,40}>)[-+0]?\d{0,2}(?:\.\d{1,2})?[sdif]
        |(?:\d{1,2}\$)?[-+0]?\d{0,2}(?:\.\d{1,2})?(?:[sdif@]|(?:ll?|hh?|[zq])[diu])(?![A-Za-z0-9])))
    | (?P<percent>(?<=%)(?<!\w%)[^\W\d][\w.]{0,40}(?:\|[^%{}\n|]{0,30})?%)
    | (?P<framed>(?<=\$)\[[^\[\]{}\n]{1,60}\]\$)
    | (?P<call>(?<=\$)(?<!\w\$)(?:[a-z]{1,20}\([^()${}\n]{1,80}\)\$?|\([A-Za-z]\w{1,40}\)))
    | (?P<dollar>(?<=\$)(?<!\w\$)!?[^\W\d]\w{0,60}(?:(?:->|\.)[^\W\d]\w{0,60}){0,6}\$?)
    | (?P<colon>(?<=[\s(]:)[^\W\d]\w{1,40}(?![\w:]))
    | (?P<merge>(?<=\*)\|[^|*\n]{1,60}\|\*)
    | (?P<ajar>(?<=[\[<])
        (?i:(?:first|last|customer|client|company|brand|your)\ ?name|name|date|time|link|amount|code|city|order\ ?number)
        (?=[\ ,.!:])(?![^\[\]<>\n]{0,80}[\]>]))
    | (?P<cut>(?<=\*)\|[A-Za-z_:]{2,30}(?:\|(?!\*)|(?=[\s,.!?]|\Z)))
    | (?P<directive>(?<=\#)(?:(?:else|end)(?!\w)|(?:if|elseif|foreach|set)[ ]?\([^\n(){}]{1,80}\)))
    | (?P<hash>(?<=\#)(?<![\w&/]\#)\#?[A-Za-z][A-Za-z0-9_]{1,40}\#{1,2}(?![\w\#]))
    | (?P<at>(?<=@)(?:@\w{1,40}@@|(?<![\w@]@)[A-Z][A-Z0-9_]{1,40}@(?![\w@])))
    | (?P<path>(?<=~)(?<![\w~]~)[A-Z][A-Za-z0-9_]{1,30}\.[A-Za-z0-9_.]{1,40}~(?![\w~]))
    | (?P<tilde>(?<=~)(?<![\w~]~)[A-Za-z][A-Za-z0-9_]{1,40}~(?![\w~]))
    | (?P<dunder>(?<=_)(?<!\w_)_[^\W_](?:[^\W_]|_(?!_)){0,40}__(?!\w))
    | (?P<round>(?<=\()(?:(?:First|Last)\ Name|Cust(?:om|\.)(?:\ String)?\ [1-4])\))
    )""",
    re.VERBOSE,
)
