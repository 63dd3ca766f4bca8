// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/camt_details.h"

#include "core/bank/camt_entry.h"
#include "core/bank/file_text.h"

namespace accord::bank {

namespace {

/// The other side: who paid when money came in, who was paid when it went out. A return or a reversal names both in
/// the roles of the first payment (ISO 20022 usage guide, "R-transactions").
void addParties(BankEntry &entry, const XmlElement &transaction)
{
    const bool isReturned = entry.isReversal || entry.isReturn;
    const bool isDebtor = entry.amount.isNegative() == isReturned;
    const XmlElement *parties = transaction.find(u"RltdPties"_s);
    const QString agent = isDebtor ? u"RltdAgts/DbtrAgt/FinInstnId/"_s : u"RltdAgts/CdtrAgt/FinInstnId/"_s;
    entry.counterpartyBank = transaction.firstValue(
        {QString(agent + u"BICFI"_s), QString(agent + u"BIC"_s), QString(agent + u"ClrSysMmbId/MmbId"_s)});
    if (!parties)
        return;
    const QString role = isDebtor ? u"Dbtr"_s : u"Cdtr"_s;
    entry.counterpartyName = tidy(parties->firstValue({QString(role + u"/Nm"_s), QString(role + u"/Pty/Nm"_s)}));
    entry.counterpartyAccount
        = compact(parties->firstValue({QString(role + u"Acct/Id/IBAN"_s), QString(role + u"Acct/Id/Othr/Id"_s)}));
    entry.ultimatePartyName
        = tidy(parties->firstValue({QString(u"Ultmt"_s + role + u"/Nm"_s), QString(u"Ultmt"_s + role + u"/Pty/Nm"_s)}));
    if (entry.counterpartyName.isEmpty())
        entry.counterpartyName = entry.ultimatePartyName;
}

std::optional<Money> optionalAmount(const XmlElement *amount, Findings &warnings)
{
    if (!amount)
        return std::nullopt;
    const auto money = camtAmount(*amount);
    if (!money)
        warnings.push_back(money.error());
    return money ? std::optional(*money) : std::nullopt;
}

RemittanceItem remittanceItem(const XmlElement &structured, Findings &warnings)
{
    RemittanceItem item;
    item.reference = structured.firstValue({u"RfrdDocInf/Nb", u"CdtrRefInf/Ref"});
    item.kind = structured.firstValue({u"RfrdDocInf/Tp/CdOrPrtry/Cd", u"RfrdDocInf/Tp/CdOrPrtry/Prtry",
                                       u"CdtrRefInf/Tp/CdOrPrtry/Cd", u"CdtrRefInf/Tp/CdOrPrtry/Prtry"});
    item.total = optionalAmount(structured.find(u"RfrdDocAmt/DuePyblAmt"), warnings);
    const XmlElement *discount = structured.find(u"RfrdDocAmt/DscntApldAmt");
    if (discount && !discount->children.empty()) // an amount of its own kind since version 04
        discount = discount->find(u"Amt");
    item.discount = optionalAmount(discount, warnings);
    item.paid = optionalAmount(structured.find(u"RfrdDocAmt/RmtdAmt"), warnings);
    if (!item.paid) {
        if (const auto credit = optionalAmount(structured.find(u"RfrdDocAmt/CdtNoteAmt"), warnings))
            item.paid = credit->negated();
    }
    return item;
}

void addRemittance(BankEntry &entry, const XmlElement &transaction, Findings &warnings)
{
    const XmlElement *remittance = transaction.find(u"RmtInf");
    if (!remittance)
        return;
    QStringList texts;
    for (const XmlElement *line : remittance->all(u"Ustrd"))
        texts.append(tidy(line->text));
    for (const XmlElement *structured : remittance->all(u"Strd")) {
        const RemittanceItem item = remittanceItem(*structured, warnings);
        if (!item.reference.isEmpty())
            entry.remittanceItems.push_back(item);
        if (entry.structuredReference.isEmpty())
            entry.structuredReference = compact(structured->value(u"CdtrRefInf/Ref"));
        for (const XmlElement *line : structured->all(u"AddtlRmtInf"))
            texts.append(tidy(line->text));
    }
    entry.remittanceText = tidy(texts.join(u' '));
}

void addInstructed(BankEntry &entry, const XmlElement &transaction, Findings &warnings)
{
    if (const auto amount = optionalAmount(transaction.find(u"AmtDtls/InstdAmt/Amt"), warnings))
        entry.instructedAmount = amount;
    const QString rate
        = transaction.firstValue({u"AmtDtls/InstdAmt/CcyXchg/XchgRate", u"AmtDtls/CntrValAmt/CcyXchg/XchgRate",
                                  u"AmtDtls/TxAmt/CcyXchg/XchgRate"});
    if (rate.isEmpty())
        return;
    const auto number = Decimal::parse(rate);
    if (number && !number->isNegative())
        entry.exchangeRate = *number;
    else
        warnings.push_back(
            found(transaction.line, u"bank.exchange_rate"_s, u"XchgRate"_s, rate, u"a rate such as 1.0825"_s));
}

/// The amounts of charges in all three versions: Chrgs/Amt in 02, Chrgs/Rcrd/Amt since 04.
std::vector<const XmlElement *> chargeRecords(const XmlElement &holder)
{
    std::vector<const XmlElement *> records;
    for (const XmlElement *charges : holder.all(u"Chrgs")) {
        if (charges->find(u"Amt"))
            records.push_back(charges);
        for (const XmlElement *record : charges->all(u"Rcrd"))
            records.push_back(record);
    }
    return records;
}

} // namespace

QString camtReference(const QString &text)
{
    return text == u"NOTPROVIDED" || text == u"NONREF" ? QString() : tidy(text);
}

QString camtTypeCode(const XmlElement &holder)
{
    const QString domain = holder.value(u"BkTxCd/Domn/Cd");
    if (domain.isEmpty())
        return holder.value(u"BkTxCd/Prtry/Cd");
    return domain + u'/' + holder.value(u"BkTxCd/Domn/Fmly/Cd") + u'/' + holder.value(u"BkTxCd/Domn/Fmly/SubFmlyCd");
}

void addCamtCharges(BankEntry &entry, const XmlElement &holder, Findings &warnings)
{
    const auto records = chargeRecords(holder);
    if (records.empty())
        return;
    MoneySum sum(entry.amount.currency());
    for (const XmlElement *record : records) {
        if (const auto amount = optionalAmount(record->find(u"Amt"), warnings))
            sum.add(record->value(u"CdtDbtInd") == u"CRDT" ? amount->negated() : *amount);
    }
    if (!sum.total())
        warnings.push_back(
            found(holder.line, u"bank.charges"_s, u"Chrgs"_s, {}, u"charges in the currency of the entry"_s));
    else if (sum.total()->minor() > 0)
        entry.charges = *sum.total();
}

void addCamtDetails(BankEntry &entry, const XmlElement &transaction, Findings &warnings)
{
    entry.endToEndId = camtReference(transaction.value(u"Refs/EndToEndId"));
    entry.mandateId = camtReference(transaction.value(u"Refs/MndtId"));
    entry.chequeNumber = transaction.value(u"Refs/ChqNb");
    entry.customerReference = camtReference(transaction.firstValue({u"Refs/InstrId", u"Refs/TxId"}));
    if (const QString order = camtReference(transaction.value(u"Refs/PmtInfId")); !order.isEmpty())
        entry.orderId = order;
    if (const QString type = camtTypeCode(transaction); !type.isEmpty())
        entry.typeCode = type;
    entry.isReturn = transaction.find(u"RtrInf") != nullptr;
    entry.returnReason = transaction.firstValue({u"RtrInf/Rsn/Cd", u"RtrInf/Rsn/Prtry"});
    entry.returnText = tidy(transaction.value(u"RtrInf/AddtlInf"));
    addParties(entry, transaction);
    addRemittance(entry, transaction, warnings);
    addInstructed(entry, transaction, warnings);
    addCamtCharges(entry, transaction, warnings);
}

} // namespace accord::bank
