// SPDX-License-Identifier: GPL-3.0-or-later
// What the fonts of the documents have, read from their files: the same as what Qt finds when it sets a text.
#include "core/typefaces/coverage.h"

#include <QtGui/QRawFont>
#include <QtTest/QTest>

using namespace accord;

class TestCoverage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agreesWithTheFontEngineForEveryCharacter()
    {
        std::vector<QRawFont> fonts;
        for (const QString &file : typefaces::fontFiles()) {
            fonts.emplace_back(file, 12);
            QVERIFY2(fonts.back().isValid(), qPrintable(file));
        }
        int covered = 0;
        for (char32_t character = 0x20; character < 0x20000; ++character) {
            if (character >= 0xD800 && character < 0xE000)
                continue; // surrogates
            const bool expected = std::ranges::any_of(
                fonts, [&](const QRawFont &font) { return font.supportsCharacter(uint(character)); });
            QVERIFY2(typefaces::hasGlyph(character) == expected, qPrintable(typefaces::codeOf(character)));
            covered += expected;
        }
        QVERIFY(covered > 3000);
    }
    void namesEachMissingCharacterOnce()
    {
        const auto missing = typefaces::missingIn(u"Café 🎉 & 🎉 São"_s);
        QCOMPARE(missing.size(), size_t(1));
        QCOMPARE(typefaces::codeOf(missing.front()), u"U+1F389"_s);
    }
    void leavesOutWhatIsNotSet()
    {
        QVERIFY(typefaces::missingIn(u"line\nbreak\ttab\u200Bjoiner\u200E"_s).empty());
        QVERIFY(!typefaces::hasGlyph(0x110000));
    }
};

QTEST_MAIN(TestCoverage)
#include "tst_coverage.moc"
