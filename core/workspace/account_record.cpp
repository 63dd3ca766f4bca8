// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/account_record.h"

#include "core/storage/sql_values.h"

#include <algorithm>

namespace accord::workspace {

namespace {

QString idOf(const std::optional<accounts::AccountId> &account)
{
    return account ? account->toString() : QString();
}

QJsonObject fieldsOf(const accounts::Account &account)
{
    return {{u"name"_s, account.name},
            {u"legal_name"_s, account.legalName},
            {u"parent"_s, idOf(account.parent)},
            {u"payer"_s, idOf(account.payer)},
            {u"issuing_entity"_s, account.issuingEntity.toString(QUuid::WithoutBraces)},
            {u"status"_s, toString(account.status)},
            {u"segment"_s, account.segment},
            {u"region"_s, account.region},
            {u"currency"_s, account.currency.code()},
            {u"address"_s, storage::toJson(account.address)},
            {u"vat_id"_s, account.vatId},
            {u"tax_standing"_s, toString(account.taxStanding)},
            {u"customer_success_manager"_s, account.customerSuccessManager},
            {u"payment_terms_days"_s, account.paymentTermsDays},
            {u"billing_hold_reason"_s, account.billingHoldReason},
            {u"zero_invoices"_s, account.zeroInvoices == accounts::ZeroInvoicePolicy::Skip ? u"skip"_s : u"issue"_s},
            {u"invoice_email"_s, account.invoiceEmail},
            {u"portal_reference"_s, account.portalReference},
            {u"needs_purchase_order"_s, account.needsPurchaseOrder}};
}

/// Not a space, nor one of the characters that take no room.
bool isSeen(QChar c)
{
    return !c.isSpace() && c.category() != QChar::Other_Control && c.category() != QChar::Other_Format;
}

} // namespace

QJsonObject changeOf(const accounts::Account &before, const accounts::Account &after)
{
    const QJsonObject was = fieldsOf(before), is = fieldsOf(after);
    QJsonObject changedFrom, changedTo;
    for (auto field = is.begin(); field != is.end(); ++field) {
        if (was.value(field.key()) == field.value())
            continue;
        changedFrom.insert(field.key(), was.value(field.key()));
        changedTo.insert(field.key(), field.value());
    }
    return {{u"account"_s, after.number}, {u"before"_s, changedFrom}, {u"after"_s, changedTo}};
}

Result<> checkAccountName(const QString &name)
{
    constexpr qsizetype most = 200;
    if (!std::ranges::any_of(name, isSeen))
        return fail(ErrorKind::InvalidInput, u"accounts.name_empty"_s);
    if (name.size() > most)
        return fail(ErrorKind::InvalidInput, u"accounts.name_long"_s,
                    {{u"characters"_s, name.size()}, {u"most"_s, most}});
    if (std::ranges::any_of(name, [](QChar c) { return c.category() == QChar::Other_Control; }))
        return fail(ErrorKind::InvalidInput, u"accounts.name_control"_s);
    return {};
}

} // namespace accord::workspace
