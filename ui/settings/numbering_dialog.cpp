// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/numbering_dialog.h"

#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/values.h"

#include <QtCore/QRegularExpression>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

using storage::IssuedNumber;
using workspace::IssueJournal;
using workspace::NumberingCheck;

namespace {

std::vector<PagedTableModel<IssuedNumber>::Column> columns()
{
    using Column = PagedTableModel<IssuedNumber>::Column;
    return {Column{{u"number"_s, NumberingDialog::tr("Number"), 150, Qt::AlignLeft, false, true},
                   [](const IssuedNumber &n) { return n.number; }},
            Column{{u"series"_s, NumberingDialog::tr("Document"), 100, Qt::AlignLeft, false},
                   [](const IssuedNumber &n) {
                       return n.series == u"credit_note"_s ? NumberingDialog::tr("Credit note")
                                                           : NumberingDialog::tr("Invoice");
                   }},
            Column{{u"account"_s, NumberingDialog::tr("Account"), 90, Qt::AlignLeft, false},
                   [](const IssuedNumber &n) { return n.account; }},
            Column{{u"date"_s, NumberingDialog::tr("Issue date"), 110, Qt::AlignLeft, false},
                   [](const IssuedNumber &n) { return QVariant(n.issueDate); }},
            Column{{u"total"_s, NumberingDialog::tr("Total"), 130, Qt::AlignRight, false},
                   [](const IssuedNumber &n) { return QVariant::fromValue(n.total); }}};
}

QStringList numbersIn(const QString &text)
{
    static const QRegularExpression between(u"[,;\\s]+"_s);
    return text.split(between, Qt::SkipEmptyParts);
}

} // namespace

NumberingDialog::NumberingDialog(workspace::Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_about(new Label({}, TextRole::Body, Token::Text, this))
    , m_forgotten(new PagedTableModel<IssuedNumber>(
          columns(), [](const IssuedNumber &n) { return n.series + n.entity + n.number; }, this))
    , m_table(new TableView(tr("Numbers that the backup has forgotten"), this))
    , m_state(new StateView(m_table, this))
    , m_seen(new QLineEdit(this))
    , m_remark(new QLineEdit(this))
    , m_note(new Label({}, TextRole::Body, Token::Bad, this))
    , m_confirm(new QPushButton(tr("Confirm the numbering"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Numbering after a restored backup"));
    m_table->setPagedModel(m_forgotten);
    m_state->follow(m_forgotten, [](StateView &state) {
        state.showEmpty(tr("This machine saw no document being issued after the backup was made."), u"file-search"_s);
    });
    m_about->setWordWrap(true);
    m_note->setWordWrap(true);
    m_note->hide();
    m_seen->setPlaceholderText(tr("INV-2026-000123, CN-INV-2026-000004"));
    m_remark->setPlaceholderText(tr("What you compared with: mail that left, customers, the bank"));
    setButtonKind(m_confirm, ButtonKind::Primary);
    m_confirm->setEnabled(false);
    buildLayout();
    connect(m_confirm, &QPushButton::clicked, this, &NumberingDialog::confirm);
    new FormDraft(workspace, u"numbering"_s, {{u"seen"_s, m_seen}, {u"remark"_s, m_remark}}, this);
    load();
}

void NumberingDialog::buildLayout()
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setVerticalSpacing(metrics::insetSmall);
    form->addRow(tr("&Last numbers seen elsewhere"), m_seen);
    form->addRow(tr("&Remark"), m_remark);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_confirm);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    layout->addWidget(new Label(tr("Which numbers were given since?"), TextRole::Title, Token::Text, this));
    layout->addWidget(m_about);
    layout->addWidget(m_state, 1);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addLayout(buttons);
    resize(680, 520);
}

void NumberingDialog::load()
{
    m_state->showLoading();
    m_workspace.start(
        this,
        [path = m_workspace.path()](workspace::Services &services, jobs::Progress &) {
            return workspace::checkNumbering(services, IssueJournal(IssueJournal::usualFolder(), path));
        },
        [this](const Result<NumberingCheck> &check) {
            if (!check)
                return m_state->showError(check.error(), [this] { load(); });
            m_confirm->setEnabled(!check->open.empty());
            m_about->setText(
                check->open.empty()
                    ? tr("No restored backup waits for this.")
                    : tr("%1 was put back on %2. What was issued after it was made is not in it any more; these "
                         "numbers are reserved, so that no other document gets them. Enter the last number that "
                         "anybody saw on another machine, on paper or at a customer as well.")
                          .arg(check->open.front().backup,
                               locale().toString(check->open.front().restoredAt.toLocalTime(), QLocale::ShortFormat)));
            if (!check->open.empty() && check->knowsNothingNewer())
                m_about->setText(m_about->text() + u' '
                                 + tr("This machine knows of none: say in the remark who looked, and where."));
            showRows(m_forgotten, check->forgotten);
        });
}

void NumberingDialog::confirm()
{
    m_confirm->setEnabled(false);
    m_workspace.start(
        this,
        [path = m_workspace.path(), seen = numbersIn(m_seen->text()),
         remark = m_remark->text().trimmed()](workspace::Services &services, jobs::Progress &) {
            return workspace::confirmNumbering(services, IssueJournal(IssueJournal::usualFolder(), path), seen, remark);
        },
        [this](const Result<qint64> &reserved) {
            m_confirm->setEnabled(true);
            m_note->setText(reserved ? QString() : inWords(reserved.error()).paragraph());
            m_note->setVisible(!reserved);
            if (!reserved)
                return;
            Q_EMIT said(tr("Documents get numbers again. Reserved: %n number(s).", nullptr, int(*reserved)));
            m_workspace.announceChange();
            accept();
        });
}

QString NumberingDialog::note() const
{
    return m_note->text();
}

} // namespace accord::ui
