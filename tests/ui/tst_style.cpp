// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/accord_style.h"
#include "ui/style/theme.h"

#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtGui/QFontInfo>
#include <QtGui/QFontMetrics>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>

#include <cmath>

using namespace accord;
using namespace accord::ui;

namespace {

double luminance(const QColor &color)
{
    const auto channel
        = [](double value) { return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); };
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a) + 0.05;
    const double two = luminance(b) + 0.05;
    return std::max(one, two) / std::min(one, two);
}

} // namespace

class TestStyle : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.install(*qApp); }

    void givesAllDigitsOneWidth()
    {
        for (const TextRole role : {TextRole::Body, TextRole::BodyStrong, TextRole::Figure, TextRole::Hero}) {
            const QFont font = fontFor(role);
            QCOMPARE(QFontInfo(font).family(), u"Accord Inter"_s);
            const QFontMetricsF metrics(font);
            for (const QChar digit : u"0123456789"_s)
                QCOMPARE(metrics.horizontalAdvance(digit), metrics.horizontalAdvance(u'0'));
        }
    }
    void keepsTextReadable_data()
    {
        QTest::addColumn<QString>("theme");
        QTest::newRow("light") << u"light"_s;
        QTest::newRow("dark") << u"dark"_s;
    }
    void keepsTextReadable()
    {
        QFETCH(QString, theme);
        const Tokens tokens = Tokens::builtIn(theme);
        for (const Token ink : {Token::Text, Token::Text2, Token::Text3, Token::Accent}) {
            for (const Token ground :
                 {Token::Window, Token::Surface, Token::Sidebar, Token::Raised, Token::Hover, Token::Selected})
                QVERIFY2(contrast(tokens[ink], tokens[ground]) >= 4.5,
                         qPrintable(tokenName(ink) + u" on "_s + tokenName(ground)));
        }
        QVERIFY(contrast(tokens[Token::OnAccent], tokens[Token::Accent]) >= 4.5);
        QVERIFY(contrast(tokens[Token::ControlBorder], tokens[Token::Surface]) >= 3.0);
    }
    void namesAMissingToken()
    {
        const auto tokens = Tokens::parse("{\"light\":{\"window\":\"#FFFFFF\"}}", u"light"_s);
        QCOMPARE(tokens.error().id, u"style.tokens"_s);
        QCOMPARE(tokens.error().args.value(u"token"_s).toString(), u"surface"_s);
    }
    void paintsIconsInTheColourOfTheTheme()
    {
        const QIcon icon = m_theme.icon(u"house"_s, Token::Text);
        m_theme.setAppearance(Appearance::Light);
        const QImage light = icon.pixmap(32).toImage();
        m_theme.setAppearance(Appearance::Dark);
        const QImage dark = icon.pixmap(32).toImage();
        m_theme.setAppearance(Appearance::Light);
        QVERIFY(light != dark);
    }
    void followsTheSystemOnlyWhenAskedTo()
    {
        Theme theme;
        theme.setSystemDark(true);
        QVERIFY(theme.isDark());
        theme.setAppearance(Appearance::Light);
        QVERIFY(!theme.isDark());
        theme.setSystemDark(false);
        theme.setAppearance(Appearance::System);
        QVERIFY(!theme.isDark());
    }
    void hasEveryIconThatIsNamed()
    {
        const QRegularExpression named(u"(?:icon|pixmap|picture)\\w*\\(u\"([a-z0-9-]+)\"_s"_s,
                                       QRegularExpression::CaseInsensitiveOption);
        for (const auto &[file, text] : sources()) {
            auto found = named.globalMatch(text);
            while (found.hasNext()) {
                const QString name = found.next().captured(1);
                QVERIFY2(QFile::exists(u":/accord/icons/%1.svg"_s.arg(name)), qPrintable(file + u": "_s + name));
            }
        }
    }
    void keepsColoursInTheTokens()
    {
        const QRegularExpression literal(
            u"#[0-9A-Fa-f]{6}\\b|QColor\\(\\d|Qt::(red|blue|green|black|white|gray|darkGray|lightGray)\\b|setStyleSheet\\("_s);
        for (const auto &[file, text] : sources())
            QVERIFY2(!literal.match(text).hasMatch(), qPrintable(file + u": "_s + literal.match(text).captured()));
    }
    void keepsCustomerTextOutOfRichLabels()
    {
        const QRegularExpression bare(u"new QLabel\\([^)]*\\S|[>.]setToolTip\\("_s);
        for (const auto &[file, text] : sources()) {
            if (!file.endsWith(u"labels.cpp"_s))
                QVERIFY2(!bare.match(text).hasMatch(), qPrintable(file + u": "_s + bare.match(text).captured()));
        }
    }

private:
    static QList<std::pair<QString, QString>> sources()
    {
        QList<std::pair<QString, QString>> all;
        QDirIterator files(QStringLiteral(ACCORD_SOURCE_DIR "/ui"), {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                all.emplace_back(file.fileName(), QString::fromUtf8(file.readAll()));
        }
        return all;
    }
    Theme m_theme;
};

QTEST_MAIN(TestStyle)
#include "tst_style.moc"
