// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/late_charges_dialog.h"

#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>

#include <map>

namespace accord::ui {

using payments::LateChargeRule;
using workspace::LateChargeDue;
using workspace::LateChargesDesk;

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
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Late payment of %1").arg(name));
    build(name);
    connect(m_set, &QPushButton::clicked, this, &LateChargesDialog::setRule);
    connect(m_charge, &QPushButton::clicked, this, &LateChargesDialog::charge);
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
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(520, sizeHint().height());
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
            return Sheet{*rule, rule->fee ? rule->fee->currency() : *company, std::move(*due)};
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
                          : tr("It is owed on account, beside the invoices, and stands on statement and letters."),
        false);
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
