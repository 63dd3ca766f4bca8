// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/journal_programs_card.h"

#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

using workspace::JournalPrograms;

namespace {

using Number = std::optional<int> JournalPrograms::*;

std::vector<std::pair<QString, Number>> numbers()
{
    return {{u"consultant"_s, &JournalPrograms::consultant},
            {u"client"_s, &JournalPrograms::client},
            {u"first_month"_s, &JournalPrograms::firstMonth}};
}

} // namespace

JournalProgramsCard::JournalProgramsCard(workspace::Workspace &workspace, QWidget *parent)
    : Card(tr("What the programs need to know"), parent)
    , m_workspace(workspace)
    , m_finding(new Label({}, TextRole::Secondary, Token::Bad, this))
    , m_save(new QPushButton(tr("Save the &details"), this))
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::inset);
    grid->setVerticalSpacing(metrics::grid);
    addField(grid, u"subsidiary"_s, tr("NetSuite: subsidiary"), tr("The company's name"));
    addField(grid, u"consultant"_s, tr("DATEV: consultant"), u"1001"_s);
    addField(grid, u"client"_s, tr("DATEV: client"), u"1"_s);
    addField(grid, u"first_month"_s, tr("DATEV: first month"), u"1"_s);
    m_finding->setWordWrap(true);
    m_save->setEnabled(false);
    connect(m_save, &QPushButton::clicked, this, &JournalProgramsCard::save);
    auto *end = new QHBoxLayout;
    end->addWidget(m_save);
    end->addWidget(m_finding, 1);
    body()->addLayout(grid);
    body()->addLayout(end);
}

void JournalProgramsCard::addField(QGridLayout *grid, const QString &key, const QString &label, const QString &hint)
{
    auto *field = new QLineEdit(this);
    field->setAccessibleName(label);
    field->setPlaceholderText(hint);
    const int column = int(m_fields.size());
    grid->addWidget(new Label(label, TextRole::Body, Token::Text2, this), 0, column);
    grid->addWidget(field, 1, column);
    grid->setColumnStretch(column, 1);
    connect(field, &QLineEdit::textChanged, this, &JournalProgramsCard::check);
    connect(field, &QLineEdit::returnPressed, this, &JournalProgramsCard::save);
    m_fields.insert(key, field);
}

void JournalProgramsCard::showPrograms(const JournalPrograms &programs, const QString &reason)
{
    m_reason = reason;
    const auto typed = entered();
    const bool isTyping = m_isShown && (!typed || *typed != m_known);
    m_known = programs;
    for (QLineEdit *field : std::as_const(m_fields))
        field->setReadOnly(!reason.isEmpty());
    if (isTyping)
        return check();
    m_isShown = true;
    m_fields[u"subsidiary"_s]->setText(programs.subsidiary);
    for (const auto &[key, number] : numbers())
        m_fields[key]->setText(programs.*number ? QString::number(*(programs.*number)) : QString());
    if (!m_draft && reason.isEmpty()) {
        std::vector<FormDraft::Field> drafted;
        for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it)
            drafted.push_back({it.key(), *it});
        m_draft = new FormDraft(m_workspace, u"journal_programs"_s, drafted, this, body());
    }
    check();
}

Result<JournalPrograms> JournalProgramsCard::entered() const
{
    JournalPrograms programs;
    programs.subsidiary = m_fields[u"subsidiary"_s]->text().simplified();
    for (const auto &[key, number] : numbers()) {
        const QString text = m_fields[key]->text().trimmed();
        bool isNumber = false;
        const int value = text.toInt(&isNumber);
        if (!text.isEmpty() && !isNumber)
            return fail(ErrorKind::InvalidInput, u"exports.no_number"_s,
                        {{u"field"_s, m_fields[key]->accessibleName()}, {u"value"_s, text}});
        if (isNumber)
            programs.*number = value;
    }
    const auto fine = exports::checkOptions(withPrograms(programs, {}));
    return fine ? Result<JournalPrograms>(programs) : passOn(fine);
}

void JournalProgramsCard::check()
{
    const auto programs = entered();
    m_finding->setText(programs ? QString() : inWords(programs.error()).paragraph());
    m_save->setEnabled(m_isShown && m_reason.isEmpty() && programs && *programs != m_known);
}

QString JournalProgramsCard::finding() const
{
    return m_finding->text();
}

void JournalProgramsCard::save()
{
    const auto programs = entered();
    if (!m_save->isEnabled() || !programs)
        return;
    m_save->setEnabled(false);
    m_workspace.start(
        this,
        [wanted = *programs](workspace::Services &services, jobs::Progress &) {
            return workspace::saveJournalPrograms(services, wanted);
        },
        [this, wanted = *programs](const Result<> &saved) {
            if (!saved) {
                m_save->setEnabled(true);
                return m_finding->setText(inWords(saved.error()).paragraph());
            }
            m_known = wanted;
            if (m_draft)
                m_draft->settle();
            check();
            Q_EMIT said(tr("Every export of the journal says this from now on."));
            m_workspace.announceChange();
        });
}

} // namespace accord::ui
