// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/purchasing/order_dialog.h"

#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/labels.h"

#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

using purchasing::OrderScope;
using purchasing::PurchaseOrder;

namespace {

constexpr int currencyWidth = 64;

/// An empty field is no day.
Result<QDate> dayIn(const QLineEdit *field)
{
    const QString typed = field->text().trimmed();
    const QDate day = QDate::fromString(typed, Qt::ISODate);
    if (!typed.isEmpty() && !day.isValid())
        return fail(ErrorKind::InvalidInput, u"date.unreadable"_s,
                    {{u"field"_s, field->accessibleName()}, {u"value"_s, typed}});
    return day;
}

QLineEdit *dayField(const QString &name, QWidget *parent)
{
    auto *field = new QLineEdit(parent);
    field->setAccessibleName(name);
    field->setPlaceholderText(u"2026-12-31"_s);
    return field;
}

} // namespace

OrderDialog::OrderDialog(workspace::Workspace &workspace, const std::optional<workspace::OrderSheet> &order,
                         QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_load(workspace.runner())
    , m_known(order)
    , m_account(new ChoiceBox(tr("Account"), tr("Number or name"), this))
    , m_number(new QLineEdit(this))
    , m_amount(new QLineEdit(this))
    , m_currency(new QLineEdit(this))
    , m_scope(new QComboBox(this))
    , m_keys(new QLineEdit(this))
    , m_validFrom(dayField(tr("Valid from"), this))
    , m_expiresOn(dayField(tr("Valid until"), this))
    , m_note(new Label({}, TextRole::Body, Token::Bad, this))
    , m_save(new QPushButton(tr("Save"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(order ? tr("Purchase order %1").arg(order->row.order.number) : tr("New purchase order"));
    m_number->setAccessibleName(tr("Number"));
    m_number->setPlaceholderText(tr("As the customer prints it"));
    m_amount->setAccessibleName(tr("Amount with tax"));
    m_currency->setAccessibleName(tr("Currency"));
    m_currency->setMaxLength(3);
    m_currency->setMaximumWidth(currencyWidth);
    m_scope->addItems({tr("Everything"), tr("Locations"), tr("Price items")});
    m_scope->setAccessibleName(tr("Valid for"));
    m_keys->setAccessibleName(tr("Codes"));
    m_note->setWordWrap(true);
    setButtonKind(m_save, ButtonKind::Primary);
    buildLayout();
    connect(m_scope, &QComboBox::currentIndexChanged, this, [this](int scope) {
        m_keys->setEnabled(scope != int(OrderScope::Blanket));
        m_keys->setPlaceholderText(scope == int(OrderScope::Locations) ? tr("Codes of locations: BER-1, HAM-2")
                                   : scope == int(OrderScope::Lines)   ? tr("Keys of price items: base, storage")
                                                                       : QString());
    });
    connect(m_account, &QComboBox::currentTextChanged, this, &OrderDialog::takeCurrencyOfAccount);
    connect(m_save, &QPushButton::clicked, this, &OrderDialog::save);
    m_keys->setEnabled(false);
    if (m_known)
        fill(*m_known);
    loadAccounts();
}

void OrderDialog::buildLayout()
{
    auto *money = new QHBoxLayout;
    money->setSpacing(metrics::insetSmall);
    money->addWidget(m_currency);
    money->addWidget(m_amount, 1);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setVerticalSpacing(metrics::insetSmall);
    form->addRow(tr("Account"), m_account);
    form->addRow(tr("Number"), m_number);
    form->addRow(tr("Amount with tax"), money);
    form->addRow(tr("Valid for"), m_scope);
    form->addRow(tr("Codes"), m_keys);
    form->addRow(tr("Valid from"), m_validFrom);
    form->addRow(tr("Valid until"), m_expiresOn);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    layout->addWidget(new Label(windowTitle(), TextRole::Title, Token::Text, this));
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addLayout(buttons);
    resize(520, 420);
}

void OrderDialog::loadAccounts()
{
    m_load.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) {
        return services.accounts().all();
    }),
                 [this](const Result<std::vector<accounts::Account>> &accounts) {
                     if (!accounts)
                         return tell(inWords(accounts.error()).paragraph());
                     m_accounts = *accounts;
                     for (const accounts::Account &account : m_accounts)
                         m_account->addItem(tr("%1 · %2").arg(account.number, account.name), account.id.toString());
                     m_account->setCurrentIndex(-1);
                     if (m_known)
                         m_account->choose(m_known->row.order.account.toString());
                     m_isReady = true;
                     new FormDraft(m_workspace, u"purchase_order/"_s + (m_known ? m_known->row.order.number : u"new"_s),
                                   {{u"account"_s, m_account},
                                    {u"number"_s, m_number},
                                    {u"amount"_s, m_amount},
                                    {u"currency"_s, m_currency},
                                    {u"scope"_s, m_scope},
                                    {u"keys"_s, m_keys},
                                    {u"valid_from"_s, m_validFrom},
                                    {u"expires_on"_s, m_expiresOn}},
                                   this);
                 });
}

void OrderDialog::fill(const workspace::OrderSheet &sheet)
{
    const PurchaseOrder &order = sheet.row.order;
    m_number->setText(order.number);
    m_amount->setText(order.amount.toString());
    m_currency->setText(order.amount.currency().code());
    m_scope->setCurrentIndex(int(order.scope));
    m_keys->setText(order.keys.join(u", "_s));
    m_validFrom->setText(order.validFrom.toString(Qt::ISODate));
    m_expiresOn->setText(order.expiresOn.toString(Qt::ISODate));
    for (QWidget *fixed :
         {static_cast<QWidget *>(m_account), static_cast<QWidget *>(m_number), static_cast<QWidget *>(m_currency)})
        fixed->setEnabled(false);
}

void OrderDialog::takeCurrencyOfAccount()
{
    const QString id = m_account->chosen();
    for (const accounts::Account &account : m_accounts) {
        if (!m_known && account.id.toString() == id)
            m_currency->setText(account.currency.code());
    }
}

Result<PurchaseOrder> OrderDialog::order() const
{
    PurchaseOrder order = m_known ? m_known->row.order : PurchaseOrder();
    if (!m_known) {
        const QString account = m_account->chosen();
        if (account.isEmpty())
            return fail(ErrorKind::InvalidInput, u"purchasing.order_account"_s,
                        {{u"value"_s, m_account->currentText().trimmed()}});
        order.account = accounts::AccountId(QUuid::fromString(account));
        order.number = m_number->text().trimmed();
    }
    const auto currency = Currency::fromCode(m_currency->text().trimmed().toUpper());
    if (!currency)
        return passOn(currency);
    const auto amount = Money::parse(m_amount->text().trimmed(), *currency);
    if (!amount)
        return passOn(amount);
    order.amount = *amount;
    order.scope = OrderScope(m_scope->currentIndex());
    order.keys.clear();
    if (order.scope != OrderScope::Blanket) {
        for (const QString &key : m_keys->text().split(u',', Qt::SkipEmptyParts))
            order.keys << key.trimmed();
    }
    for (const auto &[field, day] :
         {std::pair(m_validFrom, &order.validFrom), std::pair(m_expiresOn, &order.expiresOn)}) {
        const auto read = dayIn(field);
        if (!read)
            return passOn(read);
        *day = *read;
    }
    return order;
}

void OrderDialog::tell(const QString &sentence)
{
    m_note->setText(sentence);
}

QString OrderDialog::note() const
{
    return m_note->text();
}

void OrderDialog::save()
{
    const auto wanted = order();
    if (!wanted)
        return tell(inWords(wanted.error()).paragraph());
    tell({});
    m_save->setEnabled(false);
    m_workspace.start(
        this,
        [order = *wanted](workspace::Services &services, jobs::Progress &) {
            return workspace::PurchaseOrderDesk(services).save(order);
        },
        [this](const Result<PurchaseOrder> &kept) {
            m_save->setEnabled(true);
            if (!kept)
                return tell(inWords(kept.error()).paragraph());
            m_workspace.announceChange();
            Q_EMIT saved(kept->number);
            accept();
        });
}

} // namespace accord::ui
