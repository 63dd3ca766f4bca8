// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/credit_dialog.h"

#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/values.h"

#include <QtCore/QTimer>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace accord::ui {

using workspace::CreditOutcome;
using workspace::CreditPreview;
using workspace::LineLeft;

namespace {

using Model = PagedTableModel<LineLeft>;

constexpr int settleMilliseconds = 150;
enum Scope { AllLines, SelectedLines };
enum Measure { WhatIsLeft, AnAmount, APercentage };

std::vector<Model::Column> columns()
{
    using Column = Model::Column;
    return {Column{{u"line"_s, CreditDialog::tr("Line"), 48, Qt::AlignRight, false},
                   [](const LineLeft &row) { return countText(row.line); }},
            Column{{u"description"_s, CreditDialog::tr("What was billed"), 250, Qt::AlignLeft, false, true},
                   [](const LineLeft &row) { return row.description; }},
            Column{{u"location"_s, CreditDialog::tr("Location"), 150, Qt::AlignLeft, false},
                   [](const LineLeft &row) { return row.locationName; }},
            Column{{u"net"_s, CreditDialog::tr("Net"), 110, Qt::AlignRight, false},
                   [](const LineLeft &row) { return amountText(row.net); }},
            Column{{u"left"_s, CreditDialog::tr("Left to credit"), 110, Qt::AlignRight, false},
                   [](const LineLeft &row) { return amountText(row.left); }}};
}

} // namespace

CreditDialog::CreditDialog(workspace::Workspace &workspace, const billing::InvoiceId &invoice, const QString &number,
                           QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_invoice(invoice)
    , m_lines(new Model(
          columns(), [](const LineLeft &row) { return QString::number(row.line); }, this))
    , m_table(new TableView(tr("Lines of the invoice"), this))
    , m_scope(new QComboBox(this))
    , m_measure(new QComboBox(this))
    , m_value(new QLineEdit(this))
    , m_reason(new QLineEdit(this))
    , m_correct(new QCheckBox(tr("Bill it anew: draft the corrected invoice by the contract as it is now"), this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
    , m_request(new QPushButton(tr("Ask for the credit note"), this))
    , m_settle(new QTimer(this))
    , m_load(workspace.runner())
    , m_preview(workspace.runner())
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Credit invoice %1").arg(number));
    m_table->setPagedModel(m_lines);
    m_scope->addItems({tr("All lines"), tr("The selected lines")});
    m_scope->setAccessibleName(tr("Which lines"));
    m_measure->addItems({tr("Everything that is left"), tr("An amount, net"), tr("A percentage")});
    m_measure->setAccessibleName(tr("How much"));
    m_value->setAccessibleName(tr("Amount or percentage"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("Why; it stands on the credit note"));
    setButtonKind(m_request, ButtonKind::Primary);
    m_request->setAutoDefault(false);
    m_settle->setSingleShot(true);
    m_settle->setInterval(settleMilliseconds);
    buildLayout(number);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &CreditDialog::changed);
    connect(m_measure, &QComboBox::currentIndexChanged, this, &CreditDialog::changed);
    connect(m_value, &QLineEdit::textChanged, this, &CreditDialog::changed);
    connect(m_reason, &QLineEdit::textChanged, this,
            [this] { m_request->setEnabled(m_isPossible && !m_reason->text().trimmed().isEmpty()); });
    connect(m_correct, &QCheckBox::toggled, this, &CreditDialog::changed);
    connect(m_settle, &QTimer::timeout, this, &CreditDialog::preview);
    connect(m_request, &QPushButton::clicked, this, &CreditDialog::request);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (m_scope->currentIndex() == SelectedLines)
            changed();
    });
    changed();
    new FormDraft(workspace, u"credit/"_s + number,
                  {{u"scope"_s, m_scope},
                   {u"measure"_s, m_measure},
                   {u"value"_s, m_value},
                   {u"correct"_s, m_correct},
                   {u"reason"_s, m_reason}},
                  this);
    loadLines();
}

void CreditDialog::buildLayout(const QString &number)
{
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *choice = new QHBoxLayout;
    choice->setSpacing(metrics::insetSmall);
    choice->addWidget(m_scope);
    choice->addWidget(m_measure);
    choice->addWidget(m_value, 1);
    auto *figures = new QGridLayout;
    figures->setHorizontalSpacing(metrics::insetPage);
    figures->setVerticalSpacing(metrics::grid);
    const std::pair<QString, QString> names[]{{u"net"_s, tr("Net")},
                                              {u"tax"_s, tr("Tax")},
                                              {u"total"_s, tr("Total credited")},
                                              {u"before"_s, tr("Open now")},
                                              {u"after"_s, tr("Open then")}};
    int column = 0;
    for (const auto &[key, name] : names) {
        auto *figure = new Label(noValue(), TextRole::BodyStrong, Token::Text, this);
        figure->setAccessibleName(name);
        m_figures.insert(key, figure);
        figures->addWidget(new Label(name, TextRole::Caption, Token::Text3, this), 0, column);
        figures->addWidget(figure, 1, column++);
    }
    figures->setColumnStretch(column, 1);
    m_note->setWordWrap(true);
    m_note->setMinimumHeight(m_note->fontMetrics().height() * 2);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_request);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    layout->addWidget(new Label(tr("Credit invoice %1").arg(number), TextRole::Title, Token::Text, this));
    layout->addLayout(choice);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_reason);
    layout->addWidget(m_correct);
    layout->addLayout(figures);
    layout->addWidget(m_note);
    layout->addLayout(buttons);
    resize(760, 560);
    m_reason->setFocus();
}

QString CreditDialog::note() const
{
    return m_note->text();
}

QString CreditDialog::figure(const QString &key) const
{
    const Label *label = m_figures.value(key);
    return label ? label->text() : QString();
}

void CreditDialog::loadLines()
{
    m_load.start(this, m_workspace.onServices([id = m_invoice](workspace::Services &services, jobs::Progress &) {
        return workspace::CreditDesk(services).linesLeft(id);
    }),
                 [this](const Result<std::vector<LineLeft>> &lines) {
                     if (!lines)
                         return refuse(lines.error());
                     if (!lines->empty())
                         m_currency = lines->front().net.currency();
                     showRows(m_lines, *lines);
                     changed();
                 });
}

void CreditDialog::changed()
{
    const bool isWhole = m_scope->currentIndex() == AllLines && m_measure->currentIndex() == WhatIsLeft;
    m_correct->setEnabled(isWhole);
    if (!isWhole)
        m_correct->setChecked(false);
    m_value->setEnabled(m_measure->currentIndex() != WhatIsLeft);
    m_value->setPlaceholderText(m_measure->currentIndex() == AnAmount      ? tr("Amount without tax")
                                : m_measure->currentIndex() == APercentage ? tr("Percent of each line")
                                                                           : QString());
    m_request->setText(m_correct->isChecked() ? tr("Credit and bill anew") : tr("Ask for the credit note"));
    m_isPossible = false;
    m_request->setEnabled(false);
    m_settle->start();
}

Result<billing::CreditWish> CreditDialog::wish() const
{
    billing::CreditWish wish;
    if (m_scope->currentIndex() == SelectedLines) {
        for (const QString &id : m_table->selectedIds())
            wish.lines.push_back(id.toInt());
    }
    const QString text = m_value->text().trimmed().remove(QLocale().groupSeparator());
    if (m_measure->currentIndex() == AnAmount) {
        const auto amount = Money::parse(text, *m_currency);
        if (!amount)
            return passOn(amount);
        wish.amount = *amount;
    } else if (m_measure->currentIndex() == APercentage) {
        const auto percent = Decimal::parse(text);
        if (!percent)
            return passOn(percent);
        wish.percent = *percent;
    }
    return wish;
}

void CreditDialog::preview()
{
    if (!m_currency)
        return; // asked again with the lines
    const bool isEmpty = m_measure->currentIndex() != WhatIsLeft && m_value->text().trimmed().isEmpty();
    const bool isUnselected = m_scope->currentIndex() == SelectedLines && m_table->selectedIds().isEmpty();
    if (isEmpty || isUnselected) {
        m_preview.cancel();
        for (Label *figure : std::as_const(m_figures))
            figure->setText(noValue());
        m_note->setText(isEmpty ? tr("Say how much.") : tr("Select the lines to be credited."));
        return;
    }
    const auto wanted = wish();
    if (!wanted)
        return refuse(wanted.error());
    const auto work = [id = m_invoice, wish = *wanted](workspace::Services &services, jobs::Progress &) {
        return workspace::CreditDesk(services).preview(id, wish);
    };
    m_preview.start(this, m_workspace.onServices(work), [this](const Result<CreditPreview> &preview) {
        preview ? show(*preview) : refuse(preview.error());
    });
}

void CreditDialog::show(const CreditPreview &preview)
{
    const auto set = [this](const QString &key, const Money &amount) { m_figures[key]->setText(moneyText(amount)); };
    set(u"net"_s, preview.note.net);
    set(u"tax"_s, preview.note.tax);
    set(u"total"_s, preview.note.total);
    set(u"before"_s, preview.openBefore);
    set(u"after"_s, preview.openAfter);
    QStringList words;
    if (!preview.askedBy.isEmpty())
        words << tr("Somebody else has to approve it: %1.").arg(preview.askedBy);
    else
        words << tr("No rule asks for an approval.");
    if (preview.openAfter.isNegative())
        words << tr("What is below zero stays to the customer's credit.");
    m_note->setText(words.join(u' '));
    m_isPossible = !m_workspace.isReadOnly();
    m_request->setEnabled(m_isPossible && !m_reason->text().trimmed().isEmpty());
}

void CreditDialog::refuse(const Error &error)
{
    m_preview.cancel();
    m_isPossible = false;
    m_request->setEnabled(false);
    for (const QString &key : {u"net"_s, u"tax"_s, u"total"_s, u"after"_s})
        m_figures[key]->setText(noValue());
    m_note->setText(inWords(error).paragraph());
}

void CreditDialog::request()
{
    const auto wanted = wish();
    if (!m_request->isEnabled() || !wanted)
        return;
    m_request->setEnabled(false);
    const auto work = [id = m_invoice, wish = *wanted, reason = m_reason->text(), corrects = m_correct->isChecked()](
                          workspace::Services &services, jobs::Progress &) -> Result<CreditOutcome> {
        workspace::CreditDesk desk(services);
        if (corrects)
            return desk.correct(id, reason);
        const auto note = desk.request(id, wish, reason);
        return note ? Result<CreditOutcome>(CreditOutcome{*note, {}}) : passOn(note);
    };
    m_workspace.start(this, work, [this](const Result<CreditOutcome> &outcome) {
        if (!outcome)
            return refuse(outcome.error());
        Q_EMIT requested(*outcome);
        accept();
    });
}

} // namespace accord::ui
