// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/file_name.h"
#include "core/exports/table_writer.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::exports;

namespace {

const Currency usd = Currency::fromCode(u"USD"_s).value();

QByteArray written(std::unique_ptr<TableWriter> writer, const std::vector<std::vector<Cell>> &rows)
{
    for (const auto &row : rows)
        writer->addRow(row);
    return writer->finish().value_or(QByteArray());
}

/// A part of the workbook, read by somebody else's unpacker.
QString partOf(const QByteArray &workbook, const QString &part)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"t.xlsx"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(workbook) != workbook.size())
        return {};
    file.close();
    QProcess python;
    python.start(u"python3"_s,
                 {u"-c"_s,
                  u"import sys,zipfile;sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))"_s,
                  file.fileName(), part});
    python.waitForFinished();
    return QString::fromUtf8(python.readAllStandardOutput());
}

} // namespace

class TestExports : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesValuesForPrograms()
    {
        const QByteArray csv
            = written(csvWriter({u"Name"_s, u"Total"_s, u"Due"_s, u"Count"_s}),
                      {{u"Ärzte, \"Nord\""_s, Money(-815400, usd), QDate(2026, 3, 1), qint64(7)},
                       {std::monostate(), std::monostate(), std::monostate(), Decimal::parse(u"0.50").value()}});
        QCOMPARE(QString::fromUtf8(csv.mid(3)),
                 u"Name,Total,Due,Count\n\"Ärzte, \"\"Nord\"\"\",-8154.00,2026-03-01,7\n,,,0.50\n"_s);
        QVERIFY(csv.startsWith("\xEF\xBB\xBF"));
    }
    void neutralisesFormulas_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("cell");
        QTest::newRow("equals") << u"=cmd|' /C calc'!A0"_s << u"'=cmd|' /C calc'!A0"_s;
        QTest::newRow("plus") << u"+1+cmd"_s << u"'+1+cmd"_s;
        QTest::newRow("minus") << u"-2+3"_s << u"'-2+3"_s;
        QTest::newRow("at") << u"@SUM(A1)"_s << u"'@SUM(A1)"_s;
        QTest::newRow("equals of full width") << u"＝1+1"_s << u"'＝1+1"_s;
        QTest::newRow("at of full width") << u"＠SUM(A1)"_s << u"'＠SUM(A1)"_s;
        QTest::newRow("tab") << u"\t=1"_s << u"'\t=1"_s;
        QTest::newRow("return") << u"\r=1"_s << u"'\r=1"_s;
        QTest::newRow("sign alone") << u"-"_s << u"'-"_s;
        QTest::newRow("negative number") << u"-12.50"_s << u"-12.50"_s;
        QTest::newRow("two points") << u"-1.2.3"_s << u"'-1.2.3"_s;
        QTest::newRow("name") << u"O'Neill = Co"_s << u"O'Neill = Co"_s;
        QTest::newRow("nothing") << QString() << QString();
    }
    void neutralisesFormulas()
    {
        QFETCH(QString, text);
        QTEST(withoutFormula(text), "cell");
    }
    void writesNothingThatATerminalObeys()
    {
        QCOMPARE(csvLine({u"red \u001b[31m"_s, u"C1 \u009b31m"_s, u"two\r\nlines\rmore"_s, u"a\tb"_s}),
                 "red  [31m,C1  31m,\"two\nlines\nmore\",a\tb\n");
    }
    void keepsLinesOfAClipboardTableApart()
    {
        QCOMPARE(written(tabbedWriter({u"A"_s, u"B"_s}), {{u"one\ttwo\nthree"_s, u"=1"_s}}),
                 "A\tB\none two three\t'=1\n");
    }
    void writesAWorkbookThatSpreadsheetsRead()
    {
        const QByteArray book
            = written(xlsxWriter(u"Invoices: all/open?"_s, {u"Number"_s, u"Total"_s, u"Due"_s, u"Long"_s}),
                      {{u"=HYPERLINK(\"x\")"_s, Money(815400, usd), QDate(2026, 3, 1),
                        Decimal::parse(u"12345678901234567.25").value()}});
        QVERIFY(book.startsWith("PK"));
        const QString sheet = partOf(book, u"xl/worksheets/sheet1.xml"_s);
        QVERIFY2(sheet.contains(u"<v>8154</v>"_s), qPrintable(sheet));
        QVERIFY(sheet.contains(u"<v>46082</v>"_s)); // 1 March 2026 counted from 1900
        QVERIFY(sheet.contains(u"=HYPERLINK("_s) && !sheet.contains(u"<f>"_s)); // a text, not a formula
        QVERIFY(sheet.contains(u"12345678901234567.25"_s)); // a number of 15 digits would have lost some
        QVERIFY(partOf(book, u"xl/workbook.xml"_s).contains(u"name=\"Invoices all open\""_s));
    }
    void makesNamesThatEverySystemTakes_data()
    {
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"Invoices 2026-06-30"_s << u"Invoices 2026-06-30.csv"_s;
        QTest::newRow("path") << u"../../etc/passwd"_s << u"etc passwd.csv"_s;
        QTest::newRow("reserved") << u"a<b>:c|d?*\"e"_s << u"a b c d e.csv"_s;
        QTest::newRow("device") << u"con"_s << u"list con.csv"_s;
        QTest::newRow("right to left override") << QString(u"in\u202Evoice"_s) << u"in voice.csv"_s;
        QTest::newRow("nothing") << u"..."_s << u"list.csv"_s;
        QTest::newRow("long") << QString(300, u'x') << QString(120, u'x') + u".csv"_s;
    }
    void keepsTheSuffixOfNamesFromElsewhere_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"Terms 2026.pdf"_s << u"Terms 2026.pdf"_s;
        QTest::newRow("path") << u"../../etc/passwd.txt"_s << u"passwd.txt"_s;
        QTest::newRow("path of Windows") << u"C:\\Users\\x\\a.xlsx"_s << u"a.xlsx"_s;
        QTest::newRow("without suffix") << u"README"_s << u"README"_s;
        QTest::newRow("hidden") << u".bashrc"_s << u"list.bashrc"_s;
        QTest::newRow("right to left override") << QString(u"in\u202Efdp.exe"_s) << u"in fdp.exe"_s;
        QTest::newRow("device") << u"con.pdf"_s << u"list con.pdf"_s;
        QTest::newRow("long") << QString(300, u'x') + u".pdf"_s << QString(120, u'x') + u".pdf"_s;
        QTest::newRow("only a path") << u"/"_s << u"list"_s;
    }
    void keepsTheSuffixOfNamesFromElsewhere()
    {
        QFETCH(QString, from);
        QTEST(safeFileName(from), "name");
    }
    void makesNamesThatEverySystemTakes()
    {
        QFETCH(QString, title);
        QTEST(fileName(title, u"csv"_s), "name");
    }
};

QTEST_GUILESS_MAIN(TestExports)
#include "tst_exports.moc"
