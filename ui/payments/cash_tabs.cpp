// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/payments/cash_tabs.h"

#include "core/workspace/cheques.h"
#include "core/workspace/export_schedules.h"
#include "core/workspace/payment_files_desk.h"
#include "core/workspace/refunds.h"
#include "ui/style/metrics.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(CashDesk)
};

QVariant badge(const QString &state)
{
    const QHash<QString, Badge> badges{{u"in_approval"_s, {Tr::tr("to be approved"), Tone::Warning}},
                                       {u"rejected"_s, {Tr::tr("rejected"), Tone::Bad}},
                                       {u"done"_s, {Tr::tr("agreed"), Tone::Good}},
                                       {u"received"_s, {Tr::tr("received"), Tone::Info}},
                                       {u"deposited"_s, {Tr::tr("deposited"), Tone::Info}},
                                       {u"cleared"_s, {Tr::tr("cleared"), Tone::Warning}},
                                       {u"applied"_s, {Tr::tr("applied"), Tone::Good}},
                                       {u"bounced"_s, {Tr::tr("bounced"), Tone::Bad}},
                                       {u"ended"_s, {Tr::tr("ended"), Tone::Neutral}},
                                       {u"on"_s, {Tr::tr("goes on"), Tone::Good}}};
    return QVariant::fromValue(badges.value(state, {state, Tone::Neutral}));
}

QVariant textOrNothing(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

QString methodInWords(const QString &method)
{
    return method == u"ach"_s ? Tr::tr("ACH") : method == u"cheque"_s ? Tr::tr("cheque") : Tr::tr("SEPA transfer");
}

Result<std::vector<CashRow>> refundRows(workspace::Services &services)
{
    const auto refunds = workspace::refunds(services);
    if (!refunds)
        return passOn(refunds);
    std::vector<CashRow> rows;
    for (const storage::RefundRow &one : *refunds) {
        const QString method
            = one.chequeNumber ? Tr::tr("cheque %1").arg(*one.chequeNumber) : methodInWords(one.method);
        rows.push_back({QString::number(one.number),
                        {qint64(one.number), one.accountName, textOrNothing(one.invoiceNumber), moneyText(one.amount),
                         method, badge(one.state), one.dated, one.reason},
                        one.amount.currency().code()});
    }
    return rows;
}

Result<std::vector<CashRow>> chequeRows(workspace::Services &services)
{
    const auto cheques = storage::ChequesSql(services.session()).all();
    if (!cheques)
        return passOn(cheques);
    std::vector<CashRow> rows;
    for (const storage::ChequeRow &one : *cheques) {
        QStringList documents;
        for (const QJsonValue &share : one.shares)
            documents << share[0].toString();
        const QVariant deposit
            = one.depositNumber > 0 ? QVariant(u"DEP-%1"_s.arg(one.depositNumber, 6, 10, QChar(u'0'))) : QVariant();
        rows.push_back({QString::number(one.number),
                        {one.chequeNumber, one.accountName, one.companyCode, moneyText(one.amount), one.receivedOn,
                         textOrNothing(documents.join(u", "_s)), deposit, badge(one.state())},
                        one.amount.currency().code(),
                        false,
                        one.companyCode,
                        one.depositNumber});
    }
    return rows;
}

Result<std::vector<CashRow>> fileRows(workspace::Services &services)
{
    const auto files = storage::PaymentFilesSql(services.session()).files();
    if (!files)
        return passOn(files);
    std::vector<CashRow> rows;
    for (const storage::PaymentFileRow &one : *files) {
        const auto returned = std::ranges::count(one.items, u"returned"_s, &storage::PaymentFileItem::state);
        rows.push_back({QString::number(one.number),
                        {one.reference(), one.format, one.settlesOn, qint64(one.items.size()), moneyText(one.collected),
                         moneyText(one.paid), returned > 0 ? QVariant(qint64(returned)) : QVariant(),
                         one.entry > 0 ? QVariant(Tr::tr("entry %1").arg(one.entry)) : QVariant()},
                        one.collected.currency().code()});
    }
    return rows;
}

Result<std::vector<CashRow>> exportRows(workspace::Services &services)
{
    storage::ExportSchedulesSql store(services.session());
    const auto schedules = store.all();
    if (!schedules)
        return passOn(schedules);
    std::vector<CashRow> rows;
    for (const storage::ExportSchedule &one : *schedules) {
        const auto runs = store.runs(one.id);
        if (!runs)
            return passOn(runs);
        const auto due = workspace::duePeriods(one, services.clock().today()).size();
        const qint64 waiting = qint64(due) - qint64(runs->size());
        const QVariant last = runs->empty() ? QVariant() : QVariant(runs->front().fileName);
        rows.push_back({one.name,
                        {one.name, one.what, one.format, one.every, qint64(runs->size()),
                         waiting > 0 ? QVariant(waiting) : QVariant(), last,
                         badge(one.endedOn.isValid() ? u"ended"_s : u"on"_s), one.folder},
                        {},
                        one.endedOn.isValid()});
    }
    return rows;
}

ColumnLook column(const QString &key, const QString &title, int width, Qt::Alignment alignment = Qt::AlignLeft,
                  bool strong = false)
{
    return {key, title, width, alignment, false, strong};
}

} // namespace

std::vector<CashTab> cashTabs()
{
    return {
        {u"refunds"_s,
         Tr::tr("Refunds"),
         Tr::tr("Refunds"),
         Tr::tr("Nothing was paid back yet."),
         {column(u"number"_s, Tr::tr("No."), 48, Qt::AlignRight),
          column(u"account"_s, Tr::tr("Customer"), 148, Qt::AlignLeft, true),
          column(u"invoice"_s, Tr::tr("Credit of"), 122), column(u"amount"_s, Tr::tr("Amount"), 120, Qt::AlignRight),
          column(u"method"_s, Tr::tr("By"), 104), column(u"state"_s, Tr::tr("State"), metrics::columnBadge + 24),
          column(u"dated"_s, Tr::tr("Dated"), 96), column(u"reason"_s, Tr::tr("Reason"), 116)},
         refundRows},
        {u"cheques"_s,
         Tr::tr("Cheques"),
         Tr::tr("Received cheques"),
         Tr::tr("No cheque came in yet."),
         {column(u"number"_s, Tr::tr("Cheque"), 72), column(u"account"_s, Tr::tr("Drawn by"), 150, Qt::AlignLeft, true),
          column(u"company"_s, Tr::tr("To"), 44), column(u"amount"_s, Tr::tr("Amount"), 112, Qt::AlignRight),
          column(u"received"_s, Tr::tr("Received"), 96), column(u"for"_s, Tr::tr("Pays"), 128),
          column(u"deposit"_s, Tr::tr("Deposit"), 100), column(u"state"_s, Tr::tr("State"), metrics::columnBadge)},
         chequeRows},
        {u"files"_s,
         Tr::tr("Bank files"),
         Tr::tr("Files to the bank"),
         Tr::tr("No file was made yet."),
         {column(u"reference"_s, Tr::tr("File"), 110, Qt::AlignLeft, true), column(u"format"_s, Tr::tr("Format"), 110),
          column(u"settles"_s, Tr::tr("Settles"), 100), column(u"items"_s, Tr::tr("Items"), 60, Qt::AlignRight),
          column(u"collected"_s, Tr::tr("Collected"), 130, Qt::AlignRight),
          column(u"paid"_s, Tr::tr("Paid out"), 130, Qt::AlignRight),
          column(u"returned"_s, Tr::tr("Came back"), 80, Qt::AlignRight),
          column(u"entry"_s, Tr::tr("On the statement"), 140)},
         fileRows},
        {u"exports"_s,
         Tr::tr("Exports"),
         Tr::tr("Scheduled exports"),
         Tr::tr("Nothing is exported by itself yet."),
         {column(u"name"_s, Tr::tr("Schedule"), 164, Qt::AlignLeft, true), column(u"what"_s, Tr::tr("What"), 74),
          column(u"format"_s, Tr::tr("Format"), 66), column(u"every"_s, Tr::tr("Every"), 64),
          column(u"files"_s, Tr::tr("Files"), 50, Qt::AlignRight), column(u"due"_s, Tr::tr("Due"), 48, Qt::AlignRight),
          column(u"last"_s, Tr::tr("Last file"), 158), column(u"state"_s, Tr::tr("State"), metrics::columnBadge),
          column(u"folder"_s, Tr::tr("Folder"), 152)},
         exportRows}};
}

} // namespace accord::ui
