// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/passphrase.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::security;

class TestPassphrase : public QObject
{
    Q_OBJECT
    static constexpr int fewRounds = 10; // the rounds are not what is tested

private Q_SLOTS:
    void derivesWhatThePublishedVectorsSay()
    {
        // PBKDF2-HMAC-SHA-512 of "password" with "salt", one round: RFC 7914's construction, as published widely.
        const PassphraseRecord record{
            "salt", 1,
            QByteArray::fromHex("867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252"
                                "c02d470a285a0501bad999bfe943c08f050235d7d68b1da55e63f73b60a57fce")};
        QVERIFY(isPassphrase(u"password"_s, record));
        QVERIFY(!isPassphrase(u"Password"_s, record));
    }
    void knowsItAgainAndNoOther()
    {
        const auto record = recordPassphrase(u"quiet otter paints doors"_s, fewRounds);
        QVERIFY(isPassphrase(u"quiet otter paints doors"_s, record));
        QVERIFY(!isPassphrase(u"quiet otter paints door"_s, record));
        QVERIFY(!isPassphrase({}, record));
    }
    void knowsItHoweverItWasTyped()
    {
        const auto record = recordPassphrase(u"gr\u00fcne Ziege im B\u00fcro"_s, fewRounds);
        QVERIFY(isPassphrase(u"gru\u0308ne Ziege im Bu\u0308ro"_s, record)); // composed on one machine, not on another
    }
    void saltsEachOne()
    {
        const auto first = recordPassphrase(u"quiet otter paints doors"_s, fewRounds);
        const auto second = recordPassphrase(u"quiet otter paints doors"_s, fewRounds);
        QVERIFY(first.salt != second.salt && first.derivedKey != second.derivedKey);
        QCOMPARE(first.salt.size(), 16);
        QCOMPARE(first.derivedKey.size(), 64);
    }
    void refusesADamagedRecord()
    {
        auto record = recordPassphrase(u"quiet otter paints doors"_s, fewRounds);
        record.derivedKey.chop(1);
        QVERIFY(!isPassphrase(u"quiet otter paints doors"_s, record));
        QVERIFY(!isPassphrase({}, {}));
    }
    void asksForAGoodOne_data()
    {
        QTest::addColumn<QString>("passphrase");
        QTest::addColumn<QString>("error");
        QTest::newRow("good") << u"quiet otter paints doors"_s << QString();
        QTest::newRow("short") << u"eleven char"_s << u"identity.passphrase_length"_s;
        QTest::newRow("twelve characters, not bytes") << QString(u"ü"_s).repeated(11) + u"ab"_s << QString();
        QTest::newRow("long") << QString(u"ab"_s).repeated(200) << u"identity.passphrase_length"_s;
        QTest::newRow("name") << u"Christina.Long"_s << u"identity.passphrase_name"_s;
        QTest::newRow("one character") << QString(u"a"_s).repeated(20) << u"identity.passphrase_name"_s;
        QTest::newRow("empty") << QString() << u"identity.passphrase_length"_s;
    }
    void asksForAGoodOne()
    {
        QFETCH(QString, passphrase);
        QFETCH(QString, error);
        const auto checked = checkPassphrase(passphrase, u"christina.long"_s);
        QCOMPARE(checked ? QString() : checked.error().id, error);
    }
};

QTEST_GUILESS_MAIN(TestPassphrase)
#include "tst_passphrase.moc"
