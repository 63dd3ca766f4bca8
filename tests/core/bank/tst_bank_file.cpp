// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/bank_file.h"
#include "core/bank/entry_identity.h"
#include "core/bank/file_text.h"
#include "core/bank/file_values.h"
#include "core/bank/iban.h"
#include "tests/core/bank/samples.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::bank;
using namespace accord::bank::test;

namespace {

const QByteArray lockbox
    = "lockbox,deposit_date,check_number,check_amount\n1,2026-03-02,5,10.50\n1,2026-03-02,6,1.00\n";

QStringList sampleNames()
{
    QStringList names;
    for (const QJsonValue &row : QJsonDocument::fromJson(sample(u"index.json"_s)).array())
        names.append(row[u"file"].toString());
    return names;
}

/// Whether the transactions of every batch stand behind it and add up to it.
bool batchesAddUp(const BankStatement &statement)
{
    QHash<std::size_t, std::pair<std::size_t, std::int64_t>> sums; // by booking: how many, how much
    for (const BankEntry &entry : statement.entries) {
        if (entry.batch) {
            sums[*entry.batch].first += 1;
            sums[*entry.batch].second += entry.amount.minor();
        }
    }
    for (std::size_t i = 0; i < statement.entries.size(); ++i) {
        const BankEntry &entry = statement.entries[i];
        const auto [parts, sum] = sums.value(i);
        if (parts != entry.parts || (parts > 0 && sum != entry.amount.minor()) || (entry.batch && *entry.batch >= i))
            return false;
    }
    return true;
}

/// What must hold for whatever a reader returns.
bool isSound(const ReadStatements &read)
{
    for (const BankStatement &statement : read.statements) {
        const bool areDated
            = std::all_of(statement.entries.begin(), statement.entries.end(), [](const BankEntry &entry) {
                  return entry.bookingDate.isValid() && entry.valueDate.isValid() && entry.line >= 1;
              });
        if (statement.account.isEmpty() || !areDated || !batchesAddUp(statement))
            return false;
    }
    return entryIdentities(read.statements).size() == read.statements.size();
}

/// Changes \a bytes in one of the ways files break.
void mutate(QByteArray &bytes, QRandomGenerator &random)
{
    const auto at = [&] { return qsizetype(random.bounded(quint32(bytes.size()))); };
    const qsizetype from = at();
    const qsizetype size = std::min<qsizetype>(bytes.size() - from, qsizetype(random.bounded(40U)) + 1);
    switch (random.bounded(6)) {
    case 0:
        bytes[from] = char(random.bounded(256));
        break;
    case 1:
        bytes.remove(from, size);
        break;
    case 2:
        bytes.insert(at(), bytes.mid(from, size));
        break;
    case 3:
        bytes.truncate(std::max<qsizetype>(from, 1));
        break;
    case 4:
        bytes.replace(from, size, bytes.mid(at(), size));
        break;
    default:
        bytes.insert(from, QByteArray(qsizetype(random.bounded(60U)), "0123456789,./<>&?:-\n"[random.bounded(20)]));
        break;
    }
}

} // namespace

class TestBankFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsFormatsApart_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("format");
        for (const QString &name : sampleNames()) {
            const QString folder = name.section(u'/', 0, 0);
            if (folder != u"pain")
                QTest::newRow(qPrintable(name)) << sample(name) << folder;
        }
        QTest::newRow("lockbox") << lockbox << u"lockbox"_s;
        QTest::newRow("with a byte order mark") << QByteArray("\xef\xbb\xbf:20:A\n:25:1\n") << u"mt940"_s;
        QTest::newRow("SWIFT block") << QByteArray("{1:F01X}{2:O940}{4:\r\n:20:A\r\n") << u"mt940"_s;
    }
    void tellsFormatsApart()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, format);
        const auto detected = detectBankFormat(bytes);
        QVERIFY(detected);
        QCOMPARE(formatName(*detected), format);
    }

    void refusesWhatIsNoBankFile_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("reason");
        QTest::newRow("empty") << QByteArray() << u"bank.empty"_s;
        QTest::newRow("binary") << QByteArray("%PDF\0\1\2", 7) << u"bank.not_text"_s;
        QTest::newRow("other text") << QByteArray("Dear customer,") << u"bank.format_unknown"_s;
        QTest::newRow("other XML") << QByteArray("<html></html>") << u"bank.format_unknown"_s;
        QTest::newRow("other CSV") << QByteArray("name,amount\nx,1\n") << u"bank.format_unknown"_s;
        QTest::newRow("another message") << sample(u"pain/accord-pain008-v08.xml"_s) << u"bank.camt_version"_s;
        QTest::newRow("too large") << QByteArray(largestFile + 1, ' ') << u"bank.too_large"_s;
    }
    void refusesWhatIsNoBankFile()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, reason);
        const auto read = readBankFile(bytes);
        QVERIFY(!read);
        QCOMPARE(read.error().id, reason);
    }

    void refusesTheNegativeSamples_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : sampleNames()) {
            if (expectedOf(name)[u"expect"_s].toString() == u"reject")
                QTest::newRow(qPrintable(name)) << name;
        }
    }
    void refusesTheNegativeSamples()
    {
        QFETCH(QString, name);
        QVERIFY(!readBankFile(sample(name)));
    }

    void decodesEveryCharacterSet_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("ASCII") << QByteArray("Muller") << u"Muller"_s;
        QTest::newRow("UTF-8") << QByteArray("M\xc3\xbcller \xe2\x82\xac") << u"Müller €"_s;
        QTest::newRow("UTF-8 with mark") << QByteArray("\xef\xbb\xbfM\xc3\xbcller") << u"Müller"_s;
        QTest::newRow("Latin-1") << QByteArray("M\xfcller") << u"Müller"_s;
        QTest::newRow("Windows-1252") << QByteArray("M\xfcller \x80 \x93q\x94") << u"Müller € “q”"_s;
        QTest::newRow("UTF-16") << QByteArray("\xff\xfeM\0\xfc\0", 6) << u"Mü"_s;
    }
    void decodesEveryCharacterSet()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        QCOMPARE(decodeText(bytes).value(), text);
    }

    void readsNamesInAnyCharacterSet()
    {
        const QByteArray file
            = ":20:A\n:25:1\n:60F:C260301EUR0,\n:61:260302C1,NTRFX\n:86:166?20SVWZ+x?32M\xfcller\n:62F:C260302EUR1,\n";
        const auto read = readBankFile(file);
        QCOMPARE(read->content.statements[0].entries[0].counterpartyName, u"Müller"_s);
        const QByteArray xml
            = "<?xml version=\"1.0\" encoding=\"windows-1252\"?><Document "
              "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001."
              "08\"><BkToCstmrStmt><Stmt><Acct><Id><Othr><Id>1</Id></Othr></Id></Acct><Ntry><Amt "
              "Ccy=\"EUR\">1</Amt><CdtDbtInd>"
              "CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><ValDt><Dt>2026-03-02</Dt></ValDt><AddtlNtryInf>\x80 M\xfcller"
              "</AddtlNtryInf></Ntry></Stmt></BkToCstmrStmt></Document>";
        QCOMPARE(readBankFile(xml)->content.statements[0].entries[0].typeText, u"€ Müller"_s);
    }

    void readsTheSameFileTwiceAlike()
    {
        for (const QString &name : sampleNames()) {
            const auto first = readBankFile(sample(name));
            const auto second = readBankFile(sample(name));
            QCOMPARE(first.has_value(), second.has_value());
            if (first) {
                QCOMPARE(first->content, second->content);
                QCOMPARE(entryIdentities(first->content.statements), entryIdentities(second->content.statements));
            }
        }
    }

    void neverCrashesOrHangsOnDamagedFiles()
    {
        // Another seed tries other damages: ACCORD_DAMAGE_SEED=7 tst_bank_file
        QRandomGenerator random(qEnvironmentVariable("ACCORD_DAMAGE_SEED", u"20260302"_s).toUInt());
        QElapsedTimer longest;
        qint64 slowestMs = 0;
        int readable = 0;
        for (const QString &name : sampleNames() + QStringList{u"lockbox"_s}) {
            const QByteArray original = name == u"lockbox" ? lockbox : sample(name);
            for (int round = 0; round < 300; ++round) {
                QByteArray bytes = original;
                for (int i = 0; i <= round % 4 && !bytes.isEmpty(); ++i)
                    mutate(bytes, random);
                longest.restart();
                const auto read = readBankFile(bytes);
                slowestMs = std::max(slowestMs, longest.elapsed());
                if (read)
                    QVERIFY2(isSound(read->content), qPrintable(u"%1, round %2"_s.arg(name).arg(round)));
                else
                    QVERIFY2(read.error().kind == ErrorKind::InvalidInput, qPrintable(read.error().id));
                readable += read ? 1 : 0;
            }
        }
        QVERIFY2(readable > 500, "most damages should leave something to read");
        QVERIFY2(slowestMs < 5000, qPrintable(QString::number(slowestMs)));
    }

    void refusesAFileThatWasCutOff_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("end"); // with what the last record starts
        for (const QString &name : sampleNames()) {
            const QString folder = name.section(u'/', 0, 0);
            const QByteArray end = folder == u"camt"   ? "</Document>"
                                   : folder == u"bai2" ? "99,"
                                   : folder == u"ofx"  ? "</OFX>"
                                                       : "\n9000";
            if (folder != u"mt940" && folder != u"pain" && expectedOf(name)[u"expect"_s].toString() != u"reject")
                QTest::newRow(qPrintable(name)) << sample(name) << end;
        }
        QTest::newRow("mt940/one statement") << sample(u"mt940/edge-february-30.sta"_s) << QByteArray(":62F:");
    }
    void refusesAFileThatWasCutOff()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, end);
        const qsizetype last = bytes.lastIndexOf(end);
        QVERIFY(last > 0);
        for (qsizetype size = last; size > 0; size -= std::max<qsizetype>(1, last / 150))
            QVERIFY2(!readBankFile(bytes.left(size)), qPrintable(QString::number(size)));
    }

    void readsALargeFileInTime_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("entry"); // # is its number
        QTest::addColumn<QByteArray>("tail");
        QTest::newRow("lockbox") << QByteArray("lockbox,deposit_date,check_number,check_amount\n")
                                 << QByteArray("1,2026-03-02,#,1.00\n") << QByteArray();
        QTest::newRow("camt")
            << QByteArray("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>"
                          "<Stmt><Acct><Id><Othr><Id>1</Id></Othr></Id></Acct>")
            << QByteArray("<Ntry><Amt Ccy=\"EUR\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
                          "<ValDt><Dt>2026-03-02</Dt></ValDt><AcctSvcrRef>#</AcctSvcrRef></Ntry>\n")
            << QByteArray("</Stmt></BkToCstmrStmt></Document>");
        QTest::newRow("mt940") << QByteArray(":20:A\n:25:1\n:60F:C260301EUR0,\n")
                               << QByteArray(":61:260302C1,NTRFNONREF//#\n:86:166?00X?20EREF+#?21SVWZ+INV #?32NAME\n")
                               << QByteArray(":62F:C260302EUR1,\n");
        QTest::newRow("many statements") << QByteArray()
                                         << QByteArray(":20:A\n:25:1\n:28C:#\n:60F:C260301EUR0,\n:61:260302C1,NTRFA\n"
                                                       ":62F:C260302EUR1,\n-\n")
                                         << QByteArray();
        QTest::newRow("bai2") << QByteArray("01,A,B,260302,0800,1,,,2/\n02,B,A,1,260301,,USD,2/\n03,123,,010,0,,/\n")
                              << QByteArray("16,195,100,,#,,PAID/\n") << QByteArray("49,0,3/\n98,0,1,5/\n99,0,1,7/\n");
        QTest::newRow("ofx") << QByteArray(
            "<OFX><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST>")
                             << QByteArray("<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260302<TRNAMT>1.00<FITID>#</STMTTRN>\n")
                             << QByteArray("</BANKTRANLIST></STMTRS></OFX>");
    }
    void readsALargeFileInTime()
    {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, entry);
        QFETCH(QByteArray, tail);
        constexpr std::size_t count = 20'000;
        QByteArray bytes = head;
        for (std::size_t i = 0; i < count; ++i)
            bytes += QByteArray(entry).replace('#', QByteArray::number(qint64(i)));
        bytes += tail;
        QElapsedTimer timer;
        timer.start();
        const auto read = readBankFile(bytes);
        const auto identities = entryIdentities(read->content.statements);
        const qint64 elapsedMs = timer.elapsed();
        std::size_t found = 0;
        for (const BankStatement &statement : read->content.statements)
            found += bookings(statement).front().parts > 0 ? statement.entries.size() - 1 : statement.entries.size();
        QCOMPARE(found, count);
        // Reading in proportion takes well under a second; comparing each with each takes minutes.
        QVERIFY2(elapsedMs < 20'000, qPrintable(QString::number(elapsedMs)));
    }

    void checksAccountNumbers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reason");
        QTest::newRow("Germany") << u"de89 3704 0044 0532 0130 00"_s << QString();
        QTest::newRow("Norway") << u"NO9386011117947"_s << QString();
        QTest::newRow("Malta") << u"MT84MALT011000012345MTLCAST001S"_s << QString();
        QTest::newRow("Switzerland") << u"CH9300762011623852957"_s << QString();
        QTest::newRow("check digits") << u"DE88370400440532013000"_s << u"bank.iban_check_digits"_s;
        QTest::newRow("swapped digits") << u"DE89370400440532010300"_s << u"bank.iban_check_digits"_s;
        QTest::newRow("one short") << u"DE8937040044053201300"_s << u"bank.iban_length"_s;
        QTest::newRow("country") << u"US89370400440532013000"_s << u"bank.iban_country"_s;
        QTest::newRow("sign") << u"DE8937040044053201300-"_s << u"bank.iban_characters"_s;
        QTest::newRow("other digits") << u"DE٨٩370400440532013000"_s << u"bank.iban_characters"_s;
        QTest::newRow("empty") << QString() << u"bank.iban_country"_s;
    }
    void checksAccountNumbers()
    {
        QFETCH(QString, text);
        QFETCH(QString, reason);
        const auto iban = Iban::parse(text);
        QCOMPARE(iban ? QString() : iban.error().id, reason);
    }

    void writesAnAccountAlikeForAllFormats()
    {
        const QString iban = u"DE89370400440532013000"_s;
        QCOMPARE(canonicalAccount(u"37040044/532013000"), iban);
        QCOMPARE(canonicalAccount(u"37040044/0532013000"), iban);
        QCOMPARE(canonicalAccount(u"de89 3704 0044 0532 0130 00"), iban);
        QCOMPARE(canonicalAccount(u"DE89370400440532013000EUR"), iban);
        QCOMPARE(canonicalAccount(u"12300 000012345678"), u"12300000012345678"_s);
        QVERIFY(Iban::parse(u"CH4431999123000889012")->isQrIban());
        QVERIFY(!Iban::parse(u"CH9300762011623852957")->isQrIban());
        QCOMPARE(Iban::parse(iban)->grouped(), u"DE89 3704 0044 0532 0130 00"_s);
    }

    void readsAmountsExactly_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("expected"); // an amount or the reason
        QTest::newRow("comma") << u"1,5"_s << u"EUR"_s << u"1.50"_s;
        QTest::newRow("comma at the end") << u"12,"_s << u"EUR"_s << u"12.00"_s;
        QTest::newRow("zeros too many") << u"18.150000"_s << u"EUR"_s << u"18.15"_s;
        QTest::newRow("yen") << u"2700.00"_s << u"JPY"_s << u"2700"_s;
        QTest::newRow("dinar") << u"1.234"_s << u"KWD"_s << u"1.234"_s;
        QTest::newRow("largest") << u"9999999999999999.99"_s << u"EUR"_s << u"9999999999999999.99"_s;
        QTest::newRow("leading zeros") << u"000000000000000000000001,00"_s << u"EUR"_s << u"1.00"_s;
        QTest::newRow("one more") << u"10000000000000000.00"_s << u"EUR"_s << u"bank.amount_too_large"_s;
        QTest::newRow("third digit") << u"1.001"_s << u"EUR"_s << u"bank.amount_too_precise"_s;
        QTest::newRow("two points") << u"1.000,00"_s << u"EUR"_s << u"bank.amount"_s;
        QTest::newRow("no digits") << u","_s << u"EUR"_s << u"bank.amount"_s;
        QTest::newRow("only a fraction") << u".5"_s << u"EUR"_s << u"bank.amount"_s;
        QTest::newRow("exponent") << u"1e2"_s << u"EUR"_s << u"bank.amount"_s;
    }
    void readsAmountsExactly()
    {
        QFETCH(QString, text);
        QFETCH(QString, currency);
        QFETCH(QString, expected);
        const auto amount = parseAmount(text, Currency::fromCode(currency).value());
        QCOMPARE(amount ? amount->toString() : amount.error().id, expected);
    }

    void readsShortDays()
    {
        QCOMPARE(parseShortDay(u"260131"), QDate(2026, 1, 31));
        QCOMPARE(parseShortDay(u"991231"), QDate(1999, 12, 31));
        QCOMPARE(parseShortDay(u"240230"), QDate(2024, 2, 29));
        QCOMPARE(parseShortDay(u"230230"), QDate(2023, 2, 28));
        QVERIFY(!parseShortDay(u"260132").isValid());
        QVERIFY(!parseShortDay(u"260100").isValid());
        QVERIFY(!parseShortDay(u"2601").isValid());
        QCOMPARE(parseDayOfYear(u"0101", QDate(2025, 12, 31)), QDate(2026, 1, 1));
        QCOMPARE(parseDayOfYear(u"1231", QDate(2026, 1, 2)), QDate(2025, 12, 31));
    }
};

QTEST_GUILESS_MAIN(TestBankFile)
#include "tst_bank_file.moc"
