// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/field_dialog.h"

#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"

#include <QtCore/QPointer>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

FieldDialog::FieldDialog(const QString &title, const QString &sentence, const std::vector<Field> &fields,
                         const QString &verb, Act act, QWidget *parent)
    : QDialog(parent)
    , m_act(std::move(act))
    , m_note(new Label({}, TextRole::Body, Token::Bad, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    auto *form = new QFormLayout;
    form->setSpacing(metrics::insetSmall);
    for (const Field &field : fields)
        form->addRow(field.label, editorOf(field));
    m_note->setWordWrap(true);
    m_note->hide();
    auto *words = new Label(sentence, TextRole::Body, Token::Text2, this);
    words->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_button = buttons->addButton(verb, QDialogButtonBox::AcceptRole);
    m_button->setDefault(true);
    setButtonKind(m_button, ButtonKind::Primary);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(metrics::inset);
    layout->addWidget(words);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &FieldDialog::finish);
    resize(480, sizeHint().height());
}

QWidget *FieldDialog::editorOf(const Field &field)
{
    if (!field.choices.isEmpty()) {
        auto *box = new QComboBox(this);
        for (const auto &[value, text] : field.choices)
            box->addItem(text, value);
        box->setCurrentIndex(std::max(0, box->findData(field.value)));
        box->setAccessibleName(field.label);
        m_editors.insert(field.key, box);
        return box;
    }
    auto *line = new QLineEdit(field.value, this);
    line->setPlaceholderText(field.hint);
    line->setAccessibleName(field.label);
    m_editors.insert(field.key, line);
    if (!field.isFolder)
        return line;
    auto *row = new QWidget(this);
    auto *choose = new QPushButton(tr("Choose…"), row);
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, [this, line] {
        auto *dialog = new QFileDialog(this, tr("Folder"), line->text());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::Directory);
        connect(dialog, &QFileDialog::fileSelected, line, &QLineEdit::setText);
        dialog->open();
    });
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(line, 1);
    layout->addWidget(choose);
    return row;
}

void FieldDialog::setAnswer(const QString &key, const QString &value)
{
    if (auto *box = qobject_cast<QComboBox *>(m_editors.value(key)))
        box->setCurrentIndex(box->findData(value));
    else if (auto *line = qobject_cast<QLineEdit *>(m_editors.value(key)))
        line->setText(value);
}

FieldDialog::Answers FieldDialog::answers() const
{
    Answers answers;
    for (auto editor = m_editors.cbegin(); editor != m_editors.cend(); ++editor) {
        if (const auto *box = qobject_cast<QComboBox *>(editor.value()))
            answers.insert(editor.key(), box->currentData().toString());
        else if (const auto *line = qobject_cast<QLineEdit *>(editor.value()))
            answers.insert(editor.key(), line->text().trimmed());
    }
    return answers;
}

QString FieldDialog::note() const
{
    return m_note->text();
}

void FieldDialog::finish()
{
    m_button->setEnabled(false);
    m_act(answers(), [self = QPointer(this)](const Result<> &done) {
        if (!self)
            return;
        if (done)
            return self->accept();
        self->m_note->setText(inWords(done.error()).paragraph());
        self->m_note->show();
        self->m_button->setEnabled(true);
    });
}

} // namespace accord::ui
