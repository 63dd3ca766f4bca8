// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with an invoice on its page.
#include "ui/billing/invoices_page.h"

#include "core/workspace/billing_desk.h"
#include "ui/billing/billing_words.h"
#include "ui/billing/date_choice.h"
#include "ui/billing/delivery_dialog.h"
#include "ui/billing/disputes_box.h"
#include "ui/billing/explain_panel.h"
#include "ui/billing/final_act.h"
#include "ui/billing/invoice_terms_dialog.h"
#include "ui/billing/order_choice.h"
#include "ui/billing/printed_invoice.h"
#include "ui/errors/error_words.h"
#include "ui/forms/act_rights.h"
#include "ui/lists/list_tools.h"
#include "ui/printing/document_view.h"
#include "ui/widgets/table_view.h"

#include <QtWidgets/QComboBox>

namespace accord::ui {

std::vector<const storage::InvoiceRow *> InvoicesPage::chosenRows() const
{
    std::vector<const storage::InvoiceRow *> rows;
    QStringList ids = m_table->selectedIds();
    if (ids.isEmpty() && !m_table->currentId().isEmpty())
        ids << m_table->currentId();
    for (const QString &id : std::as_const(ids)) {
        if (const storage::InvoiceRow *row = m_model->rowById(id))
            rows.push_back(row);
    }
    return rows;
}

std::vector<Command> InvoicesPage::commands()
{
    std::vector<Command> commands = listCommands();
    for (Command &command : m_tools->commands())
        commands.push_back(std::move(command));
    for (Command &command : documentCommands())
        commands.push_back(std::move(command));
    return commands;
}

std::vector<Command> InvoicesPage::listCommands()
{
    const QString group = tr("Invoices");
    const auto nothingChosen
        = [this] { return m_table->currentId().isEmpty() ? tr("No invoice is selected.") : QString(); };
    return {{u"invoices.issue"_s,
             tr("Issue…"),
             u"check"_s,
             {QKeySequence(Qt::Key_I)},
             CommandScope::List,
             group,
             [this] { askToIssue(); },
             [this] { return reasonAgainstIssue(); }},
            {u"invoices.discard"_s,
             tr("Discard the draft…"),
             u"ban"_s,
             {QKeySequence(Qt::Key_Delete)},
             CommandScope::List,
             group,
             [this] { askToDiscard(); },
             [this] { return reasonAgainstDiscard(); }},
            {u"invoices.order"_s,
             tr("Name the purchase order…"),
             u"scroll-text"_s,
             {QKeySequence(Qt::Key_N)},
             CommandScope::List,
             group,
             [this] { askForOrder(); },
             [this] { return reasonAgainstOrder(); }},
            {u"invoices.redate"_s,
             tr("Date the draft anew…"),
             u"calendar"_s,
             {QKeySequence(Qt::Key_Y)},
             CommandScope::List,
             group,
             [this] { askForDate(); },
             [this] { return reasonAgainstOrder(); }},
            {u"invoices.delivery"_s,
             tr("Delivery…"),
             u"inbox"_s,
             {QKeySequence(Qt::Key_W)},
             CommandScope::List,
             group,
             [this] { askForDelivery(); },
             [this] { return reasonAgainstDelivery(); }},
            {u"invoices.credit"_s,
             tr("Credit…"),
             u"undo-2"_s,
             {QKeySequence(Qt::Key_R)},
             CommandScope::List,
             group,
             [this] { askToCredit(); },
             [this] { return reasonAgainstCredit(); }},
            {u"invoices.void"_s,
             tr("Make the invoice void…"),
             u"ban"_s,
             {QKeySequence(u"Shift+R"_s)},
             CommandScope::List,
             group,
             [this] { askToVoidInvoice(); },
             [this] { return reasonAgainstCredit(); }},
            {u"invoices.write_off"_s,
             tr("Write off what is open…"),
             u"ban"_s,
             {QKeySequence(u"Shift+W"_s)},
             CommandScope::List,
             group,
             [this] { askToWriteOff(); },
             [this] { return reasonAgainstWriteOff(); }},
            {u"invoices.dispute"_s,
             tr("Dispute a line or the invoice…"),
             u"message-square"_s,
             {QKeySequence(Qt::Key_D)},
             CommandScope::List,
             group,
             [this] { m_disputes->askToDispute(); },
             [this] {
                 return m_disputes->canDispute()
                            ? QString()
                            : tr("Only an issued invoice that is not disputed as a whole can be disputed.");
             }},
            {u"invoices.terms"_s,
             tr("Discount and withheld tax…"),
             u"wallet"_s,
             {QKeySequence(Qt::Key_T)},
             CommandScope::List,
             group,
             [this] { askForTerms(); },
             [this] { return reasonAgainstTerms(); }},
            {u"invoices.account"_s,
             tr("Open the account"),
             u"building-2"_s,
             {QKeySequence(Qt::Key_O)},
             CommandScope::List,
             group,
             [this] { openAccount(); },
             nothingChosen},
            {u"invoices.explain"_s,
             tr("Explain the figures"),
             u"calculator"_s,
             {QKeySequence(Qt::Key_E)},
             CommandScope::List,
             group,
             [this] {
                 Q_EMIT inspectorWanted();
                 m_explanation->figures()->setFocus();
             },
             nothingChosen},
            {u"invoices.run"_s,
             tr("Billing run…"),
             u"play"_s,
             {QKeySequence(Qt::Key_B)},
             CommandScope::List,
             group,
             [this] { Q_EMIT openRequested(u"billing-run"_s, false); },
             [this] { return m_rights->reasonAgainst(workspace::Act::PrepareBills); }}};
}

std::vector<Command> InvoicesPage::documentCommands()
{
    const QString group = tr("Document");
    const auto noDocument = [this] { return m_document->hasDocument() ? QString() : tr("No document is shown."); };
    return {{u"invoices.preview"_s,
             tr("Print preview"),
             u"eye"_s,
             {QKeySequence(u"Ctrl+P"_s)},
             CommandScope::Page,
             group,
             [this] { m_document->preview(); },
             noDocument},
            {u"invoices.print"_s,
             tr("Print…"),
             u"printer"_s,
             {QKeySequence(u"Ctrl+Shift+P"_s)},
             CommandScope::Page,
             group,
             [this] { m_document->print(); },
             noDocument},
            {u"invoices.save_pdf"_s,
             tr("Save as PDF…"),
             u"save"_s,
             {QKeySequence(u"Ctrl+Shift+S"_s)},
             CommandScope::Page,
             group,
             [this] { m_document->save(); },
             noDocument},
            {u"invoices.pro_forma"_s,
             tr("Show as a pro forma invoice"),
             u"file-search"_s,
             {QKeySequence(u"Ctrl+Shift+Y"_s)},
             CommandScope::Page,
             group,
             [this] { showProForma(); },
             [this] { return reasonAgainstProForma(); }},
            {u"invoices.save_xml"_s,
             tr("Save the electronic invoice…"),
             u"file-text"_s,
             {QKeySequence(u"Ctrl+Shift+X"_s)},
             CommandScope::Page,
             group,
             [this] { saveElectronic(); },
             noDocument},
            {u"invoices.check_xml"_s,
             tr("Check an electronic invoice…"),
             u"file-search"_s,
             {QKeySequence(u"Ctrl+Shift+K"_s)},
             CommandScope::Page,
             group,
             [this] { askForElectronic(); }}};
}

QString InvoicesPage::reasonAgainstIssue() const
{
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    const auto rows = chosenRows();
    if (rows.empty())
        return tr("No invoice is selected.");
    for (const storage::InvoiceRow *row : rows) {
        if (row->state == billing::InvoiceState::Issued)
            return tr("Invoice %1 is issued already.").arg(row->number);
        if (row->state != billing::InvoiceState::Approved)
            return tr("The invoice for %1 is not approved: somebody other than its maker approves it first.")
                .arg(row->account);
    }
    return {};
}

QString InvoicesPage::reasonAgainstOrder() const
{
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    const auto rows = chosenRows();
    if (rows.size() != 1)
        return tr("Select one invoice.");
    return rows.front()->state == billing::InvoiceState::Issued ? tr("An issued invoice never changes.") : QString();
}

void InvoicesPage::askForOrder()
{
    const storage::InvoiceRow row = *chosenRows().front();
    auto *dialog = new OrderChoice(m_workspace, row.id, row.accountId, row.total, this);
    connect(dialog, &OrderChoice::named, this, [this, account = row.account](const QString &order) {
        Q_EMIT toastRequested({tr("%1 is on the draft for %2.").arg(order, account), Tone::Good});
    });
    dialog->open();
}

void InvoicesPage::askForDate()
{
    const storage::InvoiceRow row = *chosenRows().front();
    auto *dialog = new DateChoice(m_workspace, row.id, row.issueDate, this);
    connect(dialog, &DateChoice::dated, this, [this, account = row.account](const QDate &day) {
        Q_EMIT toastRequested({tr("The draft for %1 is dated %2.").arg(account, dateText(day)), Tone::Good});
    });
    dialog->open();
}

QString InvoicesPage::reasonAgainstDelivery() const
{
    const auto rows = chosenRows();
    if (rows.size() != 1)
        return tr("Select one invoice.");
    return rows.front()->state == billing::InvoiceState::Issued ? QString() : tr("Only issued documents are sent.");
}

void InvoicesPage::askForDelivery()
{
    const storage::InvoiceRow row = *chosenRows().front();
    auto *dialog = new DeliveryDialog(m_workspace, row.id.uuid(), row.number, this);
    connect(dialog, &DeliveryDialog::marked, this,
            [this](const QString &sentence) { Q_EMIT toastRequested({sentence, Tone::Good}); });
    dialog->open();
}

QString InvoicesPage::reasonAgainstTerms() const
{
    const auto rows = chosenRows();
    if (rows.size() != 1)
        return tr("Select one invoice.");
    return rows.front()->state == billing::InvoiceState::Issued
               ? QString()
               : tr("It is not issued: agree on terms of payment with its account instead.");
}

void InvoicesPage::askForTerms()
{
    auto *dialog = new InvoiceTermsDialog(m_workspace, chosenRows().front()->number, this);
    connect(dialog, &InvoiceTermsDialog::told, this,
            [this](const QString &sentence) { Q_EMIT toastRequested({sentence, Tone::Good}); });
    dialog->open();
}

QString InvoicesPage::reasonAgainstProForma() const
{
    const auto rows = chosenRows();
    if (rows.size() != 1)
        return tr("Select one invoice.");
    return rows.front()->state == billing::InvoiceState::Issued ? tr("It is issued: send the invoice itself.")
                                                                : QString();
}

void InvoicesPage::showProForma()
{
    const billing::InvoiceId id = chosenRows().front()->id;
    m_print.start(this, m_workspace.onServices([id](workspace::Services &services, jobs::Progress &) {
        return printProForma(services, id);
    }),
                  [this](const Result<PrintedInvoice> &printed) {
                      showDocument(printed);
                      if (printed)
                          m_document->setDocument(printed->pdf, tr("Pro forma %1").arg(printed->invoice.accountName));
                  });
}

QString InvoicesPage::reasonAgainstDiscard() const
{
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    const auto rows = chosenRows();
    if (rows.size() != 1)
        return tr("Select one invoice.");
    if (rows.front()->state == billing::InvoiceState::Issued)
        return tr("An issued invoice never changes. Correct it with a credit note.");
    return {};
}

void InvoicesPage::askToIssue()
{
    std::vector<billing::InvoiceId> ids;
    QStringList records;
    for (const storage::InvoiceRow *row : chosenRows()) {
        ids.push_back(row->id);
        records << tr("%1, %2").arg(row->account, moneyText(row->total));
    }
    auto *dialog = new FinalAct(tr("Issue %n invoice(s)?", nullptr, int(ids.size())),
                                tr("Each gets its number, is posted to the ledger and put up for sending. An issued "
                                   "invoice never changes; it is corrected with a credit note."),
                                records, tr("Issue"), window());
    connect(dialog, &QDialog::accepted, this, [this, ids] { issue(ids); });
    dialog->open();
}

void InvoicesPage::issue(const std::vector<billing::InvoiceId> &ids)
{
    m_workspace.start(
        this,
        [ids](workspace::Services &services, jobs::Progress &progress) {
            return workspace::BillingDesk(services).issue(ids, progress);
        },
        [this](const Result<std::vector<billing::Invoice>> &issued) {
            if (!issued)
                return Q_EMIT toastRequested({inWords(issued.error()).paragraph(), Tone::Bad});
            const QString words = issued->size() == 1 ? tr("Issued %1.").arg(issued->front().number)
                                                      : tr("%n invoice(s) issued.", nullptr, int(issued->size()));
            Q_EMIT toastRequested({words, Tone::Good});
            m_workspace.announceChange();
        });
}

void InvoicesPage::askToDiscard()
{
    const storage::InvoiceRow row = *chosenRows().front();
    auto *dialog
        = new FinalAct(tr("Discard this draft?"),
                       tr("Its request for approval is withdrawn. A billing run of the same month makes it again."),
                       {tr("%1, %2").arg(row.account, moneyText(row.total))}, tr("Discard"), window());
    connect(dialog, &QDialog::accepted, this, [this, id = row.id] { discard(id); });
    dialog->open();
}

void InvoicesPage::discard(const billing::InvoiceId &id)
{
    m_workspace.start(
        this,
        [id](workspace::Services &services, jobs::Progress &) { return workspace::BillingDesk(services).discard(id); },
        [this](const Result<> &done) {
            if (!done)
                return Q_EMIT toastRequested({inWords(done.error()).paragraph(), Tone::Bad});
            Q_EMIT toastRequested({tr("The draft is discarded."), Tone::Good});
            m_workspace.announceChange();
        });
}

void InvoicesPage::openAccount()
{
    if (const storage::InvoiceRow *row = m_model->rowAt(m_table->currentIndex()))
        Q_EMIT openRequested(u"account/"_s + row->accountId.toString(), false);
}

} // namespace accord::ui
