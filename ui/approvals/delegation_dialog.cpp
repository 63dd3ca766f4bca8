// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/delegation_dialog.h"

#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QRadioButton>

namespace accord::ui {

namespace {
constexpr int week = 6; ///< days after the first
}

DelegationDialog::DelegationDialog(const QString &subject, const std::vector<workspace::Candidate> &candidates,
                                   const Currency &company, const QDate &today, QWidget *parent)
    : QDialog(parent)
    , m_candidates(candidates)
    , m_company(company)
    , m_people(new QComboBox(this))
    , m_one(new QRadioButton(tr("Only this: %1").arg(subject), this))
    , m_days(new QRadioButton(tr("Everything that waits for me, on some days"), this))
    , m_from(new QDateEdit(today, this))
    , m_to(new QDateEdit(today.addDays(week), this))
    , m_limit(new QLineEdit(this))
    , m_note(new QLineEdit(this))
    , m_problem(new Label({}, TextRole::Body, Token::Bad, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Delegate"));
    for (const auto &candidate : m_candidates)
        m_people->addItem(candidate.name);
    m_one->setChecked(true);
    m_limit->setPlaceholderText(tr("No limit"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    for (QDateEdit *day : {m_from, m_to}) {
        day->setDisplayFormat(u"dd MMM yyyy"_s);
        day->setCalendarPopup(true);
    }
    auto *form = new QFormLayout;
    const std::pair<QString, QWidget *> fields[]{{tr("Person"), m_people},
                                                 {tr("From"), m_from},
                                                 {tr("Last day"), m_to},
                                                 {tr("Up to %1").arg(company.code()), m_limit},
                                                 {tr("Note"), m_note}};
    form->addRow(fields[0].first, fields[0].second);
    form->addRow(m_one);
    form->addRow(m_days);
    for (size_t i = 1; i < std::size(fields); ++i)
        form->addRow(fields[i].first, fields[i].second);
    for (const auto &[name, field] : fields)
        field->setAccessibleName(name);
    auto *rule = new Label(tr("Whoever asked for something, made it or gains by it cannot decide it, through you "
                              "neither. You can still decide yourself."),
                           TextRole::Secondary, Token::Text3, this);
    rule->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *send = buttons->addButton(tr("Delegate  Ctrl+Enter"), QDialogButtonBox::ActionRole);
    send->setAccessibleName(tr("Delegate"));
    setButtonKind(send, ButtonKind::Primary);
    connect(send, &QPushButton::clicked, this, &DelegationDialog::commit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_limit, &QLineEdit::textEdited, m_problem, &QWidget::hide);
    connect(m_days, &QRadioButton::toggled, this, &DelegationDialog::showFields);
    auto *key = new QShortcut(QKeySequence(u"Ctrl+Return"_s), this);
    connect(key, &QShortcut::activated, send, &QPushButton::click);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(rule);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    setMinimumWidth(metrics::inspector);
    showFields();
    m_people->setFocus();
}

void DelegationDialog::showFields()
{
    for (QWidget *field : std::initializer_list<QWidget *>{m_from, m_to, m_limit})
        field->setEnabled(m_days->isChecked());
}

void DelegationDialog::showProblem(const Error &error)
{
    m_problem->setText(inWords(error).paragraph());
    m_problem->show();
    layout()->activate();
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

void DelegationDialog::commit()
{
    const workspace::Candidate &to = m_candidates[size_t(m_people->currentIndex())];
    if (m_one->isChecked()) {
        Q_EMIT oneChosen(to, m_note->text());
        return accept();
    }
    workspace::StandInWish wish{to.user, m_from->date(), m_to->date(), {}, m_note->text()};
    if (!m_limit->text().trimmed().isEmpty()) {
        const auto limit = Money::parse(m_limit->text().trimmed(), m_company);
        if (!limit)
            return showProblem(limit.error());
        wish.limit = *limit;
    }
    Q_EMIT daysChosen(wish, to.name);
    accept();
}

} // namespace accord::ui
