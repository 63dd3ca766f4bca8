// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/late_charges_dialog.h"

#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QGroupBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>

#include <map>

namespace accord::ui {

using payments::LateChargeRule;
using workspace::LateChargeDue;
using workspace::LateChargesDesk;
using workspace::LateChargeSheet;

LateChargesDialog::LateChargesDialog(workspace::Workspace &workspace, const accounts::AccountId &payer,
                                     const QString &name, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_loading(workspace.runner())
    , m_payer(payer)
    , m_percent(new QLineEdit(this))
    , m_fee(new QLineEdit(this))
    , m_grace(new QSpinBox(this))
    , m_set(new QPushButton(tr("&Set the rule"), this))
    , m_list(new FactGrid(this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
    , m_waiver(new QGroupBox(tr("Waive a charge"), this))
    , m_charges(new QComboBox(m_waiver))
    , m_waivedAmount(new QLineEdit(m_waiver))
    , m_waiveReason(new QLineEdit(m_waiver))
    , m_waive(new QPushButton(tr("&Waive"), m_waiver))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Late payment of %1").arg(name));
    build(name);
    connect(m_set, &QPushButton::clicked, this, &LateChargesDialog::setRule);
    connect(m_charge, &QPushButton::clicked, this, &LateChargesDialog::charge);
    connect(m_charges, &QComboBox::currentIndexChanged, this, &LateChargesDialog::showOpen);
    connect(m_waive, &QPushButton::clicked, this, &LateChargesDialog::waive);
    load();
}

void LateChargesDialog::build(const QString &name)
{
    m_percent->setAccessibleName(tr("Interest, percent a year"));
    m_fee->setAccessibleName(tr("Fee for each late invoice"));
    m_grace->setAccessibleName(tr("Days without a charge"));
    constexpr int longestGrace = 365;
    m_grace->setRange(0, longestGrace);
    m_note->setWordWrap(true);
    m_set->setAutoDefault(false);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setVerticalSpacing(metrics::insetSmall);
    form->addRow(tr("&Interest, % a year"), m_percent);
    form->addRow(tr("&Fee for each late invoice"), m_fee);
    form->addRow(tr("&Days without a charge"), m_grace);
    form->addRow(QString(), m_set);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_charge = buttons->addButton(tr("Charge"), QDialogButtonBox::ActionRole);
    m_charge->setEnabled(false);
    setButtonKind(m_charge, ButtonKind::Primary);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    layout->addWidget(new Label(tr("Late payment of %1").arg(name), TextRole::Title, Token::Text, this));
    layout->addLayout(form);
    layout->addWidget(m_list);
    buildWaiver();
    layout->addWidget(m_waiver);
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(520, sizeHint().height());
}

void LateChargesDialog::buildWaiver()
{
    m_charges->setAccessibleName(tr("Charge to waive"));
    m_waivedAmount->setAccessibleName(tr("Amount to waive"));
    m_waiveReason->setAccessibleName(tr("Reason of the waiver"));
    m_waive->setAutoDefault(false);
    auto *form = new QFormLayout(m_waiver);
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setVerticalSpacing(metrics::insetSmall);
    form->addRow(tr("C&harge"), m_charges);
    form->addRow(tr("&Amount"), m_waivedAmount);
    form->addRow(tr("&Reason"), m_waiveReason);
    form->addRow(QString(), m_waive);
    m_waiver->hide();
}

void LateChargesDialog::load()
{
    m_loading.start(
        this,
        m_workspace.onServices([payer = m_payer](workspace::Services &services, jobs::Progress &) -> Result<Sheet> {
            LateChargesDesk desk(services);
            const auto rule = desk.rule();
            const auto company = services.companyCurrency();
            auto due = desk.due(services.clock().today());
            if (!rule)
                return passOn(rule);
            if (!company)
                return passOn(company);
            if (!due)
                return passOn(due);
            std::erase_if(*due, [&](const LateChargeDue &one) { return one.payer != payer; });
            auto charged = desk.charged(payer);
            if (!charged)
                return passOn(charged);
            std::erase_if(*charged, [](const LateChargeSheet &one) {
                return one.number.isEmpty() || one.settlement.open().minor() <= 0;
            });
            return Sheet{*rule, rule->fee ? rule->fee->currency() : *company, std::move(*due), std::move(*charged)};
        }),
        [this](const Result<Sheet> &sheet) {
            if (!sheet)
                return say(inWords(sheet.error()).paragraph(), true);
            show(*sheet);
        });
}

void LateChargesDialog::show(const Sheet &sheet)
{
    m_feeCurrency = sheet.feeCurrency;
    m_percent->setText(sheet.rule.rates.empty() ? u"0"_s : sheet.rule.rates.front().percent.toShortString());
    m_fee->setText((sheet.rule.fee ? *sheet.rule.fee : Money::zero(m_feeCurrency)).toString());
    m_grace->setValue(sheet.rule.graceDays);
    m_list->clear();
    std::map<QString, MoneySum> sums;
    for (const LateChargeDue &one : sheet.due) {
        const QString interest
            = tr("%1 for %n day(s) on %2", nullptr, int(one.days)).arg(moneyText(one.interest), moneyText(one.open));
        m_list->add(one.number, one.fee.isZero() ? interest : tr("%1, fee %2").arg(interest, moneyText(one.fee)));
        MoneySum &sum = sums.try_emplace(one.open.currency().code(), one.open.currency()).first->second;
        sum.add(one.interest);
        sum.add(one.fee);
    }
    QStringList totals;
    for (const auto &[code, sum] : sums)
        totals << moneyText(sum.total().value_or(Money()));
    m_charge->setEnabled(!sheet.due.empty());
    m_charge->setText(totals.isEmpty() ? tr("Charge") : tr("Charge %1").arg(totals.join(u" + "_s)));
    say(sheet.due.empty() ? tr("Late payment costs nothing beyond what was charged.")
                          : tr("Each charge becomes a document of its own, due at once."),
        false);
    showCharged(sheet.charged);
    adjustSize();
}

void LateChargesDialog::showCharged(const std::vector<LateChargeSheet> &charged)
{
    m_charges->clear();
    m_open.clear();
    for (const LateChargeSheet &one : charged) {
        m_open.push_back(one.settlement.open());
        m_charges->addItem(tr("%1 for %2: %3").arg(one.number, one.invoice, moneyText(m_open.back())), one.number);
    }
    m_waiver->setVisible(!charged.empty());
    showOpen();
}

void LateChargesDialog::showOpen()
{
    const int chosen = m_charges->currentIndex();
    if (chosen >= 0 && size_t(chosen) < m_open.size())
        m_waivedAmount->setText(m_open[size_t(chosen)].toString());
}

void LateChargesDialog::waive()
{
    const int chosen = m_charges->currentIndex();
    if (chosen < 0 || size_t(chosen) >= m_open.size())
        return;
    const auto amount = Money::parse(m_waivedAmount->text().trimmed(), m_open[size_t(chosen)].currency());
    if (!amount)
        return say(inWords(amount.error()).paragraph(), true);
    m_waive->setEnabled(false);
    m_workspace.start(
        this,
        [number = m_charges->currentData().toString(), amount = *amount,
         reason = m_waiveReason->text()](workspace::Services &services, jobs::Progress &) {
            return LateChargesDesk(services).waive(number, amount, reason);
        },
        [this](const Result<billing::CreditNote> &note) {
            m_waive->setEnabled(true);
            if (!note)
                return say(inWords(note.error()).paragraph(), true);
            const QString amount = moneyText(note->total);
            Q_EMIT charged(note->state == billing::CreditNoteState::Issued
                               ? tr("Waived %1 by %2.").arg(amount, note->number)
                           : note->state == billing::CreditNoteState::InApproval
                               ? tr("The waiver of %1 waits for an approval.").arg(amount)
                               : tr("The waiver of %1 waits to be issued.").arg(amount));
            accept();
        });
}

void LateChargesDialog::setRule()
{
    const auto percent = Decimal::parse(m_percent->text().trimmed());
    const auto fee = Money::parse(m_fee->text().trimmed(), m_feeCurrency);
    if (!percent)
        return say(inWords(percent.error()).paragraph(), true);
    if (!fee)
        return say(inWords(fee.error()).paragraph(), true);
    m_workspace.start(
        this,
        [percent = *percent, fee = *fee, grace = m_grace->value()](workspace::Services &services, jobs::Progress &) {
            LateChargesDesk desk(services);
            auto rule = desk.rule();
            if (!rule)
                return Result<>(passOn(rule));
            rule->rates.clear();
            if (percent != Decimal())
                rule->rates.push_back({{}, percent});
            rule->fee = fee.isZero() ? std::nullopt : std::optional(fee);
            rule->graceDays = grace;
            return desk.setRule(*rule);
        },
        [this](const Result<> &kept) { kept ? load() : say(inWords(kept.error()).paragraph(), true); });
}

void LateChargesDialog::charge()
{
    m_charge->setEnabled(false);
    m_workspace.start(
        this,
        [payer = m_payer](workspace::Services &services, jobs::Progress &) {
            return LateChargesDesk(services).chargeAll(payer);
        },
        [this](const Result<std::vector<storage::LateChargeRow>> &rows) {
            if (!rows)
                return say(inWords(rows.error()).paragraph(), true);
            Q_EMIT charged(tr("Charged for late payment of %n invoice(s).", nullptr, int(rows->size())));
            accept();
        });
}

QString LateChargesDialog::note() const
{
    return m_note->text();
}

void LateChargesDialog::say(const QString &text, bool isBad)
{
    m_note->setToken(isBad ? Token::Bad : Token::Text2);
    m_note->setText(text);
}

} // namespace accord::ui
