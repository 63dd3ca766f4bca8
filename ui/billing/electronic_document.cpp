// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/electronic_document.h"

#include "core/workspace/einvoice_desk.h"
#include "core/workspace/whole_file.h"
#include "ui/billing/invoices_page.h"
#include "ui/billing/received_einvoice_dialog.h"
#include "ui/errors/error_words.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QDir>
#include <QtCore/QMimeData>
#include <QtCore/QStandardPaths>
#include <QtGui/QDragEnterEvent>
#include <QtWidgets/QFileDialog>

namespace accord::ui {

Result<> saveElectronicDocument(workspace::Services &services, const billing::InvoiceId &id, const QString &path)
{
    const auto invoice = services.invoices().find(id);
    if (!invoice)
        return passOn(invoice);
    const auto made = workspace::EinvoiceDesk(services).fileOf(*invoice);
    if (!made)
        return passOn(made);
    return workspace::writeWholeFile(path, made->content);
}

void InvoicesPage::saveElectronic()
{
    const storage::InvoiceRow *row = m_model->rowById(m_table->currentId());
    if (!row)
        return;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog
        = new QFileDialog(window(), tr("Save the electronic invoice"), folder, tr("Electronic invoices (*.xml)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"xml"_s);
    dialog->selectFile((row->number.isEmpty() ? tr("draft") : row->number) + u".xml"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, id = row->id](const QString &path) {
        m_workspace.start(
            this,
            [id, path](workspace::Services &services, jobs::Progress &) {
                return saveElectronicDocument(services, id, path);
            },
            [this, path](const Result<> &written) {
                if (written)
                    Q_EMIT toastRequested({tr("Written: %1.").arg(QDir::toNativeSeparators(path)), Tone::Good});
                else
                    Q_EMIT toastRequested({inWords(written.error()).paragraph(), Tone::Bad});
            });
    });
    dialog->open();
}

void InvoicesPage::askForElectronic()
{
    auto *dialog = new QFileDialog(window(), tr("Check an electronic invoice"), {},
                                   tr("Electronic invoices (*.xml *.pdf);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &InvoicesPage::checkElectronic);
    dialog->open();
}

ReceivedEinvoiceDialog *InvoicesPage::checkElectronic(const QString &path)
{
    auto *dialog = new ReceivedEinvoiceDialog(m_workspace, path, this);
    // Queued: the page and with it the dialog may be gone once another one is open.
    connect(
        dialog, &ReceivedEinvoiceDialog::openRequested, this,
        [this](const QString &address) { Q_EMIT openRequested(address, false); }, Qt::QueuedConnection);
    dialog->open();
    return dialog;
}

void InvoicesPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!electronicInvoiceIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void InvoicesPage::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    checkElectronic(electronicInvoiceIn(*event->mimeData()));
}

} // namespace accord::ui
