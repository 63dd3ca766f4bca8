// SPDX-License-Identifier: GPL-3.0-or-later
// Credit notes on the page of invoices.
#include "ui/billing/billing_words.h"
#include "ui/billing/credit_dialog.h"
#include "ui/billing/credit_notes_strip.h"
#include "ui/billing/final_act.h"
#include "ui/billing/invoices_page.h"
#include "ui/billing/printed_invoice.h"
#include "ui/errors/error_words.h"
#include "ui/printing/document_view.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtWidgets/QInputDialog>

namespace accord::ui {

using billing::CreditNoteId;
using storage::CreditNoteRow;
using workspace::CreditOutcome;

void InvoicesPage::loadCreditNotes()
{
    const QString current = m_table->currentId();
    if (current.isEmpty()) {
        m_credits.cancel();
        return m_creditNotes->setNotes({}, true);
    }
    storage::CreditNoteFilter filter;
    filter.invoice = billing::InvoiceId(QUuid::fromString(current));
    m_credits.start(this, m_workspace.onServices([filter](workspace::Services &services, jobs::Progress &) {
        return services.creditNotes().list(filter);
    }),
                    [this](const Result<std::vector<CreditNoteRow>> &notes) {
                        m_creditNotes->setNotes(notes.value_or(std::vector<CreditNoteRow>()), m_workspace.isReadOnly());
                    });
}

void InvoicesPage::showCreditNote(const CreditNoteId &id)
{
    if (id.isNull())
        return showChosen();
    m_creditNotes->setShown(id);
    m_documentState->showLoading();
    m_print.start(this, m_workspace.onServices([id](workspace::Services &services, jobs::Progress &) {
        return printCreditNote(services, id);
    }),
                  [this, id](const Result<PrintedCreditNote> &printed) {
                      if (printed) {
                          m_document->setDocument(printed->pdf, billing_words::nameOf(printed->note));
                          m_documentState->showContent();
                      } else {
                          m_document->clear();
                          m_documentState->showError(printed.error(), [this, id] { showCreditNote(id); });
                      }
                      Q_EMIT commandsChanged();
                  });
}

QString InvoicesPage::reasonAgainstCredit() const
{
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    const auto rows = chosenRows();
    if (rows.size() != 1)
        return tr("Select one invoice.");
    if (rows.front()->state != billing::InvoiceState::Issued)
        return tr("The invoice is not issued: discard the draft instead.");
    return {};
}

void InvoicesPage::askToCredit()
{
    const storage::InvoiceRow *row = chosenRows().front();
    auto *dialog = new CreditDialog(m_workspace, row->id, row->number, window());
    connect(dialog, &CreditDialog::requested, this, &InvoicesPage::tellOfCredit);
    dialog->open();
}

void InvoicesPage::askToVoidInvoice()
{
    const storage::InvoiceRow *row = chosenRows().front();
    auto *dialog = new QInputDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Make %1 void").arg(row->number));
    dialog->setLabelText(tr("All of it is credited and it keeps its number. Why should it never have been?"));
    dialog->setOkButtonText(tr("Make it void"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, id = row->id](const QString &reason) {
        m_workspace.start(
            this,
            [id, reason](workspace::Services &services, jobs::Progress &) {
                return workspace::CreditDesk(services).makeVoid(id, reason);
            },
            [this](const Result<CreditOutcome> &outcome) {
                if (!outcome)
                    return Q_EMIT toastRequested({inWords(outcome.error()).paragraph(), Tone::Bad});
                tellOfCredit(*outcome);
            });
    });
    dialog->open();
}

void InvoicesPage::tellOfCredit(const CreditOutcome &outcome)
{
    const billing::CreditNote &note = outcome.note;
    QString words;
    if (!outcome.corrected.empty())
        words = tr("%1 is issued, and the corrected invoice is drafted.").arg(note.number);
    else if (note.state == billing::CreditNoteState::Issued && note.voids)
        words = tr("%1 is void; %2 gives it back.").arg(note.invoiceNumber, note.number);
    else if (note.state == billing::CreditNoteState::Issued)
        words = tr("%1 is issued.").arg(note.number);
    else if (note.state == billing::CreditNoteState::InApproval)
        words = tr("The credit note over %1 waits for an approval.").arg(moneyText(note.total));
    else
        words = tr("The credit note over %1 can be issued.").arg(moneyText(note.total));
    Q_EMIT toastRequested({words, Tone::Good});
    m_workspace.announceChange();
    showChosen();
}

void InvoicesPage::askToIssue(const CreditNoteRow &note)
{
    auto *dialog
        = new FinalAct(tr("Issue this credit note?"),
                       tr("It gets its number, is posted to the ledger and put up for sending. An issued "
                          "credit note never changes."),
                       {tr("%1, %2 of invoice %3").arg(note.account, moneyText(note.total), note.invoiceNumber)},
                       tr("Issue"), window());
    connect(dialog, &QDialog::accepted, this, [this, id = note.id] {
        m_workspace.start(
            this,
            [id](workspace::Services &services, jobs::Progress &) { return workspace::CreditDesk(services).issue(id); },
            [this](const Result<CreditOutcome> &outcome) {
                if (!outcome)
                    return Q_EMIT toastRequested({inWords(outcome.error()).paragraph(), Tone::Bad});
                tellOfCredit(*outcome);
            });
    });
    dialog->open();
}

void InvoicesPage::askToVoid(const CreditNoteRow &note)
{
    auto *dialog = new QInputDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Make the credit note void"));
    dialog->setLabelText(tr("Why is it not issued?"));
    dialog->setOkButtonText(tr("Make it void"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, id = note.id](const QString &reason) {
        m_workspace.start(
            this,
            [id, reason](workspace::Services &services, jobs::Progress &) {
                return workspace::CreditDesk(services).discard(id, reason);
            },
            [this](const Result<billing::CreditNote> &done) {
                if (!done)
                    return Q_EMIT toastRequested({inWords(done.error()).paragraph(), Tone::Bad});
                Q_EMIT toastRequested({tr("The credit note is void."), Tone::Good});
                m_workspace.announceChange();
                showChosen();
            });
    });
    dialog->open();
}

} // namespace accord::ui
