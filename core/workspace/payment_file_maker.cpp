// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/payment_file_maker.h"

#include "core/storage/payment_methods_sql.h"
#include "core/payment_files/banking_days.h"
#include "core/payment_files/nacha_writer.h"
#include "core/payment_files/positive_pay.h"
#include "core/payment_files/sepa_credit_transfer.h"
#include "core/payment_files/sepa_direct_debit.h"
#include "core/storage/ach_notices_sql.h"

#include <map>

namespace accord::workspace {

using payment_files::BankingCalendar;
using storage::BankDetail;
using storage::CollectableRow;
using storage::PaymentFileItem;
using storage::PaymentFilesSql;
using storage::RefundRow;

namespace {

Currency euros()
{
    return Currency::fromCode(u"EUR"_s).value();
}

Currency dollars()
{
    return Currency::fromCode(u"USD"_s).value();
}

Result<payment_files::SepaParty> partyOf(const BankDetail &detail)
{
    return bank::Iban::parse(detail.accountNumber).map([&](const bank::Iban &iban) {
        return payment_files::SepaParty{detail.holder, iban, detail.bankCode};
    });
}

payment_files::AchPayment achPaymentTo(const BankDetail &detail, payment_files::AchDirection direction)
{
    payment_files::AchPayment payment;
    payment.direction = direction;
    payment.accountType
        = detail.isSavings ? payment_files::AchAccountType::Savings : payment_files::AchAccountType::Checking;
    payment.routingNumber = detail.bankCode;
    payment.account = detail.accountNumber;
    payment.amount = Money::zero(dollars());
    payment.name = detail.holder;
    return payment;
}

} // namespace

PaymentFileMaker::PaymentFileMaker(Services &services, const PaymentFileWish &wish)
    : m_services(services)
    , m_wish(wish)
{ }

Result<PaymentFileOutcome> PaymentFileMaker::make()
{
    if (const auto ready = prepare(); !ready)
        return passOn(ready);
    const bool isAch = m_wish.format.startsWith(u"nacha"_s);
    const auto written = m_wish.format == u"pain.008"_s   ? writeDebits()
                         : m_wish.format == u"pain.001"_s ? writeCredits()
                         : isAch                          ? writeAch()
                                                          : writeCheques();
    if (!written)
        return passOn(written);
    if (const auto sealed = seal(); !sealed)
        return passOn(sealed);
    return std::move(m_outcome);
}

Result<> PaymentFileMaker::prepare()
{
    const auto company = ownerOfBank(m_services, m_wish.company);
    const auto companies = m_services.seller().entities();
    if (!company)
        return passOn(company);
    if (!companies)
        return passOn(companies);
    m_company = *company;
    for (const billing::IssuingEntity &one : *companies) {
        const auto apart = ownBankOf(m_services, one.id);
        if (!apart)
            return passOn(apart);
        if (*apart)
            m_apart.insert(one.id);
    }
    const auto own = ownBank(m_services, m_company);
    const auto details = PaymentFilesSql(m_services.session()).usableDetails();
    const auto newest = PaymentFilesSql(m_services.session()).details();
    const auto number = PaymentFilesSql(m_services.session()).nextNumber();
    if (!own)
        return passOn(own);
    if (!details)
        return passOn(details);
    if (!newest)
        return passOn(newest);
    if (!number)
        return passOn(number);
    m_own = *own;
    for (const BankDetail &detail : *newest)
        if (detail.agreedBy.isEmpty())
            m_waiting.insert(detail.account, detail);
    for (const BankDetail &detail : *details)
        m_details.insert(detail.account, detail);
    const QDate today = m_services.clock().today();
    const bool isAch = m_wish.format.startsWith(u"nacha"_s);
    const auto calendar = isAch ? BankingCalendar::FederalReserve : BankingCalendar::Target;
    if (!m_wish.settlesOn.isValid())
        m_wish.settlesOn = m_wish.format == u"pain.008"_s ? payment_files::addBankingDays(today, 2, calendar)
                           : isAch                        ? payment_files::addBankingDays(today, 1, calendar)
                                                          : payment_files::bankingDayFrom(today, calendar);
    auto &file = m_outcome.file;
    file.id = m_services.ids().next();
    file.number = *number;
    file.format = m_wish.format;
    file.settlesOn = m_wish.settlesOn;
    file.madeBy = m_services.actor();
    file.madeAt = m_services.clock().now();
    return {};
}

Result<QString> PaymentFileMaker::needed(const QString &field, const QString &value) const
{
    if (!value.isEmpty())
        return value;
    const auto waiting = storage::OwnBankSql(m_services.session()).newest(m_company);
    const bool waits = waiting && *waiting && (*waiting)->agreedBy.isEmpty();
    return waits ? fail(ErrorKind::Conflict, u"payments.own_bank_waits"_s, {{u"person"_s, (*waiting)->recordedBy}})
                 : fail(ErrorKind::InvalidInput, u"payments.own_bank"_s, {{u"field"_s, field}});
}

bool PaymentFileMaker::isOfThisFile(const billing::IssuingEntityId &company, const QString &number,
                                    const QString &account)
{
    if (m_company)
        return company == *m_company;
    const bool isApart = m_apart.contains(company);
    if (isApart)
        leaveOut(number, account, u"other_company"_s);
    return !isApart;
}

Result<billing::IssuingEntityId> PaymentFileMaker::companyOf(const RefundRow &refund)
{
    if (refund.invoice)
        return m_services.invoices().find(*refund.invoice).map([](const auto &invoice) {
            return invoice.issuingEntity;
        });
    return m_services.accounts().find(refund.account).map([](const accounts::Account &account) {
        return billing::IssuingEntityId(account.issuingEntity);
    });
}

void PaymentFileMaker::leaveOut(const QString &number, const QString &account, const QString &reason)
{
    m_outcome.leftOut.push_back({number, account, reason});
}

Result<bool> PaymentFileMaker::networkAllows(const BankDetail &detail, const CollectableRow &row)
{
    const storage::AchNoticesSql notices(m_services.session());
    const auto corrected = notices.isCorrected(detail.id);
    const auto returns = notices.returnsOf(row.invoice, detail.recordedAt);
    if (!corrected)
        return corrected;
    if (!returns)
        return passOn(returns);
    const auto consent = notices.consentOf(row.invoice);
    if (!consent)
        return passOn(consent);
    const payments::AchRetry retry = payments::achRetry(*returns, m_wish.settlesOn, *consent);
    const QString reason = *corrected                                  ? u"bank_changed"_s
                           : retry == payments::AchRetry::Stopped      ? u"return_stops"_s
                           : retry == payments::AchRetry::NeedsConsent ? u"return_needs_consent"_s
                           : retry == payments::AchRetry::TooOften     ? u"retried_twice"_s
                           : retry == payments::AchRetry::TooLate      ? u"retry_late"_s
                                                                       : QString();
    if (!reason.isEmpty())
        leaveOut(row.number, detail.accountName, reason);
    return reason.isEmpty();
}

Result<bool> PaymentFileMaker::mayBeDebited(const BankDetail &detail, const CollectableRow &row)
{
    const auto method = storage::PaymentMethodsSql(m_services.session()).of(row.account);
    if (!method)
        return passOn(method);
    if (*method && (*method)->method != u"direct_debit" && (*method)->method != u"ach") {
        leaveOut(row.number, detail.accountName, u"other_method"_s);
        return false;
    }
    if (detail.kind == u"sepa"_s) {
        if (detail.mandate.isEmpty())
            leaveOut(row.number, detail.accountName, u"no_mandate"_s);
        return !detail.mandate.isEmpty();
    }
    const auto answered = networkAllows(detail, row);
    if (!answered || !*answered)
        return answered;
    const auto prenote = PaymentFilesSql(m_services.session()).prenoteOf(detail.id);
    if (!prenote)
        return passOn(prenote);
    if (!prenote->isValid()) {
        leaveOut(row.number, detail.accountName, u"prenote_missing"_s);
        return false;
    }
    const bool isOver = payment_files::firstDebitAfterPrenote(*prenote) <= m_wish.settlesOn;
    if (!isOver)
        leaveOut(row.number, detail.accountName, u"prenote_waits"_s);
    return isOver;
}

Result<std::vector<PaymentFileMaker::Due>> PaymentFileMaker::invoices(const Currency &currency, const QString &kind)
{
    const auto rows = PaymentFilesSql(m_services.session()).collectable(currency, m_wish.settlesOn);
    if (!rows)
        return passOn(rows);
    std::vector<Due> dues;
    for (const CollectableRow &row : *rows) {
        // Who gave no bank account pays by transfer.
        const auto detail = m_details.constFind(row.account);
        if (detail == m_details.constEnd() || detail->kind != kind) {
            const auto waiting = m_waiting.constFind(row.account);
            if (waiting != m_waiting.constEnd() && waiting->kind == kind)
                leaveOut(row.number, waiting->accountName, u"detail_waits"_s);
            continue;
        }
        if (!isOfThisFile(row.company, row.number, detail->accountName))
            continue;
        const auto may = mayBeDebited(*detail, row);
        if (!may)
            return passOn(may);
        if (*may)
            dues.push_back(
                {{u"invoice"_s, row.invoice.uuid(), row.account, detail->accountName, row.number, row.number, row.open},
                 *detail});
    }
    return dues;
}

Result<std::vector<PaymentFileMaker::Due>> PaymentFileMaker::refunds(const QString &method, const Currency &currency,
                                                                     const QString &kind)
{
    const auto company = m_services.companyCurrency();
    if (!company)
        return passOn(company);
    const auto rows = storage::RefundsSql(m_services.session(), *company).all();
    if (!rows)
        return passOn(rows);
    std::vector<Due> dues;
    for (const RefundRow &row : *rows) {
        if (row.state != u"done"_s || row.method != method || row.amount.currency() != currency)
            continue;
        const QString itemKind = method == u"cheque"_s ? u"cheque"_s : u"refund"_s;
        const auto sent = PaymentFilesSql(m_services.session()).wasSent(itemKind, row.id);
        if (!sent)
            return passOn(sent);
        if (*sent)
            continue;
        const QString number = u"REFUND-%1"_s.arg(row.number);
        const auto issuer = companyOf(row);
        if (!issuer)
            return passOn(issuer);
        if (!isOfThisFile(*issuer, number, row.accountName))
            continue;
        const auto detail = m_details.constFind(row.account);
        if (method != u"cheque"_s && (detail == m_details.constEnd() || detail->kind != kind)) {
            leaveOut(number, row.accountName, u"no_bank_detail"_s);
            continue;
        }
        dues.push_back({{itemKind, row.id, row.account, row.accountName, number,
                         row.chequeNumber ? QString::number(*row.chequeNumber) : number, row.amount},
                        method == u"cheque"_s ? BankDetail() : *detail});
    }
    return dues;
}

Result<std::vector<PaymentFileMaker::Due>> PaymentFileMaker::prenotes()
{
    std::vector<Due> dues;
    for (const BankDetail &detail : std::as_const(m_details)) {
        if (detail.kind != u"ach"_s)
            continue;
        const auto account = m_services.accounts().find(detail.account);
        if (!account)
            return passOn(account);
        if (!isOfThisFile(billing::IssuingEntityId(account->issuingEntity), detail.masked(), detail.accountName))
            continue;
        const auto sent = PaymentFilesSql(m_services.session()).prenoteOf(detail.id);
        if (!sent)
            return passOn(sent);
        if (!sent->isValid())
            dues.push_back({{u"prenote"_s,
                             detail.id,
                             detail.account,
                             detail.accountName,
                             detail.masked(),
                             {},
                             Money::zero(dollars())},
                            detail});
    }
    std::ranges::sort(dues, {}, [](const Due &due) { return due.item.accountName; });
    return dues;
}

Result<> PaymentFileMaker::writeDebits()
{
    const auto dues = invoices(euros(), u"sepa"_s);
    const auto iban = bank::Iban::parse(m_own.iban);
    const auto creditor = needed(u"creditor_id"_s, m_own.creditorId);
    if (!dues)
        return passOn(dues);
    if (!iban)
        return m_own.iban.isEmpty() ? Result<>(passOn(needed(u"iban"_s, {}))) : passOn(iban);
    if (!creditor)
        return passOn(creditor);
    m_outcome.file.collected = m_outcome.file.paid = Money::zero(euros());
    payment_files::DirectDebitFile file{
        {m_outcome.file.reference(), m_outcome.file.madeAt, m_own.name}, {m_own.name, *iban, m_own.bic}, *creditor, {}};
    for (const Due &due : *dues) {
        const auto party = partyOf(due.detail);
        if (!party)
            return passOn(party);
        payment_files::DirectDebit debit;
        debit.endToEndId = due.item.reference;
        debit.amount = due.item.amount;
        debit.collectionDate = m_wish.settlesOn;
        debit.scheme
            = due.detail.isBusiness ? payment_files::DirectDebitScheme::B2B : payment_files::DirectDebitScheme::Core;
        debit.mandateId = due.detail.mandate;
        debit.mandateSigned = due.detail.mandateSigned;
        debit.debtor = *party;
        debit.remittance.text = due.item.number;
        file.debits.push_back(std::move(debit));
        m_outcome.file.items.push_back(due.item);
        m_outcome.file.collected
            = Money(m_outcome.file.collected.minor() + due.item.amount.minor(), due.item.amount.currency());
    }
    if (file.debits.empty())
        return {};
    const auto bytes = payment_files::writeDirectDebits(file, payment_files::DirectDebitVersion::Pain008V08);
    if (!bytes)
        return passOn(bytes);
    m_outcome.content = *bytes;
    return {};
}

Result<> PaymentFileMaker::writeCredits()
{
    const auto dues = refunds(u"transfer"_s, euros(), u"sepa"_s);
    const auto iban = bank::Iban::parse(m_own.iban);
    if (!dues)
        return passOn(dues);
    if (!iban)
        return m_own.iban.isEmpty() ? Result<>(passOn(needed(u"iban"_s, {}))) : passOn(iban);
    m_outcome.file.collected = m_outcome.file.paid = Money::zero(euros());
    payment_files::CreditTransferFile file{
        {m_outcome.file.reference(), m_outcome.file.madeAt, m_own.name}, {m_own.name, *iban, m_own.bic}, {}};
    for (const Due &due : *dues) {
        const auto party = partyOf(due.detail);
        if (!party)
            return passOn(party);
        file.transfers.push_back(
            {due.item.reference, due.item.amount, m_wish.settlesOn, *party, {{}, due.item.number}});
        m_outcome.file.items.push_back(due.item);
        m_outcome.file.paid = Money(m_outcome.file.paid.minor() + due.item.amount.minor(), due.item.amount.currency());
    }
    if (file.transfers.empty())
        return {};
    const auto bytes = payment_files::writeCreditTransfers(file, payment_files::CreditTransferVersion::Pain001V09);
    if (!bytes)
        return passOn(bytes);
    m_outcome.content = *bytes;
    return {};
}

Result<> PaymentFileMaker::writeAch()
{
    const bool isPrenote = m_wish.format == u"nacha-prenote"_s, isCtx = m_wish.format == u"nacha-ctx"_s;
    const auto debits = isPrenote ? prenotes() : invoices(dollars(), u"ach"_s);
    const auto credits
        = isPrenote ? Result<std::vector<Due>>(std::vector<Due>()) : refunds(u"ach"_s, dollars(), u"ach"_s);
    const auto first = PaymentFilesSql(m_services.session()).entriesSoFar();
    if (!debits)
        return passOn(debits);
    if (!credits)
        return passOn(credits);
    if (!first)
        return passOn(first);
    for (const auto &[field, value] :
         {std::pair(u"originating_routing"_s, m_own.originatingRouting), std::pair(u"company_id"_s, m_own.companyId)}) {
        if (const auto given = needed(field, value); !given)
            return passOn(given);
    }
    m_outcome.file.collected = m_outcome.file.paid = Money::zero(dollars());
    payment_files::AchBatch batch;
    batch.entryClass = isCtx ? payment_files::AchEntryClass::Ctx : payment_files::AchEntryClass::Ccd;
    batch.companyName = m_own.name.left(16);
    batch.companyId = m_own.companyId;
    batch.description = isPrenote ? u"PRENOTE"_s : u"INVOICE"_s;
    batch.effectiveDate = m_wish.settlesOn;
    // In CTX what one customer pays together is one entry with a segment for each invoice.
    std::vector<size_t> entryOf;
    std::map<QUuid, size_t> entryOfDetail;
    std::vector<std::vector<bank::RemittanceItem>> remittances;
    for (const auto &[dues, direction] : {std::pair(&*debits, payment_files::AchDirection::Debit),
                                          std::pair(&*credits, payment_files::AchDirection::Credit)}) {
        for (const Due &due : *dues) {
            const bool isCollected = direction == payment_files::AchDirection::Debit;
            const bool isJoined = isCtx && isCollected && entryOfDetail.contains(due.detail.id);
            if (!isJoined) {
                batch.payments.push_back(achPaymentTo(due.detail, direction));
                batch.payments.back().isPrenote = isPrenote;
                batch.payments.back().id = due.item.number.left(15);
                remittances.emplace_back();
                if (isCollected)
                    entryOfDetail[due.detail.id] = batch.payments.size() - 1;
            }
            const size_t entry = isJoined ? entryOfDetail[due.detail.id] : batch.payments.size() - 1;
            Money &amount = batch.payments[entry].amount;
            amount = Money(amount.minor() + due.item.amount.minor(), amount.currency());
            remittances[entry].push_back({due.item.number, u"IV"_s, due.item.amount, due.item.amount, {}});
            if (isCtx)
                batch.payments[entry].id = due.detail.accountName.left(15);
            else if (!isPrenote)
                batch.payments[entry].addenda = due.item.number;
            entryOf.push_back(entry);
            m_outcome.file.items.push_back(due.item);
            Money &sum = isCollected ? m_outcome.file.collected : m_outcome.file.paid;
            sum = Money(sum.minor() + due.item.amount.minor(), sum.currency());
        }
    }
    if (batch.payments.empty())
        return {};
    for (size_t i = 0; isCtx && i < remittances.size(); ++i) {
        const auto segments = payment_files::remittanceSegments(remittances[i]);
        if (!segments)
            return passOn(segments);
        batch.payments[i].addenda = *segments;
    }
    payment_files::AchFile file;
    file.destinationRouting = file.originatingRouting = m_own.originatingRouting;
    file.destinationName = m_own.destinationName.left(23);
    file.originId = m_own.originId.isEmpty() ? m_own.companyId : m_own.originId;
    file.originName = m_own.name.left(23);
    file.created = m_outcome.file.madeAt;
    file.modifier = QChar(char16_t(u'A' + (m_outcome.file.number - 1) % 26));
    file.firstTrace = *first % 9'000'000 + 1;
    file.batches.push_back(std::move(batch));
    const auto document = payment_files::writeAch(file);
    if (!document)
        return passOn(document);
    for (size_t i = 0; i < entryOf.size(); ++i)
        m_outcome.file.items[i].reference = document->traceNumbers.front()[entryOf[i]];
    m_outcome.content = document->bytes;
    return {};
}

Result<> PaymentFileMaker::writeCheques()
{
    const auto company = m_services.companyCurrency();
    if (!company)
        return passOn(company);
    const auto dues = refunds(u"cheque"_s, *company, {});
    const auto account = needed(u"cheque_account"_s, m_own.chequeAccount);
    if (!dues)
        return passOn(dues);
    if (!account)
        return passOn(account);
    m_outcome.file.collected = m_outcome.file.paid = Money::zero(*company);
    std::vector<payment_files::IssuedCheck> checks;
    for (const Due &due : *dues) {
        checks.push_back(
            {*account, due.item.reference, m_services.clock().today(), due.item.amount, due.item.accountName, false});
        m_outcome.file.items.push_back(due.item);
        m_outcome.file.paid = Money(m_outcome.file.paid.minor() + due.item.amount.minor(), *company);
    }
    if (checks.empty())
        return {};
    const auto bytes = payment_files::writePositivePay(checks);
    if (!bytes)
        return passOn(bytes);
    m_outcome.content = *bytes;
    return {};
}

Result<> PaymentFileMaker::seal()
{
    if (m_outcome.file.items.empty()) {
        QStringList left;
        for (const LeftOut &one : m_outcome.leftOut)
            left << u"%1 (%2)"_s.arg(one.number, one.reason);
        return fail(
            ErrorKind::Conflict, u"payments.nothing_for_file"_s,
            {{u"format"_s, m_wish.format}, {u"left_out"_s, left.isEmpty() ? u"nothing"_s : left.join(u", "_s)}});
    }
    m_outcome.file.sha256 = QString::fromLatin1(sha256Hex(m_outcome.content));
    return {};
}

} // namespace accord::workspace
