// SPDX-License-Identifier: GPL-3.0-or-later
// What a person knows about an entry of the bank that matching did not find out.
#include "ui/payments/payments_page.h"

#include "core/workspace/cheques.h"
#include "ui/forms/act_rights.h"
#include "ui/forms/asked_act.h"
#include "ui/widgets/values.h"

namespace accord::ui {

using workspace::PaymentsDesk;

namespace {

/// "DEP-000012" and "12" are the same deposit.
qint64 depositNumber(QString text)
{
    text = text.trimmed();
    return text.section(u'-', -1).toLongLong();
}

} // namespace

FieldDialog *PaymentsPage::dialog() const
{
    return m_acts->dialog();
}

QString PaymentsPage::reasonAgainstReturn() const
{
    if (const QString reason = m_rights->reasonAgainst(workspace::Act::MatchPayments); !reason.isEmpty())
        return reason;
    const Row *row = current();
    if (!row)
        return tr("Nothing is selected.");
    const bool isOut
        = QStringList{u"new"_s, u"outgoing"_s}.contains(row->entry.state) && row->entry.amount.isNegative();
    return isOut ? reasonAgainstWork() : tr("Only money out that nobody explained can be a return.");
}

void PaymentsPage::askForReturn()
{
    if (!reasonAgainstReturn().isEmpty())
        return;
    const storage::BankEntryRow entry = current()->entry;
    m_acts->ask(
        {u"payment_return/%1"_s.arg(entry.number),
         tr("A payment came back"),
         tr("Entry %1 of %2 takes a payment back. Its invoices are open again; what it is more is the fee of "
            "the bank.")
             .arg(entry.number)
             .arg(moneyText(entry.amount)),
         {{u"original"_s, tr("Entry that came back"), {}, tr("Number of the payment that came in")}},
         tr("Take it back")},
        [number = entry.number](workspace::Services &services, const FieldDialog::Answers &answers) -> Result<QString> {
            const qint64 original = answers[u"original"_s].toLongLong();
            return PaymentsDesk(services).takeBackByHand(number, original).map([&] {
                return tr("Entry %1 came back with entry %2.").arg(original).arg(number);
            });
        });
}

QString PaymentsPage::reasonAgainstDeposit() const
{
    if (const QString reason = m_rights->reasonAgainst(workspace::Act::HandleCheques); !reason.isEmpty())
        return reason;
    const Row *row = current();
    if (!row)
        return tr("Nothing is selected.");
    const bool waits = QStringList{u"new"_s, u"proposed"_s, u"unapplied"_s}.contains(row->entry.state)
                       && !row->entry.amount.isNegative();
    return waits ? reasonAgainstWork() : tr("Only money that waits can be a deposit of cheques.");
}

void PaymentsPage::askForDeposit()
{
    if (!reasonAgainstDeposit().isEmpty())
        return;
    const storage::BankEntryRow entry = current()->entry;
    m_acts->ask(
        {u"cheque_clear/%1"_s.arg(entry.number),
         tr("Cheques cleared"),
         tr("Entry %1 of %2 is a deposit of cheques. It is split into them, and those that say what they are "
            "for are applied.")
             .arg(entry.number)
             .arg(moneyText(entry.amount)),
         {{u"deposit"_s, tr("Deposit"), {}, tr("As on its slip: DEP-000001")}},
         tr("Clear the cheques")},
        [number = entry.number](workspace::Services &services, const FieldDialog::Answers &answers) -> Result<QString> {
            return workspace::clearDeposit(services, depositNumber(answers[u"deposit"_s]), number).map([&] {
                return tr("Entry %1 is the deposit %2.").arg(QString::number(number), answers[u"deposit"_s]);
            });
        });
}

QString PaymentsPage::reasonAgainstPayingBack() const
{
    for (const workspace::Act act : {workspace::Act::MatchPayments, workspace::Act::RequestRefund}) {
        if (const QString reason = m_rights->reasonAgainst(act); !reason.isEmpty())
            return reason;
    }
    const Row *row = current();
    if (!row)
        return tr("Nothing is selected.");
    const bool isSecond
        = row->entry.state == u"proposed"_s && workspace::isSecondPayment(row->decision.matches.first().toObject());
    return isSecond ? reasonAgainstWork() : tr("Only a payment of what was settled before goes back from here.");
}

void PaymentsPage::askToPayBack()
{
    if (!reasonAgainstPayingBack().isEmpty())
        return;
    const storage::BankEntryRow entry = current()->entry;
    const QJsonObject match = current()->decision.matches.first().toObject();
    QStringList invoices;
    for (const QJsonValue &one : match.value(u"settled_before"_s).toArray())
        invoices << one[u"invoice"].toString();
    m_acts->ask(
        {u"payment_back/%1"_s.arg(entry.number),
         tr("Pay back"),
         tr("Entry %1 of %2 becomes credit of its payer, and somebody else has to agree that it goes back.")
             .arg(entry.number)
             .arg(moneyText(entry.amount)),
         {{u"method"_s,
           tr("By"),
           u"transfer"_s,
           {},
           {{u"transfer"_s, tr("SEPA transfer")}, {u"ach"_s, tr("ACH credit")}, {u"cheque"_s, tr("Cheque")}}},
          {u"reason"_s, tr("Reason"), tr("Second payment of %1").arg(invoices.join(u", "_s))}},
         tr("Ask for the refund")},
        [number = entry.number](workspace::Services &services, const FieldDialog::Answers &answers) -> Result<QString> {
            return PaymentsDesk(services)
                .payBack(number, answers[u"method"_s], answers[u"reason"_s])
                .map([](const storage::RefundRow &refund) {
                    return tr("Refund %1 of %2 waits to be approved.").arg(refund.number).arg(moneyText(refund.amount));
                });
        });
}

std::vector<Command> PaymentsPage::correctionCommands()
{
    const QString group = tr("Payments");
    return {{u"payments.return"_s,
             tr("It takes a payment back…"),
             u"rotate-ccw"_s,
             {QKeySequence(Qt::Key_R)},
             CommandScope::List,
             group,
             [this] { askForReturn(); },
             [this] { return reasonAgainstReturn(); }},
            {u"payments.pay_back"_s,
             tr("Pay the second payment back…"),
             u"undo-2"_s,
             {QKeySequence(Qt::Key_B)},
             CommandScope::List,
             group,
             [this] { askToPayBack(); },
             [this] { return reasonAgainstPayingBack(); }},
            {u"payments.deposit"_s,
             tr("It is a deposit of cheques…"),
             u"receipt"_s,
             {QKeySequence(Qt::Key_D)},
             CommandScope::List,
             group,
             [this] { askForDeposit(); },
             [this] { return reasonAgainstDeposit(); }}};
}

} // namespace accord::ui
