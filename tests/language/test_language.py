"""Languages: told apart where there is enough to go by, else unknown."""

import pytest

from briefer.language.identify import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The plant in Harle has 300 workers, and it will close in June.", "en"),
        ("Das Werk in Harle hat 300 Arbeiter, und es wird im Juni geschlossen.", "de"),
        ("L'usine de Harle compte 300 ouvriers et elle fermera en juin dans la région.", "fr"),
        ("La planta de Harle tiene 300 obreros y se cerrará en junio por la crisis.", "es"),
        ("Lo stabilimento di Harle ha 300 operai e si chiuderà nel mese di giugno.", "it"),
        ("De fabriek in Harle heeft 300 werknemers en zij gaat in juni dicht.", "nl"),
        ("工場は六月に閉鎖されるとオリエルは火曜日に発表した。", "ja"),
        ("工厂将于六月关闭，公司星期二宣布。", "zh"),
        ("Завод закроют в июне, сообщила компания.", "ru"),
        ("Nine men died.", None),
        ("Tolvane Oriel Bramwick Harle", None),
        ("", None),
        ("300 12 7 %", None),
    ],
)
def test_a_language_is_told_or_left_open(text, language):
    """A text is of the language that its script and its small words show; where they show none it is unknown."""
    assert detect(text) == language
