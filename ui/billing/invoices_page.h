// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/credit_desk.h"
#include "core/workspace/workspace.h"
#include "ui/billing/invoice_list.h"
#include "ui/widgets/page.h"

class QTimer;

namespace accord::ui {

class ActRights;
class AskedActs;
class CreditNotesStrip;
class DisputesBox;
class DocumentView;
class ExplainPanel;
class FieldDialog;
class Label;
class ListTools;
class ReceivedEinvoiceDialog;
class StateView;
class StatusTabs;
class TableView;
struct PrintedInvoice;

/// Wireframe 7: the list of invoices, the chosen one exactly as printed, and how its figures came about.
class InvoicesPage : public Page
{
    Q_OBJECT
public:
    /// \param invoice  the one to choose; empty for none
    InvoicesPage(workspace::Workspace &workspace, const QString &invoice, QWidget *parent = nullptr);
    ~InvoicesPage() override;

    QString title() const override { return tr("Invoices"); }
    std::vector<Command> commands() override;
    QWidget *inspector() override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;

    TableView *table() const { return m_table; }
    FilterBar *filterBar() const { return m_filter; }
    ListTools *tools() const { return m_tools; }
    DocumentView *document() const { return m_document; }
    ExplainPanel *explanation() const { return m_explanation.get(); }
    StateView *documentState() const { return m_documentState; }
    CreditNotesStrip *creditNotes() const { return m_creditNotes; }
    DisputesBox *disputes() const { return m_disputes; }
    /// The dialog that asks something about the chosen invoice; null: none.
    FieldDialog *dialog() const;

    /// Shows what the electronic invoice \a path says and how it compares.
    ReceivedEinvoiceDialog *checkElectronic(const QString &path);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildLayout();
    void buildTools();
    void filterChanged();
    void loadSums();
    void showSums(const InvoiceSums &sums);
    void showEmptyList();
    void listLoaded();
    void findWanted();
    void showChosen();
    void showDocument(const Result<PrintedInvoice> &printed);
    void explainChosen();
    std::vector<Command> documentCommands();
    std::vector<Command> listCommands();
    std::vector<const storage::InvoiceRow *> chosenRows() const;
    void loadCreditNotes();
    /// The document of a credit note of the chosen invoice; null: that of the invoice.
    void showCreditNote(const billing::CreditNoteId &id);
    void saveElectronic();
    void askForElectronic();
    QString reasonAgainstCredit() const;
    void askToCredit();
    void tellOfCredit(const workspace::CreditOutcome &outcome);
    void askToIssue(const storage::CreditNoteRow &note);
    void askToVoidInvoice();
    void askToVoid(const storage::CreditNoteRow &note);
    QString reasonAgainstDelivery() const;
    void askForDelivery();
    QString reasonAgainstWriteOff() const;
    void askToWriteOff();
    QString reasonAgainstTerms() const;
    void askForTerms();
    QString reasonAgainstProForma() const;
    void showProForma();
    QString reasonAgainstOrder() const;
    void askForOrder();
    void askForDate();
    QString reasonAgainstIssue() const;
    QString reasonAgainstDiscard() const;
    void askToIssue();
    void issue(const std::vector<billing::InvoiceId> &ids);
    void askToDiscard();
    void discard(const billing::InvoiceId &id);
    void openAccount();

    workspace::Workspace &m_workspace;
    jobs::Latest m_sums;
    jobs::Latest m_print;
    jobs::Latest m_explain;
    jobs::Latest m_credits;
    InvoiceListModel *m_model;
    StatusTabs *m_tabs;
    FilterBar *m_filter;
    TableView *m_table;
    ListTools *m_tools;
    StateView *m_listState;
    Label *m_totals;
    CreditNotesStrip *m_creditNotes;
    DocumentView *m_document;
    StateView *m_documentState;
    std::unique_ptr<ExplainPanel> m_explanation;
    DisputesBox *m_disputes; ///< in the inspector, below the explanation
    QString m_wanted; ///< the invoice that the address names, until it is found
    AskedActs *m_acts;
    ActRights *m_rights;
    QTimer *m_settle; ///< waits until the selection rests
};

} // namespace accord::ui
