// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payment_files/sepa_xml.h"

#include "core/bank/creditor_reference.h"
#include "core/payment_files/banking_days.h"
#include "core/payment_files/field_error.h"
#include "core/payment_files/latin_text.h"

#include <QtCore/QRegularExpression>

namespace accord::payment_files {

SepaXml::SepaXml(const QString &message, const QString &root, bool isBicfi)
    : m_writer(&m_bytes)
    , m_isBicfi(isBicfi)
{
    m_writer.setAutoFormatting(true);
    m_writer.setAutoFormattingIndent(2);
    m_writer.writeStartDocument();
    m_writer.writeStartElement(u"Document"_s);
    m_writer.writeDefaultNamespace(u"urn:iso:std:iso:20022:tech:xsd:"_s + message);
    m_writer.writeStartElement(root);
}

void SepaXml::nested(std::initializer_list<QString> elements, const QString &value)
{
    for (const QString &element : elements)
        begin(element);
    m_writer.writeCharacters(value);
    for (std::size_t i = 0; i < elements.size(); ++i)
        end();
}

void SepaXml::fail(tl::unexpected<Error> error)
{
    if (!m_error)
        m_error = std::move(error).value();
}

void SepaXml::check(const Result<QString> &checked)
{
    if (!checked)
        fail(passOn(checked));
}

void SepaXml::latin(const QString &element, const QString &field, const QString &value, qsizetype longest)
{
    const auto spelled = latinText(field, value, longest);
    check(spelled);
    text(element, spelled.value_or(QString()));
}

void SepaXml::identifier(const QString &element, const QString &field, const QString &value, qsizetype longest)
{
    check(latinIdentifier(field, value, longest));
    text(element, value);
}

void SepaXml::groupHeader(const SepaFileHead &head, qsizetype count, const Money &sum)
{
    begin(u"GrpHdr"_s);
    identifier(u"MsgId"_s, u"message id"_s, head.messageId, 30);
    if (!head.created.isValid())
        fail(wrongField(u"payment_files.date"_s, u"created"_s, {}, u"when the file is made"_s));
    text(u"CreDtTm"_s, head.created.toString(u"yyyy-MM-dd'T'HH:mm:ss"_s));
    text(u"NbOfTxs"_s, QString::number(count));
    text(u"CtrlSum"_s, sum.toString());
    name(u"InitgPty"_s, head.initiator);
    end();
}

void SepaXml::blockHeader(const SepaFileHead &head, qsizetype number, const QString &method, qsizetype count,
                          const Money &sum)
{
    identifier(u"PmtInfId"_s, u"payment block id"_s, u"%1-%2"_s.arg(head.messageId).arg(number), 35);
    text(u"PmtMtd"_s, method);
    text(u"NbOfTxs"_s, QString::number(count));
    text(u"CtrlSum"_s, sum.toString());
}

void SepaXml::name(const QString &role, const QString &value)
{
    begin(role);
    latin(u"Nm"_s, u"name"_s, value, 70);
    end();
}

void SepaXml::account(const QString &element, const bank::Iban &iban)
{
    if (iban.text().isEmpty())
        fail(wrongField(u"payment_files.missing"_s, u"IBAN"_s, {}, u"an account for every party"_s));
    nested({element, u"Id"_s, u"IBAN"_s}, iban.text());
}

void SepaXml::agent(const QString &element, const QString &bic)
{
    static const QRegularExpression form(u"^[A-Z]{6}[A-Z2-9][A-NP-Z0-9](?:[A-Z0-9]{3})?$"_s);
    if (bic.isEmpty()) {
        nested({element, u"FinInstnId"_s, u"Othr"_s, u"Id"_s}, u"NOTPROVIDED"_s);
        return;
    }
    if (!form.match(bic).hasMatch())
        fail(wrongField(u"payment_files.bic"_s, u"BIC"_s, bic, u"8 or 11 characters such as COBADEFFXXX"_s));
    nested({element, u"FinInstnId"_s, m_isBicfi ? u"BICFI"_s : u"BIC"_s}, bic);
}

void SepaXml::instructedAmount(const Money &amount)
{
    if (amount.currency().code() != u"EUR")
        fail(wrongField(u"payment_files.currency"_s, u"amount"_s, amount.currency().code(), u"EUR"_s));
    if (amount.minor() < 1 || amount.minor() > largestSepaAmount)
        fail(wrongField(u"payment_files.amount"_s, u"amount"_s, amount.toString(), u"0.01 to 999999999.99"_s));
    begin(u"InstdAmt"_s);
    m_writer.writeAttribute(u"Ccy"_s, u"EUR"_s);
    m_writer.writeCharacters(amount.toString());
    end();
}

void SepaXml::endToEndId(const QString &value)
{
    if (m_endToEndIds.contains(value))
        fail(wrongField(u"payment_files.duplicate_id"_s, u"end-to-end id"_s, value,
                        u"an id that is used once in the file"_s));
    m_endToEndIds.insert(value);
    begin(u"PmtId"_s);
    identifier(u"EndToEndId"_s, u"end-to-end id"_s, value, 35);
    end();
}

void SepaXml::remittance(const SepaRemittance &remittance)
{
    if (remittance.reference.isEmpty() && remittance.text.isEmpty())
        return;
    begin(u"RmtInf"_s);
    if (remittance.reference.isEmpty()) {
        latin(u"Ustrd"_s, u"remittance text"_s, remittance.text, 140);
    } else {
        const auto reference = bank::checkedRfReference(remittance.reference);
        check(reference);
        if (!remittance.text.isEmpty())
            fail(wrongField(u"payment_files.remittance"_s, u"remittance text"_s, remittance.text,
                            u"a reference or a text, not both"_s));
        begin(u"Strd"_s);
        begin(u"CdtrRefInf"_s);
        begin(u"Tp"_s);
        nested({u"CdOrPrtry"_s, u"Cd"_s}, u"SCOR"_s);
        text(u"Issr"_s, u"ISO"_s);
        end();
        text(u"Ref"_s, reference.value_or(QString()));
        end();
        end();
    }
    end();
}

void SepaXml::bankingDay(const QString &field, const QDate &day, const QDate &earliest)
{
    if (!day.isValid() || day < earliest)
        fail(wrongField(u"payment_files.date"_s, field, day.toString(Qt::ISODate),
                        u"%1 or later"_s.arg(earliest.toString(Qt::ISODate))));
    else if (!isBankingDay(day, BankingCalendar::Target))
        fail(wrongField(
            u"payment_files.not_a_banking_day"_s, field, day.toString(Qt::ISODate),
            u"%1, the next banking day"_s.arg(bankingDayFrom(day, BankingCalendar::Target).toString(Qt::ISODate))));
}

Result<QByteArray> SepaXml::result()
{
    if (m_error)
        return tl::unexpected(*m_error);
    m_writer.writeEndDocument();
    return m_bytes;
}

Result<Money> euroSum(const std::vector<Money> &amounts)
{
    MoneySum sum(Currency::fromCode(u"EUR").value());
    for (const Money &amount : amounts) {
        if (amount.currency().code() != u"EUR")
            return wrongField(u"payment_files.currency"_s, u"amount"_s, amount.currency().code(), u"EUR"_s);
        sum.add(amount);
    }
    return sum.total();
}

} // namespace accord::payment_files
