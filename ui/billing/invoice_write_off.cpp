// SPDX-License-Identifier: GPL-3.0-or-later
// Giving up what is open of an invoice.
#include "ui/billing/invoices_page.h"

#include "core/workspace/write_offs.h"
#include "ui/forms/act_rights.h"
#include "ui/forms/asked_act.h"

namespace accord::ui {

FieldDialog *InvoicesPage::dialog() const
{
    return m_acts->dialog();
}

QString InvoicesPage::reasonAgainstWriteOff() const
{
    if (const QString reason = m_rights->reasonAgainst(workspace::Act::RequestWriteOff); !reason.isEmpty())
        return reason;
    const auto rows = chosenRows();
    if (rows.size() != 1)
        return tr("Select one invoice.");
    if (rows.front()->state != billing::InvoiceState::Issued)
        return tr("It is not issued: nothing is owed for it yet.");
    return rows.front()->open().minor() > 0 ? QString() : tr("Nothing of it is open.");
}

void InvoicesPage::askToWriteOff()
{
    const storage::InvoiceRow row = *chosenRows().front();
    m_acts->ask({u"write_off/"_s + row.number,
                 tr("Write off %1").arg(row.number),
                 tr("%1 owes %2. What is given up is bad debt: at once within the limit, otherwise once somebody else "
                    "agreed.")
                     .arg(row.account, moneyText(row.open())),
                 {{u"amount"_s, tr("Amount"), {}, tr("Empty: all that is open")}, {u"reason"_s, tr("Reason")}},
                 tr("Write off")},
                [number = row.number, currency = row.total.currency()](
                    workspace::Services &services, const FieldDialog::Answers &answers) -> Result<QString> {
                    std::optional<Money> amount;
                    if (const QString text = answers[u"amount"_s]; !text.isEmpty()) {
                        const auto parsed = Money::parse(text, currency);
                        if (!parsed)
                            return passOn(parsed);
                        amount = *parsed;
                    }
                    return workspace::writeOff(services, number, amount, answers[u"reason"_s])
                        .map([](const storage::WriteOffRow &done) {
                            return done.state == u"done"
                                       ? tr("%1 of %2 are written off.").arg(moneyText(done.amount), done.number)
                                       : tr("Writing off %1 of %2 waits to be approved.")
                                             .arg(moneyText(done.amount), done.number);
                        });
                });
}

} // namespace accord::ui
