// SPDX-License-Identifier: GPL-3.0-or-later
// What the ACH network says about our entries: prenotes that come back, new bank data, debits that may be sent again.
// The files are the samples of tests/core/bank/data/nacha with our own trace numbers in them.
#include "tests/support/bank_files.h"
#include "tests/support/company.h"

#include "core/workspace/ach_notices.h"
#include "core/workspace/payment_files_desk.h"
#include "core/workspace/payments_desk.h"

#include <QtCore/QFile>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::test;
using namespace accord::workspace;

namespace {

QString idOf(const auto &result)
{
    return result ? u"done"_s : result.error().id + u' ' + result.error().detail;
}

QString sample(const QString &name)
{
    QFile file(u"%1/%2"_s.arg(QStringLiteral(ACCORD_BANK_DATA), name));
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll()) : QString();
}

} // namespace

class TestAchNotices : public QObject
{
    Q_OBJECT

    std::unique_ptr<Company> m_company;
    std::unique_ptr<Services> m_services;
    QString m_payer;
    int m_files = 0;

    void record(const QString &number)
    {
        storage::BankDetail detail;
        detail.kind = u"ach"_s;
        detail.bankCode = u"231380104"_s;
        detail.accountNumber = number;
        const auto kept = recordBankDetail(*m_services, m_payer, detail);
        QVERIFY2(kept, qPrintable(idOf(kept)));
        auto controller = m_company->as(u"controller"_s);
        const auto agreed = agreeToBankDetail(*controller, m_payer);
        QVERIFY2(agreed, qPrintable(idOf(agreed)));
    }

    PaymentFileOutcome made(const QString &format)
    {
        const auto file = makePaymentFile(*m_services, {format}, Effect::Kept);
        if (!file)
            qFatal("%s %s", qPrintable(idOf(file)), qPrintable(file.error().args.value(u"left_out"_s).toString()));
        return *file;
    }

    QString leftOut(const QString &format = u"nacha-ccd"_s)
    {
        const auto file = makePaymentFile(*m_services, {format}, Effect::Shown);
        return file ? u"made"_s : file.error().args.value(u"left_out"_s).toString();
    }

    void import(const QString &text)
    {
        const auto outcome = importBankFile(*m_services, text.toLatin1(), u"nacha %1"_s.arg(++m_files));
        QVERIFY2(outcome, qPrintable(idOf(outcome)));
        QVERIFY2(outcome->bad.empty(), outcome->bad.empty() ? "" : qPrintable(outcome->bad.front().expected));
    }

    /// The sample of a notification of change, about our entry \a trace.
    static QString change(const QString &trace)
    {
        return sample(u"cor-example.ach"_s).replace(u"798C01121042880000001"_s, u"798C01"_s + trace);
    }

    /// The first return of the sample, with \a code for our entry \a trace of \a minor cents.
    static QString returned(const QString &trace, const QString &code, qint64 minor, int day)
    {
        QStringList lines = sample(u"return-WEB.ach"_s).split(u'\n').mid(0, 5);
        const auto put
            = [](QString &line, int column, const QString &text) { line.replace(column - 1, text.size(), text); };
        const QString amount = QString::number(minor);
        put(lines[0], 24, u"2607%1"_s.arg(day, 2, 10, QChar(u'0')));
        put(lines[2], 30, amount.rightJustified(10, u'0'));
        put(lines[3], 4, code);
        put(lines[3], 7, trace);
        put(lines[4], 21, amount.rightJustified(12, u'0'));
        lines << u"9000001000001000000020009140060"_s + amount.rightJustified(12, u'0') + u"000000000000"_s;
        lines.last() = lines.last().leftJustified(94);
        while (lines.size() % 10 != 0)
            lines << QString(94, u'9');
        return lines.join(u'\n') + u'\n';
    }

    /// The bank books what a file collected.
    void book(const PaymentFileOutcome &file)
    {
        const int number = ++m_files;
        const auto outcome = importBankFile(*m_services,
                                            camtOf(u"USD"_s, {{u"B%1"_s.arg(number), file.file.collected.toString(),
                                                               u"Collection "_s + file.file.reference()}}),
                                            u"statement %1"_s.arg(number));
        QVERIFY2(outcome, qPrintable(idOf(outcome)));
        const auto matched = PaymentsDesk(*m_services).match();
        QVERIFY2(matched, qPrintable(idOf(matched)));
    }

    void comesBack(const PaymentFileOutcome &file, const QString &code, int day)
    {
        for (const auto &item : file.file.items) {
            import(returned(item.reference, code, item.amount.minor(), day));
            const auto matched = PaymentsDesk(*m_services).match();
            QVERIFY2(matched, qPrintable(idOf(matched)));
        }
        const auto files = storage::PaymentFilesSql(m_services->session()).files();
        for (const auto &one : *files)
            if (one.number == file.file.number)
                for (const auto &item : one.items)
                    QCOMPARE(item.state, u"returned"_s);
    }

private Q_SLOTS:
    void init()
    {
        m_files = 0;
        m_company = std::make_unique<Company>();
        m_services = m_company->as(u"operator"_s);
        const auto kept = recordOwnBank(*m_services, {u"Meridian Cloud Inc."_s,
                                                      u"DE89370400440532013000"_s,
                                                      {},
                                                      u"DE98ZZZ09999999999"_s,
                                                      u"121042882"_s,
                                                      u"Federal Reserve Bank"_s,
                                                      u"121042882"_s,
                                                      u"1234567890"_s,
                                                      u"123456789"_s});
        QVERIFY2(kept, qPrintable(idOf(kept)));
        QVERIFY(agreeToOwnBank(*m_company->as(u"controller"_s)));
        const auto open = storage::BankPaymentsSql(m_services->session()).invoices();
        for (const auto &row : *open)
            if (row.due.currency().code() == u"USD"_s && row.paid != row.due && row.dueOn < companyToday())
                m_payer = row.payer.toString();
        QVERIFY(!m_payer.isEmpty());
        record(u"000123456789"_s);
    }
    void cleanup()
    {
        m_services.reset();
        m_company.reset();
    }

    void aPrenoteThatComesBackStopsDebits()
    {
        const auto tried = made(u"nacha-prenote"_s);
        import(returned(tried.file.items.front().reference, u"R03"_s, 0, 2));
        m_company->clock().moveTo(QDate(2026, 7, 10));
        QVERIFY2(leftOut().contains(u"prenote_missing"_s), qPrintable(leftOut()));
    }

    void newBankDataStopsDebitsUntilItIsRecorded()
    {
        const auto tried = made(u"nacha-prenote"_s);
        import(change(tried.file.items.front().reference));
        m_company->clock().moveTo(QDate(2026, 7, 10));
        QVERIFY2(leftOut().contains(u"bank_changed"_s), qPrintable(leftOut()));
        const auto notices = storage::AchNoticesSql(m_services->session()).all();
        QCOMPARE(notices->size(), size_t(1));
        QCOMPARE(notices->front().code, u"C01"_s);
        QCOMPARE(notices->front().accountNumber, u"1918171614"_s);
        import(change(tried.file.items.front().reference) + u'\n'); // another file says the same
        QCOMPARE(storage::AchNoticesSql(m_services->session()).all()->size(), size_t(1));
        record(notices->front().accountNumber);
        QVERIFY2(leftOut().contains(u"prenote_missing"_s), qPrintable(leftOut())); // another account is tried first
    }

    void whatIsSaidOfOthersIsLeftAlone()
    {
        made(u"nacha-prenote"_s);
        import(change(u"061000100000001"_s)); // the first entry of another bank
        QVERIFY(storage::AchNoticesSql(m_services->session()).all()->empty());
    }

    void forWantOfFundsItIsSentTwiceMore()
    {
        made(u"nacha-prenote"_s);
        m_company->clock().moveTo(QDate(2026, 7, 6));
        for (int presented = 0; presented < 3; ++presented) {
            m_company->clock().moveTo(QDate(2026, 7, 6 + presented * 7));
            const auto file = made(u"nacha-ccd"_s);
            book(file);
            comesBack(file, presented == 1 ? u"R09"_s : u"R01"_s, 8 + presented * 7);
        }
        m_company->clock().moveTo(QDate(2026, 7, 27));
        QVERIFY2(leftOut().contains(u"retried_twice"_s), qPrintable(leftOut()));
    }

    void whatThePayerStoppedNeedsTheirConsent()
    {
        made(u"nacha-prenote"_s);
        m_company->clock().moveTo(QDate(2026, 7, 6));
        const auto file = made(u"nacha-ccd"_s);
        const QString invoice = file.file.items.front().number;
        QCOMPARE(recordDebitConsent(*m_services, invoice, QDate(2026, 7, 6), u"Call"_s).error().id,
                 u"payments.consent_needless"_s);
        book(file);
        comesBack(file, u"R08"_s, 8);
        m_company->clock().moveTo(QDate(2026, 7, 10));
        QVERIFY2(leftOut().contains(u"return_needs_consent"_s), qPrintable(leftOut()));
        QCOMPARE(recordDebitConsent(*m_services, invoice, QDate(2026, 7, 1), u"Call"_s).error().id,
                 u"payments.consent_day"_s);
        QCOMPARE(recordDebitConsent(*m_services, invoice, QDate(2026, 7, 11), u"Call"_s).error().id,
                 u"payments.consent_day"_s);
        QCOMPARE(recordDebitConsent(*m_services, invoice, QDate(2026, 7, 9), u" "_s).error().id,
                 u"payments.consent_note"_s);
        const auto kept = recordDebitConsent(*m_services, invoice, QDate(2026, 7, 9), u"Mail of Ms Roe"_s);
        QVERIFY2(kept, qPrintable(idOf(kept)));
        const auto again = made(u"nacha-ccd"_s);
        QVERIFY(std::ranges::any_of(again.file.items, [&](const auto &item) { return item.number == invoice; }));
    }

    void aClosedAccountIsNotDebitedAgain()
    {
        made(u"nacha-prenote"_s);
        m_company->clock().moveTo(QDate(2026, 7, 6));
        const auto file = made(u"nacha-ccd"_s);
        book(file);
        comesBack(file, u"R02"_s, 8);
        QVERIFY2(leftOut().contains(u"return_stops"_s), qPrintable(leftOut()));
        m_company->clock().moveTo(QDate(2026, 7, 9));
        record(u"000999888777"_s);
        QVERIFY2(leftOut().contains(u"prenote_missing"_s), qPrintable(leftOut()));
    }
};

QTEST_GUILESS_MAIN(TestAchNotices)
#include "tst_ach_notices.moc"
