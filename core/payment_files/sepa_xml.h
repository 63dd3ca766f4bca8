// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payment_files/sepa_payment.h"

#include <QtCore/QSet>
#include <QtCore/QXmlStreamWriter>

namespace accord::payment_files {

/// Writes the parts that direct debits and credit transfers share. The first wrong field is kept, and the document is
/// worth nothing then: see result().
class SepaXml
{
public:
    /// \param message  "pain.008.001.08"
    /// \param root  "CstmrDrctDbtInitn"
    /// \param isBicfi  whether the element is called BICFI, as since 2013, and not BIC
    SepaXml(const QString &message, const QString &root, bool isBicfi);

    void begin(const QString &element) { m_writer.writeStartElement(element); }
    void end() { m_writer.writeEndElement(); }
    void text(const QString &element, const QString &value) { m_writer.writeTextElement(element, value); }
    /// Elements inside of each other around a text: {"SvcLvl", "Cd"}.
    void nested(std::initializer_list<QString> elements, const QString &value);

    void latin(const QString &element, const QString &field, const QString &value, qsizetype longest);
    void identifier(const QString &element, const QString &field, const QString &value, qsizetype longest);
    /// The group header with the count and sum of all payments.
    void groupHeader(const SepaFileHead &head, qsizetype count, const Money &sum);
    /// PmtInfId, PmtMtd, NbOfTxs and CtrlSum of a block.
    void blockHeader(const SepaFileHead &head, qsizetype number, const QString &method, qsizetype count,
                     const Money &sum);
    void name(const QString &role, const QString &value);
    void account(const QString &element, const bank::Iban &iban);
    void agent(const QString &element, const QString &bic);
    /// EUR 0.01 to the largest amount.
    void instructedAmount(const Money &amount);
    /// Unique in the file.
    void endToEndId(const QString &value);
    void remittance(const SepaRemittance &remittance);
    /// An element with a date that must be a banking day of TARGET from \a earliest on.
    void bankingDay(const QString &field, const QDate &day, const QDate &earliest);

    void check(const Result<QString> &checked);
    void fail(tl::unexpected<Error> error);
    bool isRight() const { return !m_error; }
    Result<QByteArray> result();

private:
    QByteArray m_bytes;
    QXmlStreamWriter m_writer;
    bool m_isBicfi;
    std::optional<Error> m_error;
    QSet<QString> m_endToEndIds;
};

/// The sum of amounts in EUR. \returns InvalidInput "payment_files.currency", "number.overflow".
Result<Money> euroSum(const std::vector<Money> &amounts);

} // namespace accord::payment_files
