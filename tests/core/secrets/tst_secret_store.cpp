// SPDX-License-Identifier: GPL-3.0-or-later
// Runs twice: with a key store of its own (ACCORD_TEST_KEY_STORE), and where there is none.
#include "core/secrets/secret_store.h"

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::secrets;

namespace {

const QString name = SecretStore::nameOfServer(u"postgresql://ann@db.example/firm"_s);
const QString secret = u"correct horse \u00e4\u20ac battery"_s;

bool hasKeyStore()
{
    return qEnvironmentVariableIsSet("ACCORD_TEST_KEY_STORE");
}

std::optional<QString> found(SecretStore &store, const QString &under = name)
{
    std::optional<std::optional<QString>> answer;
    store.find(under, [&](const std::optional<QString> &one) { answer = one; });
    if (answer)
        qFatal("answered inside the call");
    return QTest::qWaitFor([&] { return answer.has_value(); }, 20'000) ? *answer : std::nullopt;
}

std::optional<Keeping> kept(SecretStore &store, const QString &what)
{
    std::optional<Keeping> answer;
    store.keep(name, what, [&](Keeping keeping) { answer = keeping; });
    (void)QTest::qWaitFor([&] { return answer.has_value(); }, 20'000);
    return answer;
}

std::optional<Result<>> forgotten(SecretStore &store)
{
    std::optional<Result<>> answer;
    store.forget(name, [&](const Result<> &done) { answer = done; });
    (void)QTest::qWaitFor([&] { return answer.has_value(); }, 20'000);
    return answer;
}

} // namespace

class TestSecretStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!hasKeyStore()) // none is reached, whatever the machine of who tests has
            qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        QVERIFY(m_home.isValid());
        if (!hasKeyStore())
            qputenv("HOME", m_home.path().toUtf8());
    }

    void saysHowLongASecretStays()
    {
        SecretStore store;
        QCOMPARE(kept(store, secret), hasKeyStore() ? Keeping::KeyStore : Keeping::ThisRun);
        QCOMPARE(found(store), secret);
        QCOMPARE(kept(store, u"another"_s), hasKeyStore() ? Keeping::KeyStore : Keeping::ThisRun);
        QCOMPARE(found(store), u"another"_s);
    }

    void survivesTheProgramOnlyInAKeyStore()
    {
        {
            SecretStore store;
            QVERIFY(kept(store, secret));
        }
        SecretStore later;
        QCOMPARE(found(later), hasKeyStore() ? std::optional(secret) : std::nullopt);
    }

    void knowsNothingUnderAnotherNameOrService()
    {
        SecretStore store;
        QVERIFY(kept(store, secret));
        QCOMPARE(found(store, SecretStore::nameOfServer(u"postgresql://bob@db.example/firm"_s)), std::nullopt);
        SecretStore other(u"another program"_s);
        QCOMPARE(found(other), std::nullopt);
    }

    void forgets()
    {
        SecretStore store;
        QVERIFY(kept(store, secret));
        const auto done = forgotten(store);
        QVERIFY(done && done->has_value());
        QCOMPARE(found(store), std::nullopt);
        if (hasKeyStore())
            QVERIFY(forgotten(store)->has_value()); // there is nothing to forget any more
    }

    void writesNothingReadableToTheDisk()
    {
        SecretStore store;
        QVERIFY(kept(store, u"recognisable-secret"_s));
        for (QDirIterator files(QDir::homePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
             files.hasNext();) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                QVERIFY2(!file.readAll().contains("recognisable-secret"), qPrintable(file.fileName()));
        }
    }

    void isNotAnsweredOnceItIsGone()
    {
        bool isAnswered = false;
        {
            SecretStore store;
            store.find(name, [&](const auto &) { isAnswered = true; });
        }
        QTest::qWait(300);
        QVERIFY(!isAnswered);
    }

private:
    QTemporaryDir m_home;
};

QTEST_GUILESS_MAIN(TestSecretStore)
#include "tst_secret_store.moc"
