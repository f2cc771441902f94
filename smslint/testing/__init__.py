"""For the tests of your own messages and rules: assertions, the samples of rule files, the messages of templates.

    from smslint.testing import assert_clean, assert_finds, samples

    def test_the_welcome_text_is_fit_to_send():
        assert_clean(WELCOME, brand="Larch", use_case="marketing", first_message=True)

    @pytest.mark.parametrize("sample", samples("packs/larch"), ids=str)
    def test_sample(sample):
        sample.check()

Nothing here needs pytest; `smslint.testing.plugin` is what pytest loads by itself.
"""

from __future__ import annotations

from smslint.testing.asserts import assert_clean, assert_finds, assert_silent, show
from smslint.testing.packs import Sample, samples

__all__ = ["Sample", "assert_clean", "assert_finds", "assert_silent", "samples", "show"]
