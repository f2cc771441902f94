"""For the tests of your own messages and rules: assertions, the samples of rule files, the messages of templates.

    from smslint.testing import assert_clean, assert_finds, samples

    def test_the_welcome_text_is_fit_to_send():
        assert_clean(WELCOME, brand="Larch", use_case="marketing", first_message=True)

    @pytest.mark.parametrize("sample", samples("packs/larch"), ids=str)
    def test_sample(sample):
        sample.check()

    @pytest.mark.parametrize("message", messages("locales", "src"), ids=str)
    def test_message(message):
        message.check(at="warning")

Nothing here needs pytest; `smslint.testing.plugin` is what pytest loads by itself.
"""

from __future__ import annotations

from smslint.testing.asserts import assert_clean, assert_finds, assert_silent, show
from smslint.testing.packs import Sample, samples
from smslint.testing.templates import Message, messages

__all__ = ["Message", "Sample", "assert_clean", "assert_finds", "assert_silent", "messages", "samples", "show"]
