// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/purchase_orders_sql.h"

#include "core/storage/order_used.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

using purchasing::PurchaseOrder;

namespace {

#define ORDER_COLUMNS                                                                                                  \
    "purchase_order.id, purchase_order.account_id, purchase_order.number, scope, keys, purchase_order.currency, "      \
    "amount_minor, valid_from, expires_on"

PurchaseOrder readOrder(Statement &row)
{
    PurchaseOrder order;
    order.id = row.read<purchasing::PurchaseOrderId>();
    order.account = row.read<accounts::AccountId>();
    order.number = row.read<QString>();
    order.scope = purchasing::orderScopeFromString(row.read<QString>()).value_or(purchasing::OrderScope::Blanket);
    order.keys = toStringList(row.read<QJsonArray>());
    const auto currency = row.read<Currency>();
    order.amount = row.readMoney(currency);
    order.validFrom = row.read<QDate>();
    order.expiresOn = row.read<QDate>();
    return order;
}

PurchaseOrderRow readRow(Statement &row)
{
    PurchaseOrderRow read;
    read.order = readOrder(row);
    read.accountName = row.read<QString>();
    return read;
}

} // namespace

Result<> PurchaseOrdersSql::save(const PurchaseOrder &order)
{
    const auto changed = m_session.run(
        "INSERT INTO purchase_order (id, account_id, number, scope, keys, currency, amount_minor, valid_from, "
        "expires_on) VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, "
        "keys = excluded.keys, amount_minor = excluded.amount_minor, valid_from = excluded.valid_from, "
        "expires_on = excluded.expires_on",
        order.id, order.account, notNull(order.number), purchasing::toString(order.scope),
        QJsonArray::fromStringList(order.keys), order.amount.currency(), order.amount, order.validFrom,
        order.expiresOn);
    return changed ? Result<>() : passOn(changed);
}

Result<std::vector<PurchaseOrderBalance>> PurchaseOrdersSql::ofAccount(const accounts::AccountId &account) const
{
    auto select = m_session.statement("SELECT " ORDER_COLUMNS ", " ORDER_USED
                                      " FROM purchase_order WHERE account_id = ? ORDER BY number");
    return select.bind(account).all([](Statement &row) {
        PurchaseOrderBalance balance;
        balance.order = readOrder(row);
        balance.used = row.readMoney(balance.order.amount.currency());
        return balance;
    });
}

Result<std::vector<PurchaseOrderRow>> PurchaseOrdersSql::all() const
{
    return m_session
        .statement(
            "SELECT " ORDER_COLUMNS ", account.name FROM purchase_order "
            "JOIN account ON account.id = purchase_order.account_id ORDER BY account.name, purchase_order.number")
        .all(readRow);
}

Result<std::vector<PurchaseOrderRow>> PurchaseOrdersSql::byNumber(const QString &number) const
{
    return m_session
        .statement("SELECT " ORDER_COLUMNS ", account.name FROM purchase_order "
                   "JOIN account ON account.id = purchase_order.account_id WHERE purchase_order.number = ? "
                   "ORDER BY account.name")
        .bind(notNull(number))
        .all(readRow);
}

Result<std::vector<OrderDocument>> PurchaseOrdersSql::documentsOn(const PurchaseOrder &order) const
{
    return m_session
        .statement(
            "SELECT invoice.id, coalesce(invoice.number, ''), invoice.issue_date, invoice.state = 'issued', false, "
            "sum(line.net_minor + line.tax_minor) FROM invoice JOIN invoice_line AS line "
            "ON line.invoice_id = invoice.id WHERE invoice.account_id = ? AND invoice.currency = ? "
            "AND line.purchase_order = ? GROUP BY invoice.id, invoice.number, invoice.issue_date, invoice.state "
            "UNION ALL "
            "SELECT note.id, note.number, note.issue_date, true, true, -sum(given.net_minor + given.tax_minor) "
            "FROM credit_note AS note JOIN credit_note_line AS given ON given.credit_note_id = note.id "
            "JOIN invoice_line AS line ON line.invoice_id = given.invoice_id AND line.n = given.invoice_line "
            "WHERE note.account_id = ? AND note.currency = ? AND note.state = 'issued' "
            "AND line.purchase_order = ? GROUP BY note.id, note.number, note.issue_date ORDER BY 3, 2")
        .bind(order.account, order.amount.currency(), notNull(order.number), order.account, order.amount.currency(),
              notNull(order.number))
        .all([&](Statement &row) {
            OrderDocument document;
            document.id = row.read<QUuid>();
            document.number = row.read<QString>();
            document.day = row.read<QDate>();
            document.isIssued = row.read<bool>();
            document.isCreditNote = row.read<bool>();
            document.amount = row.readMoney(order.amount.currency());
            return document;
        });
}

} // namespace accord::storage
