// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/prepayment_dialog.h"

#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"

#include <QtCore/QTimer>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace accord::ui {

using workspace::PrepayableItem;
using workspace::PrepaymentPreview;
using workspace::PrepaymentRequest;

namespace {

constexpr int settleMilliseconds = 150;
enum Measure { APercentage, AnAmount };

} // namespace

PrepaymentDialog::PrepaymentDialog(workspace::Workspace &workspace, const contracts::Contract &contract,
                                   const QDate &today, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_contract(contract.number)
    , m_currency(contract.billedIn())
    , m_what(new QComboBox(this))
    , m_month(new QDateEdit(QDate(today.year(), today.month(), 1), this))
    , m_measure(new QComboBox(this))
    , m_value(new QLineEdit(this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
    , m_ask(new QPushButton(tr("Draft the prepayment invoice"), this))
    , m_settle(new QTimer(this))
    , m_load(workspace.runner())
    , m_preview(workspace.runner())
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Ask for a prepayment of %1").arg(contract.number));
    m_what->addItem(tr("What the contract charges in a month"), QString());
    m_what->setAccessibleName(tr("What is prepaid"));
    m_month->setDisplayFormat(u"yyyy-MM"_s);
    m_month->setAccessibleName(tr("Month"));
    m_measure->addItems({tr("A percentage"), tr("An amount, net")});
    m_measure->setAccessibleName(tr("How much"));
    m_value->setAccessibleName(tr("Amount or percentage"));
    setButtonKind(m_ask, ButtonKind::Primary);
    m_ask->setAutoDefault(false);
    m_settle->setSingleShot(true);
    m_settle->setInterval(settleMilliseconds);
    buildLayout(contract.number);
    connect(m_what, &QComboBox::currentIndexChanged, this, &PrepaymentDialog::changed);
    connect(m_month, &QDateEdit::dateChanged, this, &PrepaymentDialog::changed);
    connect(m_measure, &QComboBox::currentIndexChanged, this, &PrepaymentDialog::changed);
    connect(m_value, &QLineEdit::textChanged, this, &PrepaymentDialog::changed);
    connect(m_settle, &QTimer::timeout, this, &PrepaymentDialog::preview);
    connect(m_ask, &QPushButton::clicked, this, &PrepaymentDialog::ask);
    changed();
    loadItems();
}

void PrepaymentDialog::buildLayout(const QString &number)
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setVerticalSpacing(metrics::insetSmall);
    form->addRow(tr("For"), m_what);
    form->addRow(tr("Month"), m_month);
    auto *measure = new QHBoxLayout;
    measure->setSpacing(metrics::insetSmall);
    measure->addWidget(m_measure);
    measure->addWidget(m_value, 1);
    form->addRow(tr("How much"), measure);
    auto *figures = new QGridLayout;
    figures->setHorizontalSpacing(metrics::insetPage);
    figures->setVerticalSpacing(metrics::grid);
    const std::pair<QString, QString> names[]{{u"value"_s, tr("Comes to, net")},
                                              {u"prepaid"_s, tr("Asked for already")},
                                              {u"net"_s, tr("Net")},
                                              {u"tax"_s, tr("Tax")},
                                              {u"total"_s, tr("Prepayment")}};
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
    m_note->setMinimumHeight(m_note->fontMetrics().height() * 3);
    m_note->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_ask);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    layout->addWidget(new Label(tr("Ask for a prepayment of %1").arg(number), TextRole::Title, Token::Text, this));
    layout->addLayout(form);
    layout->addLayout(figures);
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addLayout(buttons);
    resize(640, sizeHint().height());
    m_value->setFocus();
}

QString PrepaymentDialog::note() const
{
    return m_note->text();
}

QString PrepaymentDialog::figure(const QString &key) const
{
    const Label *label = m_figures.value(key);
    return label ? label->text() : QString();
}

void PrepaymentDialog::loadItems()
{
    m_load.start(this, m_workspace.onServices([contract = m_contract](workspace::Services &services, jobs::Progress &) {
        return workspace::prepayableItems(services, contract);
    }),
                 [this](const Result<std::vector<PrepayableItem>> &items) {
                     if (!items)
                         return refuse(items.error());
                     for (const PrepayableItem &item : *items)
                         m_what->addItem(tr("%1, expected %2").arg(item.description, dateText(item.due)), item.key);
                     new FormDraft(
                         m_workspace, u"prepayment/"_s + m_contract,
                         {{u"what"_s, m_what}, {u"month"_s, m_month}, {u"measure"_s, m_measure}, {u"value"_s, m_value}},
                         this);
                 });
}

void PrepaymentDialog::changed()
{
    m_month->setEnabled(m_what->currentData().toString().isEmpty());
    m_value->setPlaceholderText(m_measure->currentIndex() == AnAmount ? tr("%1 without tax").arg(m_currency.code())
                                                                      : tr("Percent of what it comes to"));
    m_ask->setEnabled(false);
    m_settle->start();
}

Result<PrepaymentRequest> PrepaymentDialog::request() const
{
    PrepaymentRequest request;
    request.contract = m_contract;
    request.wish.item = m_what->currentData().toString();
    if (request.wish.item.isEmpty())
        request.period = Period::monthOf(m_month->date());
    const QString text = m_value->text().trimmed().remove(QLocale().groupSeparator());
    if (m_measure->currentIndex() == AnAmount) {
        const auto amount = Money::parse(text, m_currency);
        if (!amount)
            return passOn(amount);
        request.wish.amount = *amount;
    } else {
        const auto percent = Decimal::parse(text);
        if (!percent)
            return passOn(percent);
        request.wish.percent = *percent;
    }
    return request;
}

void PrepaymentDialog::preview()
{
    if (m_value->text().trimmed().isEmpty()) {
        m_preview.cancel();
        for (Label *figure : std::as_const(m_figures))
            figure->setText(noValue());
        return m_note->setText(tr("Say how much. The next invoice of it deducts the prepayment, with its number."));
    }
    const auto wanted = request();
    if (!wanted)
        return refuse(wanted.error());
    m_preview.start(
        this, m_workspace.onServices([wish = *wanted](workspace::Services &services, jobs::Progress &) {
            return workspace::previewPrepayment(services, wish);
        }),
        [this](const Result<PrepaymentPreview> &preview) { preview ? show(*preview) : refuse(preview.error()); });
}

void PrepaymentDialog::show(const PrepaymentPreview &preview)
{
    const auto set = [this](const QString &key, const Money &amount) { m_figures[key]->setText(moneyText(amount)); };
    set(u"value"_s, preview.value);
    set(u"prepaid"_s, preview.prepaid);
    set(u"net"_s, preview.bill.subtotal);
    set(u"tax"_s, preview.bill.tax);
    set(u"total"_s, preview.bill.total);
    m_note->setText(
        tr("The draft waits for the same approvals as every invoice. Once it is issued, the next invoice of "
           "%1 deducts it.")
            .arg(preview.terms.what));
    m_ask->setEnabled(!m_workspace.isReadOnly());
}

void PrepaymentDialog::refuse(const Error &error)
{
    for (Label *figure : std::as_const(m_figures))
        figure->setText(noValue());
    m_note->setText(inWords(error).paragraph());
}

void PrepaymentDialog::ask()
{
    const auto wanted = request();
    if (!wanted)
        return refuse(wanted.error());
    m_ask->setEnabled(false);
    m_workspace.start(
        this,
        [wish = *wanted](workspace::Services &services, jobs::Progress &) {
            return workspace::askPrepayment(services, wish);
        },
        [this](const Result<billing::Invoice> &invoice) {
            if (!invoice)
                return refuse(invoice.error());
            Q_EMIT asked(*invoice);
            m_workspace.announceChange();
            accept();
        });
}

} // namespace accord::ui
