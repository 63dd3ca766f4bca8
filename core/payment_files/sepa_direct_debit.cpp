// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payment_files/sepa_direct_debit.h"

#include "core/bank/file_text.h"
#include "core/payment_files/field_error.h"
#include "core/payment_files/sepa_xml.h"

#include <QtCore/QRegularExpression>

#include <map>
#include <tuple>

namespace accord::payment_files {

namespace {

/// What the debits of one payment block have in common.
using BlockKey = std::tuple<QDate, DirectDebitScheme, DirectDebitSequence>;
using Blocks = std::map<BlockKey, std::vector<const DirectDebit *>>;

QString code(DirectDebitScheme scheme)
{
    return scheme == DirectDebitScheme::B2B ? u"B2B"_s : u"CORE"_s;
}

QString code(DirectDebitSequence sequence)
{
    switch (sequence) {
    case DirectDebitSequence::First:
        return u"FRST"_s;
    case DirectDebitSequence::Recurring:
        return u"RCUR"_s;
    case DirectDebitSequence::OneOff:
        return u"OOFF"_s;
    case DirectDebitSequence::Final:
        return u"FNAL"_s;
    }
    Q_UNREACHABLE();
}

Result<Money> sumOf(const std::vector<const DirectDebit *> &debits)
{
    std::vector<Money> amounts;
    for (const DirectDebit *debit : debits)
        amounts.push_back(debit->amount);
    return euroSum(amounts);
}

void writeDebit(SepaXml &xml, const DirectDebit &debit)
{
    xml.begin(u"DrctDbtTxInf"_s);
    xml.endToEndId(debit.endToEndId);
    xml.instructedAmount(debit.amount);
    xml.begin(u"DrctDbtTx"_s);
    xml.begin(u"MndtRltdInf"_s);
    xml.identifier(u"MndtId"_s, u"mandate id"_s, debit.mandateId, 35);
    if (!debit.mandateSigned.isValid() || debit.mandateSigned > debit.collectionDate)
        xml.fail(wrongField(u"payment_files.date"_s, u"mandate signature"_s, debit.mandateSigned.toString(Qt::ISODate),
                            u"a day not after the collection"_s));
    xml.text(u"DtOfSgntr"_s, debit.mandateSigned.toString(Qt::ISODate));
    xml.end();
    xml.end();
    xml.agent(u"DbtrAgt"_s, debit.debtor.bic);
    xml.name(u"Dbtr"_s, debit.debtor.name);
    xml.account(u"DbtrAcct"_s, debit.debtor.account);
    xml.remittance(debit.remittance);
    xml.end();
}

void writeCreditorId(SepaXml &xml, const QString &creditorId)
{
    const auto checked = checkedCreditorId(creditorId);
    xml.check(checked);
    for (const QString &element : {u"CdtrSchmeId"_s, u"Id"_s, u"PrvtId"_s, u"Othr"_s})
        xml.begin(element);
    xml.text(u"Id"_s, checked.value_or(QString()));
    xml.nested({u"SchmeNm"_s, u"Prtry"_s}, u"SEPA"_s);
    for (int i = 0; i < 4; ++i)
        xml.end();
}

void writeBlock(SepaXml &xml, const DirectDebitFile &file, const Blocks::value_type &block, qsizetype number,
                const Money &sum)
{
    const auto &[date, scheme, sequence] = block.first;
    xml.begin(u"PmtInf"_s);
    xml.blockHeader(file.head, number, u"DD"_s, qsizetype(block.second.size()), sum);
    xml.begin(u"PmtTpInf"_s);
    xml.nested({u"SvcLvl"_s, u"Cd"_s}, u"SEPA"_s);
    xml.nested({u"LclInstrm"_s, u"Cd"_s}, code(scheme));
    xml.text(u"SeqTp"_s, code(sequence));
    xml.end();
    xml.bankingDay(u"collection date"_s, date, file.head.created.date().addDays(1));
    xml.text(u"ReqdColltnDt"_s, date.toString(Qt::ISODate));
    xml.name(u"Cdtr"_s, file.creditor.name);
    xml.account(u"CdtrAcct"_s, file.creditor.account);
    xml.agent(u"CdtrAgt"_s, file.creditor.bic);
    xml.text(u"ChrgBr"_s, u"SLEV"_s);
    writeCreditorId(xml, file.creditorId);
    for (const DirectDebit *debit : block.second)
        writeDebit(xml, *debit);
    xml.end();
}

} // namespace

Result<QString> checkedCreditorId(QStringView text)
{
    static const QRegularExpression form(u"^[A-Z]{2}[0-9]{2}[A-Z0-9]{3}[A-Z0-9]{1,28}$"_s);
    const QString id = bank::compact(text).toUpper();
    if (!form.match(id).hasMatch())
        return wrongField(u"payment_files.creditor_id"_s, u"creditor identifier"_s, id,
                          u"country, two check digits, business code, national part, as in DE98ZZZ09999999999"_s);
    if (bank::mod97(QString(id.mid(7) + id.left(4))) != 1)
        return wrongField(u"payment_files.creditor_id"_s, u"creditor identifier"_s, id,
                          u"check digits that fit the identifier (mod 97-10)"_s);
    return id;
}

Result<QByteArray> writeDirectDebits(const DirectDebitFile &file, DirectDebitVersion version)
{
    if (file.debits.empty())
        return wrongField(u"payment_files.nothing_to_write"_s, u"debits"_s, {}, u"at least one direct debit"_s);
    const bool isNew = version == DirectDebitVersion::Pain008V08;
    Blocks blocks;
    std::vector<const DirectDebit *> all;
    for (const DirectDebit &debit : file.debits) {
        blocks[{debit.collectionDate, debit.scheme, debit.sequence}].push_back(&debit);
        all.push_back(&debit);
    }
    const auto total = sumOf(all);
    if (!total)
        return passOn(total);
    SepaXml xml(isNew ? u"pain.008.001.08"_s : u"pain.008.001.02"_s, u"CstmrDrctDbtInitn"_s, isNew);
    xml.groupHeader(file.head, qsizetype(all.size()), *total);
    qsizetype number = 0;
    for (const auto &block : blocks)
        writeBlock(xml, file, block, ++number, sumOf(block.second).value());
    return xml.result();
}

} // namespace accord::payment_files
