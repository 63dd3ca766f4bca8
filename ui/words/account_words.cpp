// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/account_words.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

namespace accord::ui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Accounts)
};

} // namespace

QString accountInWords(const QString &account)
{
    static const QHash<QString, QString> names{
        {u"receivable"_s, Tr::tr("Receivable")},
        {u"cash"_s, Tr::tr("Cash")},
        {u"unapplied_cash"_s, Tr::tr("Unapplied cash")},
        {u"prepaid_credit"_s, Tr::tr("Prepaid credit")},
        {u"customer_prepayments"_s, Tr::tr("Customers' prepayments")},
        {u"revenue"_s, Tr::tr("Revenue")},
        {u"deferred_revenue"_s, Tr::tr("Deferred revenue")},
        {u"late_charges"_s, Tr::tr("Late charges")},
        {u"discounts_allowed"_s, Tr::tr("Discounts allowed")},
        {u"bad_debt"_s, Tr::tr("Bad debt")},
        {u"small_differences"_s, Tr::tr("Small differences")},
        {u"bank_fees"_s, Tr::tr("Bank fees")},
        {u"withheld_tax"_s, Tr::tr("Withheld tax")},
        {u"exchange_difference"_s, Tr::tr("Exchange difference")},
        {u"unrealised_exchange"_s, Tr::tr("Unrealised exchange difference")},
        {u"receivable_revaluation"_s, Tr::tr("Revaluation of receivables")},
        {u"cash_revaluation"_s, Tr::tr("Revaluation of cash")},
        {u"unapplied_cash_revaluation"_s, Tr::tr("Revaluation of unapplied cash")},
        {u"tax_payable_revaluation"_s, Tr::tr("Revaluation of tax payable")},
        {u"withheld_tax_revaluation"_s, Tr::tr("Revaluation of withheld tax")},
        {u"exchange_clearing"_s, Tr::tr("Exchange clearing")},
        {u"opening_balance"_s, Tr::tr("Opening balance")},
        {u"retained_earnings"_s, Tr::tr("Retained earnings")},
        {u"tax_payable"_s, Tr::tr("Tax payable")}};
    const QString part = account.section(u'/', 1);
    const QString name = names.value(account.section(u'/', 0, 0), account);
    return part.isEmpty() ? name : Tr::tr("%1 · %2").arg(name, part);
}

} // namespace accord::ui
