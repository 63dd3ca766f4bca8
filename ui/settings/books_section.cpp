// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/books_section.h"

#include "ui/errors/error_words.h"
#include "ui/settings/journal_programs_card.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/table_view.h"
#include "ui/words/account_words.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include <utility>

namespace accord::ui {

using exports::JournalFormat;
using workspace::JournalAccount;
using workspace::JournalNames;

namespace {

QString programName(JournalFormat format)
{
    switch (format) {
    case JournalFormat::Csv:
        return BooksSection::tr("CSV");
    case JournalFormat::Iif:
        return BooksSection::tr("QuickBooks");
    case JournalFormat::NetSuite:
        return BooksSection::tr("NetSuite");
    case JournalFormat::Datev:
        return BooksSection::tr("DATEV");
    }
    return {};
}

std::vector<PagedTableModel<JournalAccount>::Column> columns()
{
    using Column = PagedTableModel<JournalAccount>::Column;
    std::vector<Column> columns{Column{{u"account"_s, BooksSection::tr("Account"), 184, Qt::AlignLeft, false, true},
                                       [](const JournalAccount &row) { return accountInWords(row.account); }}};
    for (const JournalFormat format : exports::journalFormats()) {
        const QString key = toString(format);
        const int width = format == JournalFormat::Datev ? 64 : 136;
        columns.push_back(Column{{key, programName(format), width, Qt::AlignLeft, false},
                                 [key](const JournalAccount &row) { return row.used.value(key); }});
    }
    return columns;
}

} // namespace

BooksSection::BooksSection(workspace::Workspace &workspace, QWidget *parent)
    : SettingsSection(parent)
    , m_workspace(workspace)
    , m_load(workspace.runner())
    , m_accounts(new PagedTableModel<Row>(
          columns(), [](const Row &row) { return row.account; }, this))
    , m_table(new TableView(tr("Accounts of the journal"), this))
    , m_programs(new JournalProgramsCard(workspace, this))
{
    m_table->setPagedModel(m_accounts);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inset);
    layout->addWidget(m_table, 1);
    layout->addWidget(buildForm());
    layout->addWidget(m_programs);
    connect(m_programs, &JournalProgramsCard::said, this, &BooksSection::said);
    connect(m_table, &TableView::currentIdChanged, this, &BooksSection::showCurrent);
    showCurrent();
}

QWidget *BooksSection::buildForm()
{
    auto *card = new Card(tr("Names in other bookkeeping"), this);
    m_name = new Label({}, TextRole::BodyStrong, Token::Text, card);
    m_name->setWordWrap(true);
    auto *hint
        = new Label(tr("Exported journals call an account what you enter here. Revenue with a ledger code goes to "
                       "the account of that name, everything else to the account named in grey."),
                    TextRole::Body, Token::Text2, card);
    hint->setWordWrap(true);
    m_note = new Label({}, TextRole::Body, Token::Bad, card);
    m_note->setWordWrap(true);
    auto *form = new QGridLayout;
    form->setHorizontalSpacing(metrics::inset);
    form->setVerticalSpacing(metrics::grid);
    for (const JournalFormat format : exports::journalFormats()) {
        auto *field = new QLineEdit(card);
        field->setAccessibleName(tr("Name in %1").arg(programName(format)));
        const int column = int(m_fields.size());
        form->addWidget(new Label(programName(format), TextRole::Body, Token::Text2, card), 0, column);
        form->addWidget(field, 1, column);
        form->setColumnStretch(column, 1);
        connect(field, &QLineEdit::returnPressed, this, &BooksSection::save);
        m_fields.insert(toString(format), field);
    }
    m_save = new QPushButton(tr("&Save the names"), card);
    setButtonKind(m_save, ButtonKind::Primary);
    connect(m_save, &QPushButton::clicked, this, &BooksSection::save);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_save);
    buttons->addStretch();
    card->body()->addWidget(m_name);
    card->body()->addWidget(hint);
    card->body()->addLayout(form);
    card->body()->addWidget(m_note);
    card->body()->addLayout(buttons);
    return card;
}

void BooksSection::reload()
{
    struct Read
    {
        std::vector<Row> accounts;
        workspace::JournalPrograms programs;
        std::optional<Error> refusal;
    };
    m_load.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) -> Result<Read> {
        JournalNames names(services);
        auto accounts = names.accounts();
        if (!accounts)
            return passOn(accounts);
        const auto programs = workspace::journalPrograms(services);
        if (!programs)
            return passOn(programs);
        const auto may = names.mayName();
        return Read{std::move(*accounts), *programs, may ? std::nullopt : std::optional(may.error())};
    }),
                 [this](const Result<Read> &read) {
                     if (!read)
                         return Q_EMIT failed(read.error());
                     m_refusal = read->refusal;
                     m_programs->showPrograms(read->programs, reasonAgainstSaving());
                     m_note->setText(m_refusal ? inWords(*m_refusal).paragraph() : QString());
                     const QString current = m_table->currentId();
                     showRows(m_accounts, read->accounts);
                     if (current.isEmpty())
                         m_table->selectFirst();
                     else
                         m_table->selectId(current);
                     m_shown.clear();
                     showCurrent();
                     Q_EMIT canSaveChanged();
                 });
}

const BooksSection::Row *BooksSection::current() const
{
    return m_accounts->rowAt(m_table->currentIndex());
}

void BooksSection::showCurrent()
{
    const Row *row = current();
    m_name->setText(row ? accountInWords(row->account) : QString());
    const bool mayChange = row && reasonAgainstSaving().isEmpty();
    m_save->setEnabled(mayChange);
    for (QLineEdit *field : std::as_const(m_fields))
        field->setEnabled(mayChange);
    if (!row || std::exchange(m_shown, row->account) == row->account)
        return;
    for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it) {
        (*it)->setText(row->named.value(it.key()));
        (*it)->setPlaceholderText(row->used.value(it.key()));
    }
}

QString BooksSection::reasonAgainstSaving() const
{
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    return m_refusal ? inWords(*m_refusal).paragraph() : QString();
}

void BooksSection::save()
{
    const Row *row = current();
    if (!row || !reasonAgainstSaving().isEmpty())
        return;
    std::vector<std::pair<JournalFormat, QString>> changed;
    for (const JournalFormat format : exports::journalFormats()) {
        const QString name = field(format)->text().simplified();
        if (name != row->named.value(toString(format)))
            changed.emplace_back(format, name);
    }
    m_note->setText({});
    m_workspace.start(
        this,
        [account = row->account, changed](workspace::Services &services, jobs::Progress &) -> Result<> {
            return JournalNames(services).name(account, changed);
        },
        [this, account = row->account](const Result<> &done) {
            if (!done)
                return m_note->setText(inWords(done.error()).paragraph());
            Q_EMIT said(tr("The names of %1 are saved.").arg(accountInWords(account)));
            m_workspace.announceChange();
        });
}

QWidget *BooksSection::firstFocus()
{
    return m_table;
}

QList<QWidget *> BooksSection::lists() const
{
    return {m_table};
}

QString BooksSection::note() const
{
    return m_note->text();
}

} // namespace accord::ui
