// SPDX-License-Identifier: GPL-3.0-or-later
// What strangers send: each sample of each parser, bent in many ways. Nothing may crash, hang or swell.
//
// ACCORD_FUZZ_CASES says how many bent files each parser gets (1,000), ACCORD_FUZZ_SEED where chance starts.
#include "tests/fuzz/parsers.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace accord::fuzz;

namespace {

constexpr qint64 mostMilliseconds = 1000;
constexpr qsizetype mostBytes = 64 * 1024; // larger samples are cut: it is their form that matters

/// Bits, bytes, numbers and pieces as hostile senders and broken lines change them.
class Bender
{
public:
    explicit Bender(quint32 seed)
        : m_chance(seed)
    { }

    QByteArray bend(QByteArray bytes, const QByteArray &other)
    {
        for (int n = 1 + upTo(4); n > 0; --n)
            bendOnce(bytes, other);
        return bytes;
    }
    int upTo(qsizetype end) { return int(m_chance.bounded(quint32(std::max<qsizetype>(1, end)))); }

private:
    void bendOnce(QByteArray &bytes, const QByteArray &other)
    {
        static const QByteArray hostile[]{
            "\0",         "\xff\xfe",    "99999999999999999999999999999999",
            "-1",         "NaN",         "1e308",
            "0000-00-00", "9999-12-31",  "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>",
            "{\"a\":",    "[[[[[[[[",    "\"",
            "\r\n",       "\xed\xa0\x80"};
        const int place = upTo(bytes.size());
        switch (upTo(7)) {
        case 0:
            if (!bytes.isEmpty())
                bytes[place] = char(bytes[place] ^ (1 << upTo(8)));
            break;
        case 1:
            bytes.remove(place, 1 + upTo(64));
            break;
        case 2:
            bytes.insert(place, bytes.mid(upTo(bytes.size()), 1 + upTo(256)));
            break;
        case 3:
            bytes.insert(place, hostile[upTo(std::size(hostile))]);
            break;
        case 4:
            bytes.truncate(place);
            break;
        case 5:
            bytes = bytes.left(place) + other.mid(upTo(other.size()));
            break;
        default:
            bytes.replace(place, std::min<qsizetype>(8, bytes.size() - place), hostile[upTo(std::size(hostile))]);
        }
    }

    QRandomGenerator m_chance;
};

std::vector<QByteArray> samplesOf(const Parser &parser)
{
    std::vector<QByteArray> samples;
    for (const QString &pattern : parser.samples) {
        const QFileInfo info(QDir(QStringLiteral(ACCORD_SOURCE_DIR)).filePath(pattern));
        const auto names = info.dir().entryInfoList({info.fileName()}, QDir::Files, QDir::Name);
        for (const QFileInfo &name : names) {
            QFile file(name.filePath());
            if (file.open(QIODevice::ReadOnly))
                samples.push_back(file.read(mostBytes));
        }
    }
    return samples;
}

} // namespace

class TestParsers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void surviveBentFiles_data()
    {
        QTest::addColumn<int>("parser");
        for (size_t i = 0; i < parsers().size(); ++i)
            QTest::newRow(qPrintable(parsers()[i].name)) << int(i);
    }
    void surviveBentFiles()
    {
        QFETCH(int, parser);
        const Parser &one = parsers()[size_t(parser)];
        const auto samples = samplesOf(one);
        QVERIFY2(!samples.empty(), "the parser has no samples");
        const int cases = qEnvironmentVariableIntValue("ACCORD_FUZZ_CASES") > 0
                              ? qEnvironmentVariableIntValue("ACCORD_FUZZ_CASES")
                              : 1000;
        const quint32 seed = quint32(qEnvironmentVariableIntValue("ACCORD_FUZZ_SEED"));
        Bender bender(seed + quint32(parser));
        qint64 slowest = 0;
        for (int n = 0; n < cases; ++n) {
            const QByteArray &sample = samples[size_t(bender.upTo(qsizetype(samples.size())))];
            const QByteArray bent = bender.bend(sample, samples[size_t(bender.upTo(qsizetype(samples.size())))]);
            QElapsedTimer timer;
            timer.start();
            one.read(bent);
            if (timer.elapsed() > slowest) {
                slowest = timer.elapsed();
                m_slowest = bent;
            }
        }
        if (slowest > mostMilliseconds) {
            QFile file(one.name + QStringLiteral(".slow"));
            if (file.open(QIODevice::WriteOnly))
                file.write(m_slowest);
        }
        QVERIFY2(slowest <= mostMilliseconds,
                 qPrintable(QStringLiteral("case took %1 ms, kept beside the program").arg(slowest)));
    }

private:
    QByteArray m_slowest;
};
QTEST_GUILESS_MAIN(TestParsers)
#include "tst_parsers.moc"
