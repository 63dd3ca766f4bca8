// SPDX-License-Identifier: GPL-3.0-or-later
// Finding records by the words they hold: what is found first, what is no longer found, and text that means harm.
#include "core/storage/backup.h"
#include "core/storage/search_sql.h"
#include "core/storage/transaction.h"
#include "tests/support/company.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::storage;

class TestSearch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        m_services = m_company->as(u"operator"_s);
    }
    void cleanup()
    {
        m_services.reset();
        m_company.reset();
    }

    void findsEachKindByItsWords_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("first");
        QTest::newRow("start of a name") << u"zür"_s << u"account"_s << u"Zürich Straßenbau"_s;
        QTest::newRow("without accents") << u"zurich"_s << u"account"_s << u"Zürich Straßenbau"_s;
        QTest::newRow("word in the middle") << u"straßen"_s << u"account"_s << u"Zürich Straßenbau"_s;
        QTest::newRow("spelt otherwise") << u"STRASSENBAU"_s << u"account"_s << u"Zürich Straßenbau"_s;
        QTest::newRow("number") << u"z-0077"_s << u"account"_s << u"Zürich Straßenbau"_s;
        QTest::newRow("town") << u"winterthur"_s << u"account"_s << u"Zürich Straßenbau"_s;
        QTest::newRow("a person of it") << u"hürlimann"_s << u"account"_s << u"Zürich Straßenbau"_s;
        QTest::newRow("the person") << u"hurlimann reg"_s << u"person"_s << u"Regula Hürlimann"_s;
        QTest::newRow("code of a location") << u"ZRH-9"_s << u"location"_s << u"Werkhof Nord"_s;
        QTest::newRow("town of a location") << u"oerlikon"_s << u"location"_s << u"Werkhof Nord"_s;
    }
    void findsEachKindByItsWords()
    {
        QFETCH(QString, text);
        QFETCH(QString, kind);
        QFETCH(QString, first);
        addZurich();
        const auto hits = find(text, {*searchKindFromString(kind)});
        QCOMPARE(hits.size(), 1U);
        QCOMPARE(hits.front().title, first);
        QCOMPARE(hits.front().accountName, u"Zürich Straßenbau"_s);
    }

    void findsContractsByNumberAndItem()
    {
        const auto contract = m_services->contracts().all()->front();
        const auto byNumber = find(contract.number, {});
        QVERIFY(!byNumber.empty());
        QCOMPARE(byNumber.front().record, contract.id.uuid()); // exact, so before everything else
        const auto byItem = find(contract.items.front().description, {SearchKind::Contract});
        QVERIFY(std::any_of(byItem.begin(), byItem.end(),
                            [&](const SearchHit &hit) { return hit.record == contract.id.uuid(); }));
    }

    void findsAnInvoiceByNumberAndAmount()
    {
        const auto invoice = issuedInvoice();
        const auto byNumber = find(invoice.number.toLower(), {});
        QCOMPARE(byNumber.front().record, invoice.id.uuid());
        const QString amount = QLocale(QLocale::English).toString(qlonglong(invoice.bill.total.minor() / 100));
        const auto byAmount = find(amount, {SearchKind::Invoice}); // "7,266"
        QVERIFY(std::any_of(byAmount.begin(), byAmount.end(),
                            [&](const SearchHit &hit) { return hit.record == invoice.id.uuid(); }));
        QCOMPARE(find(invoice.number, {SearchKind::Account}).size(), 0U);
    }

    void anExactNumberComesBeforeATitleAndATitleBeforeWords()
    {
        auto account = *m_services->accounts().find(m_company->account(u"A-0001"_s));
        const auto add = [&](const QString &number, const QString &name, const QString &city) {
            account.id = m_services->ids().next<accounts::AccountId>();
            account.version = 0;
            account.parent = account.payer = {};
            account.number = number;
            account.name = account.legalName = name;
            account.address.city = city;
            QVERIFY(m_services->accounts().save(account, m_services->clock().now()));
        };
        add(u"Q-1"_s, u"Somewhere in town"_s, u"Quasar"_s);
        add(u"Q-2"_s, u"Quasar Optics"_s, u"Bern"_s);
        add(u"QUASAR"_s, u"Unrelated"_s, u"Bern"_s);
        QStringList numbers;
        for (const auto &hit : find(u"quasar"_s, {}))
            numbers << hit.number;
        QCOMPARE(numbers, (QStringList{u"QUASAR"_s, u"Q-2"_s, u"Q-1"_s}));
    }

    void aRenamedAccountIsFoundByItsNewNameOnly()
    {
        auto account = *m_services->accounts().find(m_company->account(u"A-0001"_s));
        const QString before = account.name;
        account.name = account.legalName = u"Xylophone Works"_s;
        QVERIFY(m_services->accounts().save(account, m_services->clock().now()));
        QCOMPARE(find(u"xylophone"_s, {SearchKind::Account}).size(), 1U);
        for (const auto &hit : find(before, {SearchKind::Account}))
            QVERIFY(hit.record != account.id.uuid());
        QVERIFY(agrees());
    }

    void aSaveThatIsRolledBackLeavesNothingToFind()
    {
        {
            const Transaction transaction(m_services->session());
            addZurich();
            QCOMPARE(find(u"zurich"_s, {SearchKind::Account}).size(), 1U);
        }
        QCOMPARE(find(u"zurich"_s, {}).size(), 0U);
        QVERIFY(agrees());
    }

    void aDiscardedDraftIsNotFound()
    {
        const auto drafts = m_services->invoices().ids();
        for (const auto &id : *drafts) {
            const auto invoice = *m_services->invoices().find(id);
            if (invoice.state == billing::InvoiceState::Issued)
                continue;
            QVERIFY(contains(find(invoice.accountName, {SearchKind::Invoice}), id.uuid()));
            QVERIFY(m_services->invoices().remove(id));
            QVERIFY(!contains(find(invoice.accountName, {SearchKind::Invoice}), id.uuid()));
            QVERIFY(agrees());
            return;
        }
        QFAIL("the company has no draft");
    }

    void whateverIsTypedIsPlainWords()
    {
        const QString combining(300, QChar(0x0301));
        for (const QString &text : {u""_s,
                                    u" "_s,
                                    u"\""_s,
                                    u"\"\""_s,
                                    u"*"_s,
                                    u"-"_s,
                                    u"NEAR"_s,
                                    u"NEAR(a b)"_s,
                                    u"a AND"_s,
                                    u"OR"_s,
                                    u"NOT x"_s,
                                    u"title:abc"_s,
                                    u"{title} : abc"_s,
                                    u"^abc"_s,
                                    u"abc*\" OR \"x"_s,
                                    u"'; DROP TABLE account; --"_s,
                                    u"(((("_s,
                                    u"abc)"_s,
                                    u"%_%"_s,
                                    u"\\"_s,
                                    u"a\0b"_s,
                                    QString(QChar(0xd800)),
                                    u"😀"_s,
                                    QString(10000, u'a'),
                                    QString(u"abc "_s).repeated(2500),
                                    QString(10000, u'"'),
                                    combining,
                                    u"+abc +def"_s}) {
            for (const bool onlyNumbers : {false, true}) {
                const auto hits = SearchSql(m_services->session()).find({text, {}, onlyNumbers, 5});
                QVERIFY2(hits, hits ? "" : qPrintable(text.left(30) + hits.error().id + hits.error().detail));
            }
        }
        QCOMPARE(m_services->accounts().all()->size(), 9U);
    }
    void anOperatorIsLookedForAsAWord()
    {
        auto account = *m_services->accounts().find(m_company->account(u"A-0001"_s));
        account.name = account.legalName = u"Far AND NEAR"_s;
        QVERIFY(m_services->accounts().save(account, m_services->clock().now()));
        QCOMPARE(find(u"near and"_s, {SearchKind::Account}).size(), 1U);
        QCOMPARE(find(u"near NOT far"_s, {SearchKind::Account}).size(), 0U); // no word "not" in it
    }

    void oneKindWithManyHitsDoesNotHideAnother()
    {
        addZurich();
        for (int i = 0; i < 40; ++i)
            addLocation(u"ZRH-%1"_s.arg(100 + i), u"Hürlimann Halle %1"_s.arg(i), u"Bern"_s);
        const auto hits = SearchSql(m_services->session()).find({u"hurlimann"_s, {}, false, 3});
        QCOMPARE(
            std::count_if(hits->begin(), hits->end(), [](const auto &h) { return h.kind == SearchKind::Location; }), 3);
        QCOMPARE(std::count_if(hits->begin(), hits->end(), [](const auto &h) { return h.kind == SearchKind::Person; }),
                 1);
        QCOMPARE(std::count_if(hits->begin(), hits->end(), [](const auto &h) { return h.kind == SearchKind::Account; }),
                 1);
    }

    void everyRecordHasItsEntry()
    {
        addZurich();
        QVERIFY(agrees());
    }
    void aMissingOrForeignEntryIsFound_data()
    {
        QTest::addColumn<QString>("invariant");
        QTest::newRow("entry is gone") << u"search.entries"_s;
        QTest::newRow("index was not told") << u"search.index"_s;
    }
    void aMissingOrForeignEntryIsFound()
    {
        QFETCH(QString, invariant);
        addZurich();
        QVERIFY(invariant == u"search.entries"_s
                    ? m_services->session().run("UPDATE search_entry SET title = 'Other' WHERE kind = 'account'")
                    : m_services->session().run("UPDATE search_entry SET body = 'other' WHERE kind = 'person'"));
        const auto checks = *SearchSql(m_services->session()).check();
        for (const auto &check : checks) {
            if (check.invariant == invariant)
                QVERIFY(!check.violations.empty());
        }
    }
    void aBackupIsSearchedAsItsOriginal()
    {
        if (test::onServer())
            QSKIP("a server is backed up by its own tools");
        addZurich();
        const QString copy = m_company->path() + u".backup"_s;
        QVERIFY(backup(m_services->session(), copy));
        const auto session = Session::open(copy, Access::ReadOnly);
        QVERIFY(session);
        QCOMPARE(SearchSql(**session).find({u"winterthur"_s})->size(), 1U);
    }

private:
    void addLocation(const QString &code, const QString &name, const QString &city)
    {
        accounts::Location location;
        location.id = m_services->ids().next<accounts::LocationId>();
        location.account = m_zurich;
        location.code = code;
        location.name = name;
        location.address.city = city;
        location.activeFrom = QDate(2026, 1, 1);
        QVERIFY(m_services->accounts().save(location));
    }
    void addZurich()
    {
        auto account = *m_services->accounts().find(m_company->account(u"A-0001"_s));
        account.id = m_zurich = m_services->ids().next<accounts::AccountId>();
        account.version = 0;
        account.parent = account.payer = {};
        account.number = u"Z-0077"_s;
        account.name = account.legalName = u"Zürich Straßenbau"_s;
        account.address.city = u"Winterthur"_s;
        QVERIFY(m_services->accounts().save(account, m_services->clock().now()));
        QVERIFY(m_services->accounts().save(accounts::Contact{m_services->ids().next<accounts::ContactId>(),
                                                              m_zurich,
                                                              u"Regula Hürlimann"_s,
                                                              u"CFO"_s,
                                                              u"r@example.org"_s,
                                                              {},
                                                              {}}));
        addLocation(u"ZRH-9"_s, u"Werkhof Nord"_s, u"Oerlikon"_s);
    }
    std::vector<SearchHit> find(const QString &text, const std::vector<SearchKind> &kinds)
    {
        return SearchSql(m_services->session()).find({text, kinds}).value();
    }
    static bool contains(const std::vector<SearchHit> &hits, const QUuid &record)
    {
        return std::any_of(hits.begin(), hits.end(), [&](const SearchHit &hit) { return hit.record == record; });
    }
    billing::Invoice issuedInvoice()
    {
        const auto ids = m_services->invoices().ids();
        for (const auto &id : *ids) {
            auto invoice = *m_services->invoices().find(id);
            if (invoice.state == billing::InvoiceState::Issued)
                return invoice;
        }
        qFatal("the company has no issued invoice");
    }
    bool agrees()
    {
        const auto checks = SearchSql(m_services->session()).check();
        return checks && std::all_of(checks->begin(), checks->end(), [](const auto &check) {
                   return check.violations.empty();
               });
    }

    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<workspace::Services> m_services;
    accounts::AccountId m_zurich;
};

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
