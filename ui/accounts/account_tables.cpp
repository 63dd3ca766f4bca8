// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/account_tables.h"

#include "ui/style/metrics.h"
#include "ui/words/status_words.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Accounts)
};

constexpr int dateWidth = metrics::columnDate;
constexpr int moneyWidth = metrics::columnMoney + metrics::grid;

/// The share of an order that is used, for drawing; the exact figure stands beside it.
Bar usedBar(const storage::PurchaseOrderBalance &balance)
{
    const double share
        = balance.order.amount.isZero() ? 0 : double(balance.used.minor()) / double(balance.order.amount.minor());
    const Tone tone = share > 1 ? Tone::Bad : share >= 0.8 ? Tone::Warning : Tone::Neutral;
    return {share, amountText(balance.used), tone};
}

Badge badgeOf(const storage::PrepaymentRow &row)
{
    if (row.state == "issued"_L1)
        return row.left().isZero() ? Badge{Tr::tr("Used up"), Tone::Good} : Badge{Tr::tr("Open"), Tone::Info};
    if (row.state == "in_approval"_L1)
        return {Tr::tr("In approval"), Tone::Warning};
    return {row.state == "approved"_L1 ? Tr::tr("Approved") : Tr::tr("Draft"), Tone::Neutral};
}

} // namespace

InvoiceListModel *makeInvoiceModel(const QDate &today, bool brief, QObject *parent)
{
    using Row = storage::InvoiceRow;
    using Column = InvoiceListModel::Column;
    std::vector<Column> columns{Column{
        {u"number"_s, Tr::tr("Invoice"), brief ? 196 : 146, Qt::AlignLeft, false, true},
        [](const Row &r) { return r.number.isEmpty() ? Tr::tr("Draft") : r.number; },
        {},
        [brief](const Row &r) { return brief ? QLocale().toString(r.period.start, u"MMM yyyy"_s) : QString(); }}};
    if (!brief) {
        columns.push_back({{u"period"_s, Tr::tr("Period"), 112, Qt::AlignLeft, false}, [](const Row &r) {
                               return r.period == Period::monthOf(r.period.start)
                                          ? QLocale().toString(r.period.start, u"MMM yyyy"_s)
                                          : periodText(r.period);
                           }});
        columns.push_back({{u"issued"_s, Tr::tr("Issued"), dateWidth, Qt::AlignRight, false},
                           [](const Row &r) { return r.issueDate; }});
    }
    columns.push_back(
        {{u"due"_s, Tr::tr("Due"), dateWidth, Qt::AlignRight, false}, [](const Row &r) { return r.dueDate; }});
    columns.push_back({{u"total"_s, Tr::tr("Total"), moneyWidth, Qt::AlignRight, false},
                       [](const Row &r) { return moneyText(r.total); }});
    if (!brief) {
        columns.push_back({{u"open"_s, Tr::tr("Open"), moneyWidth, Qt::AlignRight, false}, [](const Row &r) {
                               return r.state == billing::InvoiceState::Issued ? QVariant(moneyText(r.open()))
                                                                               : QVariant();
                           }});
    }
    columns.push_back({{u"status"_s, Tr::tr("Status"), metrics::columnBadge, Qt::AlignLeft, false},
                       [today](const Row &r) { return QVariant::fromValue(badgeOf(r.status(today))); }});
    return new InvoiceListModel(std::move(columns), [](const Row &r) { return r.id.toString(); }, parent);
}

OrderListModel *makeOrderModel(const QDate &today, QObject *parent)
{
    using Row = storage::PurchaseOrderBalance;
    using Column = OrderListModel::Column;
    return new OrderListModel(
        {Column{{u"number"_s, Tr::tr("Purchase order"), 110, Qt::AlignLeft, false, true},
                [](const Row &r) { return r.order.number; }},
         Column{{u"used"_s, Tr::tr("Used"), 130, Qt::AlignLeft, false},
                [](const Row &r) { return QVariant::fromValue(usedBar(r)); },
                [](const Row &r) { return Tr::tr("%1 of %2").arg(moneyText(r.used), moneyText(r.order.amount)); }},
         Column{{u"available"_s, Tr::tr("Available"), moneyWidth + metrics::insetPage, Qt::AlignRight, false},
                [](const Row &r) { return moneyText(r.available()); },
                [](const Row &r) { return Tr::tr("%1 less invoices and drafts").arg(moneyText(r.order.amount)); }},
         Column{{u"expires"_s, Tr::tr("Expires"), dateWidth, Qt::AlignRight, false},
                [](const Row &r) {
                    return r.order.expiresOn.isValid() ? QVariant(r.order.expiresOn) : QVariant(Tr::tr("never"));
                },
                [today](const Row &r) {
                    return r.order.expiresOn.isValid() ? distanceText(today, r.order.expiresOn) : Tr::tr("never");
                }}},
        [](const Row &r) { return r.order.id.toString(); }, parent);
}

PrepaymentListModel *makePrepaymentModel(QObject *parent)
{
    using Row = storage::PrepaymentRow;
    using Column = PrepaymentListModel::Column;
    const auto money = [](const QString &key, const QString &title, auto amount) {
        return Column{{key, title, moneyWidth, Qt::AlignRight, false},
                      [amount](const Row &r) { return moneyText(amount(r)); }};
    };
    return new PrepaymentListModel(
        {Column{{u"number"_s, Tr::tr("Prepayment"), 130, Qt::AlignLeft, false, true},
                [](const Row &r) { return r.number.isEmpty() ? Tr::tr("Draft") : r.number; },
                {},
                [](const Row &r) { return dateText(r.issuedOn); }},
         Column{{u"contract"_s, Tr::tr("Contract"), 116, Qt::AlignLeft, false},
                [](const Row &r) { return r.contractNumber; },
                {},
                [](const Row &r) { return r.item.isEmpty() ? Tr::tr("whatever it charges") : r.item; }},
         money(u"asked"_s, Tr::tr("Asked for"), [](const Row &r) { return r.asked; }),
         money(u"deducted"_s, Tr::tr("Deducted"), [](const Row &r) { return r.deducted; }),
         money(u"credited"_s, Tr::tr("Credited"), [](const Row &r) { return r.credited; }),
         money(u"left"_s, Tr::tr("Left"), [](const Row &r) { return r.left(); }),
         Column{{u"state"_s, Tr::tr("State"), metrics::columnBadge, Qt::AlignLeft, false},
                [](const Row &r) { return QVariant::fromValue(badgeOf(r)); }}},
        [](const Row &r) { return r.invoice.toString(); }, parent);
}

QString exemptionKindName(const QString &reason)
{
    if (reason == "non_profit"_L1)
        return Tr::tr("Non-profit");
    if (reason == "government"_L1)
        return Tr::tr("Government");
    if (reason == "reseller"_L1)
        return Tr::tr("Reseller");
    if (reason == "other"_L1)
        return Tr::tr("Other");
    return reason;
}

Badge validityBadge(const workspace::ExemptionSheet &sheet, const QDate &today)
{
    const accounts::ExemptionCertificate &certificate = sheet.certificate;
    const bool isOver = certificate.validTo.isValid() && certificate.validTo <= today;
    if (!sheet.standing.counts && !isOver)
        return {Tr::tr("Not agreed yet"), Tone::Warning};
    if (today < certificate.validFrom)
        return {Tr::tr("Not yet valid"), Tone::Info};
    if (!certificate.isValidOn(today))
        return {Tr::tr("Expired"), Tone::Bad};
    constexpr int warnDays = 90;
    if (certificate.validTo.isValid() && today.daysTo(certificate.validTo) <= warnDays)
        return {Tr::tr("Expires in %n day(s)", nullptr, int(today.daysTo(certificate.validTo))), Tone::Warning};
    return {Tr::tr("Valid"), Tone::Good};
}

CertificateListModel *makeCertificateModel(const QDate &today, QObject *parent)
{
    using Row = workspace::ExemptionSheet;
    using Column = CertificateListModel::Column;
    return new CertificateListModel(
        {Column{{u"number"_s, Tr::tr("Certificate"), 106, Qt::AlignLeft, false, true},
                [](const Row &r) { return r.certificate.number; },
                {},
                [](const Row &r) { return exemptionKindName(r.certificate.reason); }},
         Column{{u"jurisdiction"_s, Tr::tr("For"), 56, Qt::AlignLeft, false},
                [](const Row &r) { return r.certificate.jurisdiction; }},
         Column{{u"until"_s, Tr::tr("Valid until"), dateWidth, Qt::AlignRight, false},
                [](const Row &r) {
                    return r.certificate.validTo.isValid() ? QVariant(r.certificate.validTo.addDays(-1))
                                                           : QVariant(Tr::tr("no end"));
                }},
         Column{{u"validity"_s, Tr::tr("State"), 122, Qt::AlignLeft, false},
                [today](const Row &r) { return QVariant::fromValue(validityBadge(r, today)); }}},
        [](const Row &r) { return r.certificate.id.toString(); }, parent);
}

ContactListModel *makeContactModel(QObject *parent)
{
    using Row = accounts::Contact;
    using Column = ContactListModel::Column;
    const auto text = [](const QString &value) { return value.isEmpty() ? QVariant() : QVariant(value); };
    return new ContactListModel(
        {Column{{u"name"_s, Tr::tr("Name"), 170, Qt::AlignLeft, false, true}, [](const Row &r) { return r.name; }},
         Column{{u"title"_s, Tr::tr("Title"), 150, Qt::AlignLeft, false},
                [text](const Row &r) { return text(r.title); }},
         Column{{u"role"_s, Tr::tr("Role"), 130, Qt::AlignLeft, false}, [text](const Row &r) { return text(r.role); }},
         Column{{u"email"_s, Tr::tr("E-mail"), 220, Qt::AlignLeft, false},
                [text](const Row &r) { return text(r.email); }},
         Column{{u"phone"_s, Tr::tr("Phone"), 150, Qt::AlignLeft, false},
                [text](const Row &r) { return text(r.phone); }}},
        [](const Row &r) { return r.id.toString(); }, parent);
}

} // namespace accord::ui
