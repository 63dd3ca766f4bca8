// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/attachments_tab.h"

#include "core/workspace/whole_file.h"
#include "ui/style/metrics.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/values.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QMimeDatabase>
#include <QtCore/QMimeData>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtGui/QDesktopServices>
#include <QtGui/QDropEvent>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace accord::ui {

using storage::Attachment;
using workspace::Attachments;

namespace {

std::vector<PagedTableModel<Attachment>::Column> columns()
{
    using Column = PagedTableModel<Attachment>::Column;
    return {Column{{u"file"_s, AttachmentsTab::tr("File"), 300, Qt::AlignLeft, false, true},
                   [](const Attachment &file) { return file.fileName; }},
            Column{{u"kind"_s, AttachmentsTab::tr("Kind"), 180, Qt::AlignLeft, false},
                   [](const Attachment &file) { return QMimeDatabase().mimeTypeForName(file.mediaType).comment(); }},
            Column{{u"size"_s, AttachmentsTab::tr("Size"), 90, Qt::AlignRight, false},
                   [](const Attachment &file) { return sizeInWords(file.content.size); },
                   {},
                   {},
                   {},
                   [](const Attachment &file) { return file.content.size; }},
            Column{{u"by"_s, AttachmentsTab::tr("Added by"), 120, Qt::AlignLeft, false},
                   [](const Attachment &file) { return file.addedBy; }},
            Column{{u"when"_s, AttachmentsTab::tr("Added"), 150, Qt::AlignRight, false},
                   [](const Attachment &file) { return instantText(file.addedAt); }}};
}

Result<> writeCopy(workspace::Services &services, const QUuid &id, const QString &path)
{
    const auto bytes = Attachments(services).content(id);
    if (!bytes)
        return passOn(bytes);
    return workspace::writeWholeFile(path, *bytes);
}

} // namespace

QString sizeInWords(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeIecFormat);
}

AttachmentsTab::AttachmentsTab(workspace::Workspace &workspace, const accounts::AccountId &account, QWidget *parent)
    : AccountTab(parent)
    , m_workspace(workspace)
    , m_account(account)
    , m_load(workspace.runner())
    , m_files(new Model(
          columns(), [](const Attachment &file) { return file.id.toString(QUuid::WithoutBraces); }, this))
    , m_table(new TableView(tr("Attached files"), this))
    , m_state(new StateView(m_table, this))
    , m_add(new QPushButton(tr("Add a file…"), this))
    , m_open(new QPushButton(tr("Open a copy"), this))
    , m_save(new QPushButton(tr("Save as…"), this))
    , m_remove(new QPushButton(tr("Remove…"), this))
{
    setAcceptDrops(true);
    m_table->setPagedModel(m_files);
    m_state->follow(m_files, [this](StateView &view) {
        EmptyState *empty = view.showEmpty(tr("No file is kept beside this account yet."), u"file-plus"_s);
        empty->setSentence(
            tr("No file is kept beside this account yet."),
            tr("Drop files here, or add them: signed terms, orders, correspondence, each up to 25 MiB."));
        if (!m_workspace.isReadOnly())
            empty->setCommand(tr("Add a file…"), [this] { chooseFiles(); });
    });
    auto *bar = new QHBoxLayout;
    bar->setSpacing(metrics::insetSmall);
    for (QPushButton *button : {m_add, m_open, m_save, m_remove})
        bar->addWidget(button);
    bar->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, metrics::inset);
    layout->setSpacing(metrics::insetSmall);
    layout->addLayout(bar);
    layout->addWidget(m_state, 1);
    connect(m_add, &QPushButton::clicked, this, &AttachmentsTab::chooseFiles);
    connect(m_open, &QPushButton::clicked, this, &AttachmentsTab::open);
    connect(m_save, &QPushButton::clicked, this, &AttachmentsTab::chooseTarget);
    connect(m_remove, &QPushButton::clicked, this, &AttachmentsTab::askToRemove);
    connect(m_table, &TableView::opened, this, &AttachmentsTab::open);
    connect(m_table, &TableView::currentIdChanged, this, &AttachmentsTab::showButtons);
    connect(m_files, &PagedTableModelBase::loaded, this, &AttachmentsTab::showButtons);
    showButtons();
}

AttachmentsTab::~AttachmentsTab() = default;

void AttachmentsTab::showSheet(const workspace::AccountSheet &)
{
    if (m_asked)
        load();
}

void AttachmentsTab::activate()
{
    if (!std::exchange(m_asked, true))
        load();
}

void AttachmentsTab::load()
{
    m_load.start(this, m_workspace.onServices([account = m_account](workspace::Services &services, jobs::Progress &) {
        return Attachments(services).of({account});
    }),
                 [this](const Result<std::vector<Attachment>> &files) {
                     if (!files)
                         return m_state->showError(files.error(), [this] { load(); });
                     const QString current = m_table->currentId();
                     showRows(m_files, *files);
                     m_table->selectId(current);
                 });
}

QString AttachmentsTab::reasonAgainst() const
{
    return m_files->rowAt(m_table->currentIndex()) ? QString() : tr("No file is chosen.");
}

void AttachmentsTab::showButtons()
{
    const bool isChosen = reasonAgainst().isEmpty();
    m_add->setEnabled(!m_workspace.isReadOnly());
    m_open->setEnabled(isChosen);
    m_save->setEnabled(isChosen);
    m_remove->setEnabled(isChosen && !m_workspace.isReadOnly());
}

void AttachmentsTab::chooseFiles()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog = new QFileDialog(window(), tr("Add files"), folder, tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &AttachmentsTab::addFiles);
    dialog->open();
}

void AttachmentsTab::addFiles(const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    m_workspace.start(
        this,
        [account = m_account, paths](workspace::Services &services, jobs::Progress &progress) -> Result<> {
            progress.setTotal(paths.size());
            for (const QString &path : paths) {
                if (const auto added = Attachments(services).addFile({account}, path); !added)
                    return passOn(added);
                progress.advance();
            }
            return {};
        },
        [this, paths](const Result<> &added) {
            if (!added)
                Q_EMIT failed(added.error());
            else
                Q_EMIT said(paths.size() == 1 ? tr("%1 is kept here now.").arg(QFileInfo(paths.front()).fileName())
                                              : tr("%n file(s) added.", nullptr, int(paths.size())));
            m_workspace.announceChange(); // the first of several may be there
        });
}

void AttachmentsTab::open()
{
    const Attachment *file = m_files->rowAt(m_table->currentIndex());
    if (!file)
        return;
    if (!workspace::mayBeShown(*file))
        return Q_EMIT failed(
            Error{ErrorKind::Forbidden, u"attachments.by_desktop"_s, {{u"file"_s, file->fileName}}, {}});
    if (!m_shown)
        m_shown = std::make_unique<QTemporaryDir>();
    const QDir folder(m_shown->path());
    const QString own = file->id.toString(QUuid::WithoutBraces);
    folder.mkdir(own); // two files may have one name
    const QString path = folder.filePath(own + u'/' + file->fileName);
    if (QFileInfo::exists(path)) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(path));
        return;
    }
    saveTo(path, [path] {
        QFile::setPermissions(path, QFileDevice::ReadOwner); // what is changed there is nowhere kept
        QDesktopServices::openUrl(QUrl::fromLocalFile(path));
    });
}

void AttachmentsTab::chooseTarget()
{
    const Attachment *file = m_files->rowAt(m_table->currentIndex());
    if (!file)
        return;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog = new QFileDialog(window(), tr("Save a copy of the file"), folder, tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(file->fileName);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        saveTo(path, [this, path] { Q_EMIT said(tr("Written: %1.").arg(QDir::toNativeSeparators(path))); });
    });
    dialog->open();
}

void AttachmentsTab::saveTo(const QString &path, const std::function<void()> &then)
{
    const Attachment *file = m_files->rowAt(m_table->currentIndex());
    if (!file)
        return;
    m_workspace.start(
        this,
        [id = file->id, path](workspace::Services &services, jobs::Progress &) {
            return writeCopy(services, id, path);
        },
        [this, then](const Result<> &written) {
            if (!written)
                return Q_EMIT failed(written.error());
            then();
        });
}

void AttachmentsTab::askToRemove()
{
    const Attachment *file = m_files->rowAt(m_table->currentIndex());
    if (!file || m_workspace.isReadOnly())
        return;
    auto *box = new QMessageBox(window());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(tr("Remove an attached file"));
    box->setText(tr("Remove %1? That it was here, and who removed it, stays in the history.").arg(file->fileName));
    auto *yes = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    connect(yes, &QPushButton::clicked, this, [this, id = file->id, name = file->fileName] { remove(id, name); });
    box->open();
}

void AttachmentsTab::remove(const QUuid &id, const QString &name)
{
    m_workspace.start(
        this, [id](workspace::Services &services, jobs::Progress &) { return Attachments(services).remove(id); },
        [this, name](const Result<> &removed) {
            if (!removed)
                return Q_EMIT failed(removed.error());
            Q_EMIT said(tr("%1 is removed.").arg(name));
            m_workspace.announceChange();
        });
}

QStringList AttachmentsTab::readableFiles(const QList<QUrl> &urls) const
{
    QStringList paths;
    for (const QUrl &url : urls) {
        if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isFile())
            paths << url.toLocalFile();
    }
    return paths;
}

void AttachmentsTab::dragEnterEvent(QDragEnterEvent *event)
{
    if (!m_workspace.isReadOnly() && !readableFiles(event->mimeData()->urls()).isEmpty())
        event->acceptProposedAction();
}

void AttachmentsTab::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    addFiles(readableFiles(event->mimeData()->urls()));
}

QWidget *AttachmentsTab::firstFocus()
{
    return m_table;
}

QList<QWidget *> AttachmentsTab::lists() const
{
    return {m_table};
}

} // namespace accord::ui
