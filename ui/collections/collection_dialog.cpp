// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/collection_dialog.h"

#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"

#include <QtWidgets/QDateEdit>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace accord::ui {

CollectionDialog::CollectionDialog(const Question &question, std::function<void(const Answer &)> done, QWidget *parent)
    : QDialog(parent)
    , m_question(question)
    , m_done(std::move(done))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(question.title);
    auto *form = new QFormLayout;
    form->setSpacing(metrics::insetSmall);
    if (question.amount) {
        m_amount = new QLineEdit(question.amount->toString(), this);
        form->addRow(tr("&Amount (%1)").arg(question.amount->currency().code()), m_amount);
    }
    if (question.day.isValid()) {
        m_day = new QDateEdit(question.day, this);
        m_day->setCalendarPopup(true);
        m_day->setDisplayFormat(u"yyyy-MM-dd"_s);
        m_day->setAccessibleName(tr("Until"));
        m_day->findChild<QLineEdit *>()->setAccessibleName(tr("Until"));
        form->addRow(tr("&Until"), m_day);
    }
    m_words = new QLineEdit(this);
    form->addRow(question.words, m_words);
    m_note = new Label({}, TextRole::Body, Token::Bad, this);
    m_note->setWordWrap(true);
    m_note->hide();
    auto *sentence = new Label(question.sentence, TextRole::Body, Token::Text2, this);
    sentence->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_button = buttons->addButton(question.verb, QDialogButtonBox::AcceptRole);
    m_button->setDefault(true);
    setButtonKind(m_button, ButtonKind::Primary);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(metrics::inset);
    layout->addWidget(sentence);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &CollectionDialog::finish);
    resize(440, sizeHint().height());
}

void CollectionDialog::keepDraft(workspace::Workspace &workspace, const QString &form)
{
    std::vector<FormDraft::Field> fields;
    if (m_amount)
        fields.push_back({u"amount"_s, m_amount});
    if (m_day)
        fields.push_back({u"day"_s, m_day});
    fields.push_back({u"words"_s, m_words});
    new FormDraft(workspace, form, fields, this);
}

void CollectionDialog::finish()
{
    const auto tell = [this](const QString &text) {
        m_note->setText(text);
        m_note->show();
    };
    Answer answer;
    answer.words = m_words->text().trimmed();
    if (m_question.needsWords && answer.words.isEmpty())
        return tell(tr("Say why; it stays on record."));
    if (m_day)
        answer.day = m_day->date();
    if (m_amount) {
        const auto amount = Money::parse(m_amount->text().trimmed(), m_question.amount->currency());
        if (!amount)
            return tell(inWords(amount.error()).paragraph());
        answer.amount = *amount;
    }
    m_done(answer);
    accept();
}

} // namespace accord::ui
