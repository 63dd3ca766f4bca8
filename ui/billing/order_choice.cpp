// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/order_choice.h"

#include "core/workspace/invoice_submission.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QPushButton>

namespace accord::ui {

OrderChoice::OrderChoice(workspace::Workspace &workspace, const billing::InvoiceId &invoice,
                         const accounts::AccountId &account, const Money &total, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_load(workspace.runner())
    , m_invoice(invoice)
    , m_account(account)
    , m_total(total)
    , m_order(new QComboBox(this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
    , m_save(new QPushButton(tr("Name the order"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Purchase order of a draft"));
    m_order->setAccessibleName(tr("Purchase order"));
    m_order->setEnabled(false);
    m_save->setEnabled(false);
    m_note->setWordWrap(true);
    setButtonKind(m_save, ButtonKind::Primary);
    buildLayout();
    connect(m_order, &QComboBox::currentIndexChanged, this, &OrderChoice::showBalance);
    connect(m_save, &QPushButton::clicked, this, &OrderChoice::save);
    load();
}

void OrderChoice::buildLayout()
{
    auto *sentence = new Label(tr("The order goes on every line of the draft that names none. Whoever approved the "
                                  "draft is asked again."),
                               TextRole::Body, Token::Text2, this);
    sentence->setWordWrap(true);
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
    layout->addWidget(
        new Label(tr("Purchase order for %1").arg(moneyText(m_total)), TextRole::Title, Token::Text, this));
    layout->addWidget(sentence);
    layout->addWidget(m_order);
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addLayout(buttons);
    resize(460, sizeHint().height());
}

void OrderChoice::load()
{
    m_load.start(this, m_workspace.onServices([account = m_account](workspace::Services &services, jobs::Progress &) {
        return storage::PurchaseOrdersSql(services.session()).ofAccount(account);
    }),
                 [this](const Result<std::vector<storage::PurchaseOrderBalance>> &orders) {
                     if (!orders)
                         return say(inWords(orders.error()).paragraph(), true);
                     showOrders(*orders);
                 });
}

void OrderChoice::showOrders(const std::vector<storage::PurchaseOrderBalance> &orders)
{
    m_orders = orders;
    for (const auto &one : orders)
        m_order->addItem(tr("%1 · %2 left").arg(one.order.number, moneyText(one.available())), one.order.number);
    m_order->setEnabled(!orders.empty());
    m_save->setEnabled(!orders.empty());
    if (orders.empty())
        return say(tr("The account has no purchase order. Add one on the page Purchase orders first."), true);
    showBalance();
}

void OrderChoice::showBalance()
{
    const int index = m_order->currentIndex();
    if (index < 0 || size_t(index) >= m_orders.size())
        return;
    const auto left = m_orders[size_t(index)].available().minus(m_total);
    if (!left)
        return say(tr("The order is in another currency than the draft."), true);
    left->isNegative()
        ? say(tr("The draft is %1 more than what is left of the order.").arg(moneyText(left->negated())), true)
        : say(tr("%1 would be left.").arg(moneyText(*left)), false);
}

QString OrderChoice::note() const
{
    return m_note->text();
}

void OrderChoice::say(const QString &text, bool isBad)
{
    m_note->setToken(isBad ? Token::Bad : Token::Text2);
    m_note->setText(text);
}

void OrderChoice::save()
{
    const QString order = m_order->currentData().toString();
    m_save->setEnabled(false);
    m_workspace.start(
        this,
        [invoice = m_invoice, order](workspace::Services &services, jobs::Progress &) {
            return workspace::nameOrder(services, invoice, order);
        },
        [this, order](const Result<billing::Invoice> &invoice) {
            m_save->setEnabled(true);
            if (!invoice)
                return say(inWords(invoice.error()).paragraph(), true);
            Q_EMIT named(order);
            m_workspace.announceChange();
            accept();
        });
}

} // namespace accord::ui
