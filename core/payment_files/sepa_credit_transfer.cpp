// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payment_files/sepa_credit_transfer.h"

#include "core/payment_files/field_error.h"
#include "core/payment_files/sepa_xml.h"

#include <map>

namespace accord::payment_files {

namespace {

using Blocks = std::map<QDate, std::vector<const CreditTransfer *>>;

Result<Money> sumOf(const std::vector<const CreditTransfer *> &transfers)
{
    std::vector<Money> amounts;
    for (const CreditTransfer *transfer : transfers)
        amounts.push_back(transfer->amount);
    return euroSum(amounts);
}

void writeTransfer(SepaXml &xml, const CreditTransfer &transfer)
{
    xml.begin(u"CdtTrfTxInf"_s);
    xml.endToEndId(transfer.endToEndId);
    xml.begin(u"Amt"_s);
    xml.instructedAmount(transfer.amount);
    xml.end();
    if (!transfer.creditor.bic.isEmpty()) // without one the creditor's agent is left out
        xml.agent(u"CdtrAgt"_s, transfer.creditor.bic);
    xml.name(u"Cdtr"_s, transfer.creditor.name);
    xml.account(u"CdtrAcct"_s, transfer.creditor.account);
    xml.remittance(transfer.remittance);
    xml.end();
}

void writeBlock(SepaXml &xml, const CreditTransferFile &file, const Blocks::value_type &block, qsizetype number,
                const Money &sum, bool isNew)
{
    xml.begin(u"PmtInf"_s);
    xml.blockHeader(file.head, number, u"TRF"_s, qsizetype(block.second.size()), sum);
    xml.nested({u"PmtTpInf"_s, u"SvcLvl"_s, u"Cd"_s}, u"SEPA"_s);
    xml.bankingDay(u"execution date"_s, block.first, file.head.created.date());
    const QString day = block.first.toString(Qt::ISODate);
    if (isNew) // a choice of date and date-time since 2019
        xml.nested({u"ReqdExctnDt"_s, u"Dt"_s}, day);
    else
        xml.text(u"ReqdExctnDt"_s, day);
    xml.name(u"Dbtr"_s, file.debtor.name);
    xml.account(u"DbtrAcct"_s, file.debtor.account);
    xml.agent(u"DbtrAgt"_s, file.debtor.bic);
    xml.text(u"ChrgBr"_s, u"SLEV"_s);
    for (const CreditTransfer *transfer : block.second)
        writeTransfer(xml, *transfer);
    xml.end();
}

} // namespace

Result<QByteArray> writeCreditTransfers(const CreditTransferFile &file, CreditTransferVersion version)
{
    if (file.transfers.empty())
        return wrongField(u"payment_files.nothing_to_write"_s, u"transfers"_s, {}, u"at least one transfer"_s);
    const bool isNew = version == CreditTransferVersion::Pain001V09;
    Blocks blocks;
    std::vector<const CreditTransfer *> all;
    for (const CreditTransfer &transfer : file.transfers) {
        blocks[transfer.executionDate].push_back(&transfer);
        all.push_back(&transfer);
    }
    const auto total = sumOf(all);
    if (!total)
        return passOn(total);
    SepaXml xml(isNew ? u"pain.001.001.09"_s : u"pain.001.001.03"_s, u"CstmrCdtTrfInitn"_s, isNew);
    xml.groupHeader(file.head, qsizetype(all.size()), *total);
    qsizetype number = 0;
    for (const auto &block : blocks)
        writeBlock(xml, file, block, ++number, sumOf(block.second).value(), isNew);
    return xml.result();
}

} // namespace accord::payment_files
