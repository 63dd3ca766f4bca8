// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/exemption_dialog.h"

#include "core/workspace/whole_file.h"
#include "ui/accounts/account_tables.h"
#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtGui/QDesktopServices>
#include <QtGui/QDragEnterEvent>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>

namespace accord::ui {

using workspace::ExemptionDesk;
using workspace::ExemptionSheet;

namespace {

std::vector<PagedTableModel<ExemptionSheet>::Column> columns(const QDate &today)
{
    using Row = ExemptionSheet;
    using Column = PagedTableModel<Row>::Column;
    return {Column{{u"number"_s, ExemptionDialog::tr("Certificate"), 150, Qt::AlignLeft, false, true},
                   [](const Row &r) { return r.certificate.number; },
                   {},
                   [](const Row &r) { return exemptionKindName(r.certificate.reason); }},
            Column{{u"for"_s, ExemptionDialog::tr("For"), 130, Qt::AlignLeft, false},
                   [](const Row &r) { return r.certificate.jurisdiction; }},
            Column{{u"from"_s, ExemptionDialog::tr("From"), metrics::columnDate, Qt::AlignRight, false},
                   [](const Row &r) { return r.certificate.validFrom; }},
            Column{{u"until"_s, ExemptionDialog::tr("Until"), metrics::columnDate, Qt::AlignRight, false},
                   [](const Row &r) {
                       return r.certificate.validTo.isValid() ? QVariant(r.certificate.validTo.addDays(-1))
                                                              : QVariant(ExemptionDialog::tr("no end"));
                   }},
            Column{{u"state"_s, ExemptionDialog::tr("State"), 122, Qt::AlignLeft, false},
                   [today](const Row &r) { return QVariant::fromValue(validityBadge(r, today)); }},
            Column{{u"document"_s, ExemptionDialog::tr("Document"), 160, Qt::AlignLeft, false}, [](const Row &r) {
                       return r.documents.empty() ? QVariant() : QVariant(r.documents.front().fileName);
                   }}};
}

QString documentIn(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    if (urls.size() != 1 || !urls.front().isLocalFile())
        return {};
    const QString path = urls.front().toLocalFile();
    const QString ending = QFileInfo(path).suffix().toLower();
    return QStringList{u"pdf"_s, u"png"_s, u"jpg"_s, u"jpeg"_s}.contains(ending) ? path : QString();
}

/// \a entry with the file at \a path, or as it is where that is empty; for a worker. One byte more than is kept is
/// enough to be refused.
Result<workspace::ExemptionEntry> withDocument(workspace::ExemptionEntry entry, const QString &path)
{
    constexpr qint64 mostBytes = 25 * 1024 * 1024;
    if (path.isEmpty())
        return entry;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::InvalidInput, u"file.unreadable"_s,
                    {{u"file"_s, QDir::toNativeSeparators(path)}, {u"problem"_s, file.errorString()}});
    entry.fileName = QFileInfo(path).fileName();
    entry.document = file.read(mostBytes + 1);
    return entry;
}

QPushButton *plainButton(const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    return button;
}

} // namespace

ExemptionDialog::ExemptionDialog(workspace::Workspace &workspace, const accounts::Account &account, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_load(workspace.runner())
    , m_account(account.number)
    , m_rows(new PagedTableModel<Row>(
          columns(workspace.clock().today()), [](const Row &r) { return r.certificate.id.toString(); }, this))
    , m_table(new TableView(tr("Certificates"), this))
    , m_number(new QLineEdit(this))
    , m_kind(new QComboBox(this))
    , m_places(new QLineEdit(this))
    , m_from(new QDateEdit(workspace.clock().today(), this))
    , m_until(new QDateEdit(workspace.clock().today().addYears(1), this))
    , m_noEnd(new QCheckBox(tr("Without &end"), this))
    , m_file(new QLineEdit(this))
    , m_choose(plainButton(tr("&Choose…"), this))
    , m_record(plainButton(tr("&Record"), this))
    , m_lastDay(new QDateEdit(workspace.clock().today(), this))
    , m_reason(new QLineEdit(this))
    , m_end(plainButton(tr("En&d it"), this))
    , m_agree(plainButton(tr("&Agree"), this))
    , m_attach(plainButton(tr("Add a f&ile…"), this))
    , m_open(plainButton(tr("&Open the document"), this))
    , m_save(plainButton(tr("&Save a copy…"), this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Tax exemptions of %1").arg(account.name));
    setAcceptDrops(true);
    m_table->setPagedModel(m_rows);
    buildFields();
    buildLayout();
    connect(m_table, &TableView::currentIdChanged, this, &ExemptionDialog::showCurrent);
    connect(m_table, &TableView::opened, this, &ExemptionDialog::openDocument);
    connect(m_noEnd, &QCheckBox::toggled, m_until, &QWidget::setDisabled);
    connect(m_reason, &QLineEdit::textChanged, this, &ExemptionDialog::showCurrent);
    connect(m_choose, &QPushButton::clicked, this, &ExemptionDialog::chooseFile);
    connect(m_record, &QPushButton::clicked, this, &ExemptionDialog::record);
    connect(m_end, &QPushButton::clicked, this, &ExemptionDialog::end);
    connect(m_agree, &QPushButton::clicked, this, &ExemptionDialog::agree);
    connect(m_attach, &QPushButton::clicked, this, &ExemptionDialog::chooseAttachment);
    connect(m_open, &QPushButton::clicked, this, &ExemptionDialog::openDocument);
    connect(m_save, &QPushButton::clicked, this, &ExemptionDialog::chooseTarget);
    new FormDraft(m_workspace, u"exemption/"_s + m_account,
                  {{u"number"_s, m_number}, {u"places"_s, m_places}, {u"reason"_s, m_reason}}, this);
    load();
}

ExemptionDialog::~ExemptionDialog() = default;

void ExemptionDialog::buildFields()
{
    for (const QString &kind : workspace::exemptionKinds)
        m_kind->addItem(exemptionKindName(kind), kind);
    m_places->setPlaceholderText(tr("US-CA, US-NY, or US for every state"));
    m_file->setPlaceholderText(tr("PDF or picture, up to 25 MiB; or drop it here"));
    m_reason->setPlaceholderText(tr("Why it ends"));
    const std::pair<QWidget *, QString> names[]{{m_number, tr("Number of the certificate")},
                                                {m_kind, tr("Kind of exemption")},
                                                {m_places, tr("Places whose tax it takes away")},
                                                {m_from, tr("First day")},
                                                {m_until, tr("Last day")},
                                                {m_file, tr("File of the document")},
                                                {m_lastDay, tr("Day with which it ends")},
                                                {m_reason, tr("Why it ends")}};
    for (const auto &[field, name] : names)
        field->setAccessibleName(name);
    for (QDateEdit *day : {m_from, m_until, m_lastDay}) {
        day->setDisplayFormat(u"dd MMM yyyy"_s);
        day->setCalendarPopup(true);
        day->findChild<QLineEdit *>()->setAccessibleName(day->accessibleName());
    }
    m_note->setWordWrap(true);
    setButtonKind(m_record, ButtonKind::Primary);
}

void ExemptionDialog::buildLayout()
{
    auto *state = new StateView(m_table, this);
    state->follow(m_rows, [](StateView &view) {
        view.showEmpty(tr("No certificates: tax is charged where it is due."), u"scroll-text"_s);
    });
    const auto rowOf = [](std::initializer_list<QWidget *> widgets) {
        auto *row = new QHBoxLayout;
        row->setSpacing(metrics::insetSmall);
        for (QWidget *widget : widgets)
            row->addWidget(widget);
        return row;
    };
    auto *chosen = rowOf({m_agree, m_attach, m_open, m_save});
    chosen->addStretch();
    chosen->addWidget(m_lastDay);
    chosen->addWidget(m_reason, 1);
    chosen->addWidget(m_end);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setVerticalSpacing(metrics::insetSmall);
    form->addRow(tr("&Number"), m_number);
    form->addRow(tr("&Kind"), m_kind);
    form->addRow(tr("&For"), m_places);
    auto *days = rowOf({m_from, new Label(tr("until"), TextRole::Body, Token::Text2, this), m_until, m_noEnd});
    days->addStretch();
    form->addRow(tr("Valid"), days);
    form->addRow(tr("Document"), rowOf({m_file, m_choose}));
    form->addRow(QString(), m_note);
    auto *card = new Card(tr("A new certificate"), this);
    card->body()->addLayout(form);
    auto *close = plainButton(tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(m_record);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    layout->addWidget(new Label(windowTitle(), TextRole::Title, Token::Text, this));
    layout->addWidget(state, 1);
    layout->addLayout(chosen);
    layout->addWidget(card);
    layout->addLayout(buttons);
    resize(960, 640);
}

void ExemptionDialog::load()
{
    m_load.start(this, m_workspace.onServices([account = m_account](workspace::Services &services, jobs::Progress &) {
        return ExemptionDesk(services).of(account);
    }),
                 [this](const Result<std::vector<Row>> &rows) {
                     if (!rows)
                         return say(inWords(rows.error()).paragraph(), true);
                     const QString current = m_table->currentId();
                     showRows(m_rows, *rows);
                     m_table->selectId(current);
                     showCurrent();
                 });
}

const ExemptionDialog::Row *ExemptionDialog::current() const
{
    return m_rows->rowAt(m_table->currentIndex());
}

void ExemptionDialog::showCurrent()
{
    const Row *row = current();
    const bool hasDocument = row && !row->documents.empty();
    const bool mayChange = !m_workspace.isReadOnly();
    const QDate today = m_workspace.clock().today();
    const bool isOver = row && row->certificate.validTo.isValid() && row->certificate.validTo <= today;
    m_open->setEnabled(hasDocument && workspace::mayBeShown(row->documents.front()));
    const bool waits = row && !row->standing.counts && row->standing.n > 0 && !isOver;
    m_agree->setEnabled(waits && mayChange);
    setPlainToolTip(m_agree,
                    waits ? tr("%1 recorded it; it counts once another person agrees.").arg(row->standing.recordedBy)
                          : QString());
    m_attach->setEnabled(row && mayChange);
    m_save->setEnabled(hasDocument);
    m_lastDay->setEnabled(row && mayChange && !isOver);
    m_reason->setEnabled(row && mayChange && !isOver);
    m_end->setEnabled(m_reason->isEnabled() && !m_reason->text().trimmed().isEmpty());
    m_record->setEnabled(mayChange);
}

void ExemptionDialog::record()
{
    workspace::ExemptionEntry entry{m_number->text().trimmed(),
                                    m_kind->currentData().toString(),
                                    {},
                                    m_from->date(),
                                    m_noEnd->isChecked() ? QDate() : m_until->date()};
    for (const QString &place : m_places->text().split(u',', Qt::SkipEmptyParts))
        entry.jurisdictions << place.trimmed();
    run(
        [account = m_account, entry, path = m_file->text().trimmed()](ExemptionDesk &desk) {
            return withDocument(entry, path).and_then([&](const workspace::ExemptionEntry &whole) {
                return desk.add(account, whole);
            });
        },
        tr("Certificate %1 is recorded. It counts once another person agrees.").arg(entry.number));
}

void ExemptionDialog::end()
{
    const Row *row = current();
    if (!row)
        return;
    run([account = m_account, number = row->certificate.number, day = m_lastDay->date(),
         reason = m_reason->text()](ExemptionDesk &desk) { return desk.end(account, number, day, reason); },
        tr("Certificate %1 ends with %2.").arg(row->certificate.number, dateText(m_lastDay->date())));
}

void ExemptionDialog::agree()
{
    if (const Row *row = current())
        run([account = m_account,
             number = row->certificate.number](ExemptionDesk &desk) { return desk.agree(account, number); },
            tr("Certificate %1 counts from now on.").arg(row->certificate.number));
}

void ExemptionDialog::attachFile(const QString &path)
{
    const Row *row = current();
    if (!row)
        return;
    run(
        [account = m_account, number = row->certificate.number, path](ExemptionDesk &desk) {
            return withDocument({}, path).and_then([&](const workspace::ExemptionEntry &entry) {
                return desk.attach(account, number, entry.fileName, entry.document);
            });
        },
        tr("%1 is kept with certificate %2.").arg(QFileInfo(path).fileName(), row->certificate.number));
}

void ExemptionDialog::chooseAttachment()
{
    auto *dialog = new QFileDialog(this, tr("Document of the certificate"), {},
                                   tr("PDF and pictures (*.pdf *.png *.jpg *.jpeg)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ExemptionDialog::attachFile);
    dialog->open();
}

void ExemptionDialog::run(std::function<Result<std::vector<Row>>(ExemptionDesk &)> act, const QString &sentence)
{
    m_record->setEnabled(false);
    m_end->setEnabled(false);
    m_workspace.start(
        this,
        [act = std::move(act)](workspace::Services &services, jobs::Progress &) {
            ExemptionDesk desk(services);
            return act(desk);
        },
        [this, sentence](const Result<std::vector<Row>> &rows) {
            showCurrent();
            if (!rows)
                return say(inWords(rows.error()).paragraph(), true);
            for (QLineEdit *field : {m_number, m_places, m_file, m_reason})
                field->clear();
            say(sentence, false);
            Q_EMIT told(sentence);
            m_workspace.announceChange();
            load();
        });
}

void ExemptionDialog::saveDocument(const QString &path, std::function<void()> then)
{
    const Row *row = current();
    if (!row || row->documents.empty())
        return;
    m_workspace.start(
        this,
        [path, id = row->documents.front().id](workspace::Services &services, jobs::Progress &) -> Result<> {
            const auto content = workspace::Attachments(services).content(id);
            if (!content)
                return passOn(content);
            return workspace::writeWholeFile(path, *content);
        },
        [this, then = std::move(then)](const Result<> &written) {
            written ? then() : say(inWords(written.error()).paragraph(), true);
        });
}

void ExemptionDialog::openDocument()
{
    const Row *row = current();
    if (!row || row->documents.empty() || !workspace::mayBeShown(row->documents.front()))
        return;
    if (!m_shown)
        m_shown = std::make_unique<QTemporaryDir>();
    const storage::Attachment &document = row->documents.front();
    const QDir folder(m_shown->path());
    const QString own = document.id.toString(QUuid::WithoutBraces);
    folder.mkdir(own); // two files may have one name
    const QString path = folder.filePath(own + u'/' + document.fileName);
    if (QFileInfo::exists(path)) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(path));
        return;
    }
    saveDocument(path, [path] {
        QFile::setPermissions(path, QFileDevice::ReadOwner); // what is changed there is nowhere kept
        QDesktopServices::openUrl(QUrl::fromLocalFile(path));
    });
}

void ExemptionDialog::chooseTarget()
{
    const Row *row = current();
    if (!row || row->documents.empty())
        return;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog = new QFileDialog(this, tr("Save a copy of the document"), folder, tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(row->documents.front().fileName);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        saveDocument(path, [this, path] { say(tr("Written: %1.").arg(QDir::toNativeSeparators(path)), false); });
    });
    dialog->open();
}

void ExemptionDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Document of the certificate"), {},
                                   tr("PDF and pictures (*.pdf *.png *.jpg *.jpeg)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_file, &QLineEdit::setText);
    dialog->open();
}

void ExemptionDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (!documentIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void ExemptionDialog::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    m_file->setText(documentIn(*event->mimeData()));
}

QString ExemptionDialog::note() const
{
    return m_note->text();
}

void ExemptionDialog::say(const QString &text, bool isBad)
{
    m_note->setToken(isBad ? Token::Bad : Token::Text2);
    m_note->setText(text);
}

} // namespace accord::ui
