// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/payment_files_desk.h"

#include "core/bank/bic.h"
#include "core/bank/routing_number.h"
#include "core/storage/transaction.h"
#include "core/workspace/booking_parts.h"
#include "core/workspace/payment_file_maker.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using storage::BankDetail;
using storage::PaymentFileItem;
using storage::PaymentFileRow;
using storage::PaymentFilesSql;

namespace {

Result<> checkDetail(BankDetail &detail, const QDate &today)
{
    if (detail.kind == u"sepa"_s) {
        const auto iban = bank::Iban::parse(detail.accountNumber);
        if (!iban)
            return passOn(iban);
        detail.accountNumber = iban->text();
        if (!detail.bankCode.isEmpty()) {
            const auto bic = bank::checkedBic(detail.bankCode);
            if (!bic)
                return passOn(bic);
            detail.bankCode = *bic;
        }
    } else {
        const auto routing = bank::checkedRoutingNumber(detail.bankCode);
        if (!routing)
            return passOn(routing);
        detail.bankCode = *routing;
    }
    const bool isDated = detail.mandateSigned.isValid() && detail.mandateSigned <= today;
    if (!detail.mandate.isEmpty() && !isDated)
        return fail(ErrorKind::InvalidInput, u"payments.mandate"_s, {{u"mandate"_s, detail.mandate}});
    if (detail.mandate.isEmpty())
        detail.mandateSigned = QDate();
    return {};
}

QJsonObject recordOf(const PaymentFileRow &file)
{
    return {{u"file"_s, file.reference()},
            {u"format"_s, file.format},
            {u"settles_on"_s, file.settlesOn.toString(Qt::ISODate)},
            {u"items"_s, qint64(file.items.size())},
            {u"collected"_s, file.collected.toString()},
            {u"paid"_s, file.paid.toString()},
            {u"currency"_s, file.collected.currency().code()},
            {u"sha256"_s, file.sha256}};
}

Result<PaymentFileOutcome> madeBefore(Services &services, const QJsonObject &outcome)
{
    PaymentFilesSql store(services.session());
    const auto files = store.files();
    if (!files)
        return passOn(files);
    for (const PaymentFileRow &file : *files) {
        if (file.number == outcome.value(u"number"_s).toInteger())
            return store.contentOf(file.number).map([&](const QByteArray &content) {
                return PaymentFileOutcome{file, content, {}};
            });
    }
    return fail(ErrorKind::NotFound, u"payments.file_not_found"_s,
                {{u"file"_s, outcome.value(u"number"_s).toVariant()}});
}

} // namespace

const QStringList &paymentFileFormats()
{
    static const QStringList formats{u"nacha-ccd"_s, u"nacha-ctx"_s, u"nacha-prenote"_s,
                                     u"pain.008"_s,  u"pain.001"_s,  u"positive-pay"_s};
    return formats;
}

Result<BankDetail> recordBankDetail(Services &services, const QString &reference, BankDetail detail)
{
    if (auto may = permit(services, Act::SaveBankData); !may)
        return passOn(may);
    if (const auto usable = checkDetail(detail, services.clock().today()); !usable)
        return passOn(usable);
    storage::Transaction transaction(services.session());
    const auto account = services.accounts().findByReference(reference);
    if (!account)
        return passOn(account);
    detail.id = services.ids().next();
    detail.account = account->id;
    detail.accountName = account->name;
    if (detail.holder.trimmed().isEmpty())
        detail.holder = account->name;
    detail.recordedBy = services.actor();
    detail.recordedAt = services.clock().now();
    if (const auto added = PaymentFilesSql(services.session()).add(detail); !added)
        return passOn(added);
    const auto audited = services.audit(u"payment_file.bank_detail"_s, u"account"_s, account->id.toString(),
                                        {{u"account"_s, account->number},
                                         {u"kind"_s, detail.kind},
                                         {u"number"_s, detail.masked()},
                                         {u"mandate"_s, detail.mandate}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return detail; });
}

Result<BankDetail> agreeToBankDetail(Services &services, const QString &reference)
{
    if (auto may = permit(services, Act::SaveBankData); !may)
        return passOn(may);
    storage::Transaction transaction(services.session());
    const auto account = services.accounts().findByReference(reference);
    if (!account)
        return passOn(account);
    PaymentFilesSql store(services.session());
    auto detail = store.detailOf(account->id);
    if (!detail)
        return passOn(detail);
    if (!*detail || !(*detail)->agreedBy.isEmpty())
        return fail(ErrorKind::Conflict, u"payments.detail_agreed"_s, {{u"account"_s, account->name}});
    if (const auto agreed = store.agree((*detail)->id, services.actor(), services.clock().now()); !agreed)
        return passOn(agreed);
    (*detail)->agreedBy = services.actor();
    const auto audited = services.audit(u"payment_file.bank_detail_agree"_s, u"account"_s, account->id.toString(),
                                        {{u"account"_s, account->number},
                                         {u"number"_s, (*detail)->masked()},
                                         {u"recorded_by"_s, (*detail)->recordedBy}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return **detail; });
}

Result<std::optional<BankDetail>> bankDetailOf(Services &services, const QString &reference)
{
    const auto account = services.accounts().findByReference(reference);
    if (!account)
        return passOn(account);
    auto detail = PaymentFilesSql(services.session()).detailOf(account->id);
    if (!detail || !*detail)
        return detail;
    const auto reads = mayReadBankData(services);
    if (!reads)
        return passOn(reads);
    if (!*reads)
        (*detail)->accountNumber = (*detail)->masked();
    return detail;
}

Result<PaymentFileOutcome> makePaymentFile(Services &services, const PaymentFileWish &wish, Effect effect,
                                           const std::optional<storage::CommandId> &command)
{
    if (auto may = permit(services, Act::MakePaymentFile); !may)
        return passOn(may);
    if (!paymentFileFormats().contains(wish.format))
        return fail(ErrorKind::InvalidInput, u"payments.file_format"_s,
                    {{u"value"_s, wish.format}, {u"known"_s, paymentFileFormats().join(u", "_s)}});
    CanonicalForm form;
    form.add(wish.format).add(wish.settlesOn.toString(Qt::ISODate));
    if (!wish.company.isEmpty())
        form.add(wish.company);
    const auto request = services.request(command, u"payment_file.make"_s, form);
    storage::Transaction transaction(services.session());
    const auto earlier = services.commands().outcomeOf(request);
    if (!earlier)
        return passOn(earlier);
    if (*earlier)
        return madeBefore(services, **earlier);
    auto outcome = PaymentFileMaker(services, wish).make();
    if (!outcome)
        return outcome;
    if (const auto added = PaymentFilesSql(services.session()).add(outcome->file, outcome->content); !added)
        return passOn(added);
    if (effect == Effect::Shown)
        return outcome; // the transaction ends without commit: nothing is kept
    const auto audited = services.audit(u"payment_file.make"_s, u"payment_file"_s,
                                        outcome->file.id.toString(QUuid::WithoutBraces), recordOf(outcome->file));
    if (!audited)
        return passOn(audited);
    const auto kept = services.commands().keep(request, {{u"number"_s, outcome->file.number}}, services.clock().now());
    if (!kept)
        return passOn(kept);
    if (const auto stored = transaction.commit(); !stored)
        return passOn(stored);
    return outcome;
}

Result<QByteArray> paymentFileContent(Services &services, qint64 number)
{
    const auto reads = mayReadBankData(services);
    if (!reads)
        return passOn(reads);
    return *reads ? PaymentFilesSql(services.session()).contentOf(number)
                  : fail(ErrorKind::Forbidden, u"payments.bank_data_hidden"_s);
}

namespace {

/// The collections of \a file: items with one reference are one.
std::vector<BookingPart> partsOf(const PaymentFileRow &file)
{
    const bool isAch = file.format.startsWith(u"nacha"_s);
    std::vector<BookingPart> parts;
    for (const PaymentFileItem &item : file.items) {
        if (item.kind != u"invoice"_s)
            continue;
        const QString identity = u"collection:%1:%2"_s.arg(file.reference(), item.reference);
        const auto known = std::ranges::find(parts, identity, &BookingPart::identity);
        if (known != parts.end()) {
            known->amount = Money(known->amount.minor() + item.amount.minor(), item.amount.currency());
            known->text += u' ' + item.number;
            continue;
        }
        parts.push_back({identity, item.amount, item.accountName, isAch ? QString() : item.reference,
                         isAch ? item.reference : QString(), item.number});
    }
    return parts;
}

bool names(const storage::BankEntryRow &entry, const QString &reference)
{
    return entry.remittance.contains(reference, Qt::CaseInsensitive) || entry.endToEndId == reference
           || entry.details.value(u"customer_reference"_s).toString() == reference;
}

} // namespace

Result<QStringList> clearNamedFiles(Services &services)
{
    PaymentFilesSql store(services.session());
    const auto files = store.files();
    if (!files)
        return passOn(files);
    QStringList cleared;
    for (const PaymentFileRow &file : *files) {
        if (file.entry != 0 || file.collected.isZero())
            continue;
        const auto entries = storage::BankEntriesSql(services.session()).toMatch();
        if (!entries)
            return passOn(entries);
        for (const storage::BankEntryRow &entry : *entries) {
            if (entry.amount != file.collected || !names(entry, file.reference()))
                continue;
            if (const auto rows = splitBooking(services, entry, partsOf(file)); !rows)
                return passOn(rows);
            if (const auto noted = store.setEntry(file.id, entry.id); !noted)
                return passOn(noted);
            cleared << file.reference();
            break;
        }
    }
    return cleared;
}

} // namespace accord::workspace
