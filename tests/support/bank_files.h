// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QDate>
#include <QtCore/QString>

#include <vector>

namespace accord::test {

/// A booking as a bank tells it.
struct Booking
{
    QString reference; ///< of the bank; at most 16 characters
    QString amount; ///< "7266.00"; money out with a minus
    QString text = {};
    QString payer = u"Somebody Ltd"_s;
    QString endToEndId = {};
    QDate day = QDate(2026, 6, 15);
    QString status = u"BOOK"_s;
    QString returnReason = {};
};

/// A camt.053 of one account of the seller.
inline QByteArray camtOf(const QString &currency, const std::vector<Booking> &bookings,
                         const QString &account = u"DE89370400440532013000"_s)
{
    QString entries;
    for (const Booking &one : bookings) {
        const bool isOut = one.amount.startsWith(u'-');
        const QString party = isOut ? u"Cdtr"_s : u"Dbtr"_s;
        QString details = u"<Refs><EndToEndId>%1</EndToEndId></Refs>"_s.arg(one.endToEndId.isEmpty() ? u"NOTPROVIDED"_s
                                                                                                     : one.endToEndId);
        details += u"<RltdPties><%1><Pty><Nm>%2</Nm></Pty></%1></RltdPties>"_s.arg(party, one.payer.toHtmlEscaped());
        details += u"<RmtInf><Ustrd>%1</Ustrd></RmtInf>"_s.arg(one.text.toHtmlEscaped());
        if (!one.returnReason.isEmpty())
            details += u"<RtrInf><Rsn><Cd>%1</Cd></Rsn></RtrInf>"_s.arg(one.returnReason);
        entries += u"<Ntry><Amt Ccy=\"%1\">%2</Amt><CdtDbtInd>%3</CdtDbtInd><Sts><Cd>%4</Cd></Sts>"
                   "<BookgDt><Dt>%5</Dt></BookgDt><ValDt><Dt>%5</Dt></ValDt><AcctSvcrRef>%6</AcctSvcrRef>"
                   "<NtryDtls><TxDtls>%7</TxDtls></NtryDtls></Ntry>\n"_s.arg(
                       currency, isOut ? one.amount.mid(1) : one.amount, isOut ? u"DBIT"_s : u"CRDT"_s, one.status,
                       one.day.toString(Qt::ISODate), one.reference, details);
    }
    return u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>"
           "<GrpHdr><MsgId>1</MsgId><CreDtTm>2026-06-16T06:00:00</CreDtTm></GrpHdr><Stmt><Id>1</Id>"
           "<CreDtTm>2026-06-16T06:00:00</CreDtTm><Acct><Id><IBAN>%1</IBAN></Id><Ccy>%2</Ccy></Acct>\n%3"
           "</Stmt></BkToCstmrStmt></Document>\n"_s.arg(account, currency, entries)
               .toUtf8();
}

/// The same as MT940.
inline QByteArray mt940Of(const QString &currency, const std::vector<Booking> &bookings,
                          const QString &account = u"DE89370400440532013000"_s)
{
    QString text = u":20:STARTUMSE\r\n:25:%1\r\n:28C:1/1\r\n:60F:C260614%2%3\r\n"_s.arg(account, currency, u"100,00"_s);
    for (const Booking &one : bookings) {
        const bool isOut = one.amount.startsWith(u'-');
        QString amount = isOut ? one.amount.mid(1) : one.amount;
        text += u":61:%1%2%3%4NTRFNONREF//%5\r\n:86:166?00GUTSCHRIFT?20SVWZ+%6?32%7\r\n"_s.arg(
            one.day.toString(u"yyMMdd"_s), one.day.toString(u"MMdd"_s), isOut ? u"D"_s : u"C"_s,
            amount.replace(u'.', u','), one.reference, one.text, one.payer);
    }
    return (text + u":62F:C260615%1%2\r\n-\r\n"_s.arg(currency, u"100,00"_s)).toUtf8();
}

} // namespace accord::test
