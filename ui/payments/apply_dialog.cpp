// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/payments/apply_dialog.h"

#include "ui/errors/error_words.h"
#include "ui/payments/match_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"

#include <QtCore/QTimer>
#include <QtGui/QShortcut>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

namespace accord::ui {

using workspace::HandWish;
using workspace::OpenDocumentSheet;
using workspace::PaymentsDesk;

namespace {

constexpr int settleMilliseconds = 150;
constexpr int amountWidth = 130;
constexpr size_t mostRows = 200; ///< documents that are listed, the oldest first

} // namespace

ApplyDialog::ApplyDialog(workspace::Workspace &workspace, const storage::BankEntryRow &entry, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_entry(entry)
    , m_account(new QLineEdit(this))
    , m_documents(new QScrollArea(this))
    , m_certificate(new QLineEdit(this))
    , m_writeOff(new QCheckBox(tr("Write off what lacks of them, within the limit"), this))
    , m_rest(new Label(noValue(), TextRole::BodyStrong, Token::Text, this))
    , m_fee(new Label(noValue(), TextRole::BodyStrong, Token::Text, this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
    , m_apply(new QPushButton(tr("Apply  Ctrl+Enter"), this))
    , m_settle(new QTimer(this))
    , m_load(workspace.runner())
    , m_preview(workspace.runner())
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Apply entry %1").arg(entry.number));
    m_account->setAccessibleName(tr("Customer"));
    m_account->setPlaceholderText(tr("Number or name of the customer; empty: who is recognised"));
    m_certificate->setAccessibleName(tr("Certificate of withheld tax"));
    m_certificate->setPlaceholderText(tr("Number of the certificate, where tax was kept back"));
    m_documents->setAccessibleName(tr("Open documents"));
    m_documents->setWidgetResizable(true);
    m_documents->setFrameShape(QFrame::NoFrame);
    m_rest->setAccessibleName(tr("Stays on account"));
    m_fee->setAccessibleName(tr("Bank charges"));
    m_apply->setAccessibleName(tr("Apply"));
    setButtonKind(m_apply, ButtonKind::Primary);
    m_apply->setAutoDefault(false);
    m_settle->setSingleShot(true);
    m_settle->setInterval(settleMilliseconds);
    buildLayout();
    connect(m_account, &QLineEdit::editingFinished, this, &ApplyDialog::load);
    connect(m_certificate, &QLineEdit::textChanged, this, &ApplyDialog::changed);
    connect(m_writeOff, &QCheckBox::toggled, this, &ApplyDialog::changed);
    connect(m_settle, &QTimer::timeout, this, &ApplyDialog::preview);
    connect(m_apply, &QPushButton::clicked, this, &ApplyDialog::apply);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this), &QShortcut::activated, this,
            &ApplyDialog::apply);
    load();
}

void ApplyDialog::buildLayout()
{
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *figures = new QGridLayout;
    figures->setHorizontalSpacing(metrics::insetPage);
    figures->setVerticalSpacing(metrics::grid);
    const std::tuple<QString, QWidget *> columns[]{
        {tr("Received"), new Label(moneyText(m_entry.amount), TextRole::BodyStrong, Token::Text, this)},
        {tr("Bank charges"), m_fee},
        {tr("Stays on account"), m_rest}};
    int column = 0;
    for (const auto &[name, figure] : columns) {
        figures->addWidget(new Label(name, TextRole::Caption, Token::Text3, this), 0, column);
        figures->addWidget(figure, 1, column++);
    }
    figures->setColumnStretch(column, 1);
    m_note->setWordWrap(true);
    m_note->setMinimumHeight(m_note->fontMetrics().height() * 2);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_apply);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    auto *title = new Label(tr("Apply entry %1").arg(m_entry.number), TextRole::Title, Token::Text, this);
    layout->addWidget(title);
    auto *from = new Label(m_entry.payerName.isEmpty() ? m_entry.remittance
                                                       : tr("%1: %2").arg(m_entry.payerName, m_entry.remittance),
                           TextRole::Body, Token::Text2, this);
    from->setElided(true);
    layout->addWidget(from);
    layout->addWidget(m_account);
    layout->addWidget(m_documents, 1);
    layout->addWidget(m_certificate);
    layout->addWidget(m_writeOff);
    layout->addLayout(figures);
    layout->addWidget(m_note);
    layout->addLayout(buttons);
    resize(760, 600);
}

QString ApplyDialog::rest() const
{
    return m_rest->text();
}

QString ApplyDialog::note() const
{
    return m_note->text();
}

void ApplyDialog::load()
{
    const auto work = [number = m_entry.number, account = m_account->text().trimmed()](workspace::Services &services,
                                                                                       jobs::Progress &) {
        return PaymentsDesk(services).openDocuments(number, account);
    };
    m_load.start(this, m_workspace.onServices(work), [this](const Result<Sheets> &sheets) { showDocuments(sheets); });
}

void ApplyDialog::showDocuments(const Result<Sheets> &sheets)
{
    QHash<QString, QString> typed;
    for (auto amount = m_amounts.cbegin(); amount != m_amounts.cend(); ++amount)
        typed.insert(amount.key(), amount.value()->text());
    m_amounts.clear();
    m_order.clear();
    auto *inside = new QWidget(this);
    auto *grid = new QGridLayout(inside);
    grid->setContentsMargins(0, 0, metrics::insetSmall, 0);
    grid->setHorizontalSpacing(metrics::inset);
    grid->setVerticalSpacing(metrics::grid);
    const QString titles[]{tr("Document"), tr("Customer"), tr("Due"), tr("Open"), tr("Amount")};
    for (int column = 0; column < 5; ++column) {
        auto *title = new Label(titles[column], TextRole::Caption, Token::Text3, inside);
        if (column >= 3)
            title->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        grid->addWidget(title, 0, column);
    }
    grid->setColumnStretch(1, 1);
    int row = 1;
    for (size_t i = 0; sheets && i < std::min(sheets->size(), mostRows); ++i)
        addRow(grid, row++, (*sheets)[i]);
    grid->setRowStretch(row, 1);
    m_documents->setWidget(inside);
    inside->setAutoFillBackground(false);
    m_documents->viewport()->setAutoFillBackground(false);
    QWidget *before = m_account;
    for (const QString &document : std::as_const(m_order)) {
        m_amounts[document]->setText(typed.value(document));
        setTabOrder(before, m_amounts[document]);
        before = m_amounts[document];
    }
    setTabOrder(before, m_certificate);
    if (!m_order.isEmpty() && !m_account->hasFocus())
        m_amounts[m_order.front()]->setFocus();
    changed();
    if (!sheets)
        refuse(sheets.error());
}

void ApplyDialog::addRow(QGridLayout *grid, int row, const OpenDocumentSheet &sheet)
{
    QWidget *inside = grid->parentWidget();
    auto *open = new Label(amountText(sheet.open), TextRole::Body, Token::Text, inside);
    open->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *amount = new QLineEdit(inside);
    amount->setAlignment(Qt::AlignRight);
    amount->setFixedWidth(amountWidth);
    amount->setPlaceholderText(tr("= for all"));
    amount->setAccessibleName(tr("Amount for %1, open %2").arg(sheet.number, amountText(sheet.open)));
    auto *account = new Label(sheet.account, TextRole::Body, Token::Text2, inside);
    account->setElided(true);
    QString due = dateText(sheet.dueOn);
    if (sheet.discount.minor() > 0)
        due = tr("%1, less %2 in time").arg(due, amountText(sheet.discount));
    grid->addWidget(new Label(sheet.number, TextRole::Body, Token::Text, inside), row, 0);
    grid->addWidget(account, row, 1);
    grid->addWidget(new Label(due, TextRole::Body, Token::Text2, inside), row, 2);
    grid->addWidget(open, row, 3);
    grid->addWidget(amount, row, 4);
    connect(amount, &QLineEdit::textChanged, this, &ApplyDialog::changed);
    m_order << sheet.number;
    m_amounts.insert(sheet.number, amount);
}

void ApplyDialog::changed()
{
    m_apply->setEnabled(false);
    m_settle->start();
}

Result<HandWish> ApplyDialog::wish() const
{
    HandWish wish{{}, m_account->text().trimmed(), m_writeOff->isChecked(), m_certificate->text().trimmed()};
    for (const QString &document : m_order) {
        const QString text = m_amounts[document]->text().trimmed().remove(QLocale().groupSeparator());
        if (text.isEmpty())
            continue;
        workspace::HandShare share{document, {}};
        if (text != u"="_s) {
            const auto amount = Money::parse(text, m_entry.amount.currency());
            if (!amount)
                return passOn(amount);
            share.amount = *amount;
        }
        wish.shares.push_back(share);
    }
    return wish;
}

void ApplyDialog::preview()
{
    const auto wanted = wish();
    if (!wanted)
        return refuse(wanted.error());
    if (wanted->shares.empty() && wanted->account.isEmpty()) {
        m_preview.cancel();
        m_rest->setText(moneyText(m_entry.amount));
        m_fee->setText(noValue());
        return say(m_order.isEmpty() ? tr("Say whose payment it is to see the open documents.")
                                     : tr("Enter amounts, or “=” for all that is open."),
                   false);
    }
    const auto work = [number = m_entry.number, wish = *wanted](workspace::Services &services, jobs::Progress &) {
        return PaymentsDesk(services).applyByHand(number, wish, workspace::Effect::Shown);
    };
    m_preview.start(this, m_workspace.onServices(work),
                    [this](const Result<QJsonObject> &match) { match ? show(*match) : refuse(match.error()); });
}

void ApplyDialog::show(const QJsonObject &match)
{
    const QString currency = match.value(u"currency"_s).toString();
    m_rest->setText(storedMoneyText(match.value(u"credit"_s), currency));
    m_fee->setText(storedMoneyText(match.value(u"fee"_s), currency));
    QStringList reasons;
    for (const QJsonValue &reason : match.value(u"reasons"_s).toArray())
        reasons << reasonInWords(reason.toString());
    say(reasons.join(u" · "_s), false);
    m_apply->setEnabled(!m_workspace.isReadOnly());
}

void ApplyDialog::refuse(const Error &error)
{
    m_preview.cancel();
    m_rest->setText(noValue());
    m_fee->setText(noValue());
    m_apply->setEnabled(false);
    say(inWords(error).paragraph(), true);
}

void ApplyDialog::say(const QString &text, bool isBad)
{
    m_note->setToken(isBad ? Token::Bad : Token::Text2);
    m_note->setText(text);
}

void ApplyDialog::apply()
{
    const auto wanted = wish();
    if (!m_apply->isEnabled() || !wanted)
        return;
    m_apply->setEnabled(false);
    const auto work = [number = m_entry.number, wish = *wanted](workspace::Services &services, jobs::Progress &) {
        return PaymentsDesk(services).applyByHand(number, wish);
    };
    m_workspace.start(this, work, [this](const Result<QJsonObject> &match) {
        if (!match)
            return refuse(match.error());
        const QString documents = documentsInWords(*match);
        Q_EMIT applied(documents.isEmpty() ? tr("Put on account: entry %1.").arg(m_entry.number)
                                           : tr("Applied: %1.").arg(documents));
        accept();
    });
}

} // namespace accord::ui
