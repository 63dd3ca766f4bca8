// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/budgets/budget_dialog.h"

#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>

namespace accord::ui {

namespace {

/// What is typed; amounts are read in the currency of the account once it is known.
struct Wish
{
    QString account;
    QString department;
    QString costCentre;
    QDate first, last;
    QString amount;
    purchasing::BudgetCap cap;
};

Result<storage::StoredBudget> store(workspace::Services &services, const Wish &wish)
{
    const auto account = services.accounts().findByReference(wish.account);
    if (!account)
        return passOn(account);
    const auto amount = Money::parse(wish.amount, account->currency);
    if (!amount)
        return passOn(amount);
    const auto period = workspace::budgetPeriod(wish.first, wish.last);
    if (!period)
        return passOn(period);
    return workspace::BudgetDesk(services).save(
        {{account->id, wish.department, wish.costCentre}, *period, *amount, wish.cap});
}

} // namespace

BudgetDialog::BudgetDialog(workspace::Workspace &workspace, const std::optional<storage::StoredBudget> &known,
                           QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_known(known)
    , m_account(new QLineEdit(this))
    , m_department(new QLineEdit(this))
    , m_costCentre(new QLineEdit(this))
    , m_from(new QDateEdit(this))
    , m_to(new QDateEdit(this))
    , m_amount(new QLineEdit(this))
    , m_cap(new QComboBox(this))
    , m_problem(new Label({}, TextRole::Body, Token::Bad, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(known ? tr("Change the budget") : tr("New budget"));
    const QDate today = workspace.clock().today();
    const Period year{QDate(today.year(), 1, 1), QDate(today.year() + 1, 1, 1)};
    m_from->setDate(known ? known->budget.period.start : year.start);
    m_to->setDate(known ? known->budget.period.lastDay() : year.lastDay());
    m_cap->addItems({tr("Tell"), tr("Ask for an approval"), tr("Refuse")});
    if (known) {
        m_account->setText(known->entityName);
        m_department->setText(known->budget.owner.department);
        m_costCentre->setText(known->budget.owner.costCentre);
        m_amount->setText(known->budget.amount.toString());
        m_cap->setCurrentIndex(int(known->budget.cap));
        for (QWidget *fixed : std::initializer_list<QWidget *>{m_account, m_department, m_costCentre, m_from, m_to})
            fixed->setEnabled(false);
    }
    m_account->setPlaceholderText(tr("Name or number"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    for (QDateEdit *day : {m_from, m_to}) {
        day->setDisplayFormat(u"dd MMM yyyy"_s);
        day->setCalendarPopup(true);
    }
    auto *form = new QFormLayout;
    const std::pair<QString, QWidget *> fields[]{
        {tr("Account"), m_account}, {tr("Department"), m_department}, {tr("Cost centre"), m_costCentre},
        {tr("From"), m_from},       {tr("Last day"), m_to},           {tr("Amount"), m_amount},
        {tr("Above it"), m_cap}};
    for (const auto &[name, field] : fields) {
        field->setAccessibleName(name);
        form->addRow(name, field);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_save = buttons->addButton(tr("Save  Ctrl+Enter"), QDialogButtonBox::ActionRole);
    m_save->setAccessibleName(tr("Save"));
    setButtonKind(m_save, ButtonKind::Primary);
    connect(m_save, &QPushButton::clicked, this, &BudgetDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *key = new QShortcut(QKeySequence(u"Ctrl+Return"_s), this);
    connect(key, &QShortcut::activated, m_save, &QPushButton::click);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    setMinimumWidth(metrics::inspector);
    new FormDraft(workspace, u"budget/"_s + (known ? known->id.toString() : u"new"_s),
                  {{u"account"_s, m_account},
                   {u"department"_s, m_department},
                   {u"cost_centre"_s, m_costCentre},
                   {u"from"_s, m_from},
                   {u"to"_s, m_to},
                   {u"amount"_s, m_amount},
                   {u"cap"_s, m_cap}},
                  this);
    (known ? m_amount : m_account)->setFocus();
}

void BudgetDialog::save()
{
    const Wish wish{m_known ? m_known->budget.owner.entity.toString() : m_account->text().trimmed(),
                    m_department->text().trimmed(),
                    m_costCentre->text().trimmed(),
                    m_from->date(),
                    m_to->date(),
                    m_amount->text().trimmed(),
                    purchasing::BudgetCap(m_cap->currentIndex())};
    m_save->setEnabled(false);
    m_workspace.start(
        this, [wish](workspace::Services &services, jobs::Progress &) { return store(services, wish); },
        [this](const Result<storage::StoredBudget> &stored) {
            m_save->setEnabled(true);
            m_problem->setVisible(!stored);
            if (!stored)
                return m_problem->setText(inWords(stored.error()).paragraph());
            Q_EMIT saved(stored->id.toString());
            m_workspace.announceChange();
            accept();
        });
}

} // namespace accord::ui
