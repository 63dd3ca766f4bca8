// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/credit_notes_strip.h"

#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"
#include "ui/words/status_words.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace accord::ui {

using billing::CreditNoteState;
using storage::CreditNoteRow;

namespace {

QString nameOf(const CreditNoteRow &note)
{
    return note.number.isEmpty() ? CreditNotesStrip::tr("Credit note") : note.number;
}

QPushButton *quietButton(const QString &text, const QString &spoken, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setAccessibleName(spoken);
    setButtonKind(button, ButtonKind::Quiet);
    return button;
}

} // namespace

CreditNotesStrip::CreditNotesStrip(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(metrics::inset, metrics::insetSmall, metrics::insetSmall, metrics::insetSmall);
    m_layout->setSpacing(0);
    hide();
}

void CreditNotesStrip::setNotes(const std::vector<CreditNoteRow> &notes, bool isReadOnly)
{
    m_notes = notes;
    m_isReadOnly = isReadOnly;
    build();
}

void CreditNotesStrip::setShown(const billing::CreditNoteId &note)
{
    m_shown = note;
    build();
}

void CreditNotesStrip::build()
{
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (const CreditNoteRow &note : m_notes)
        m_layout->addWidget(line(note));
    setVisible(!m_notes.empty());
}

QWidget *CreditNotesStrip::line(const CreditNoteRow &note)
{
    auto *row = new QWidget(this);
    auto *lines = new QVBoxLayout(row);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    auto *layout = new QHBoxLayout;
    layout->setSpacing(metrics::insetSmall);
    lines->addLayout(layout);
    auto *badge = new StatusBadge(row);
    badge->setBadge(badgeOf(note.state));
    layout->addWidget(badge);
    layout->addWidget(new Label(nameOf(note), TextRole::BodyStrong, Token::Text, row));
    layout->addStretch();
    auto *what
        = new Label(tr("%1 · %2").arg(moneyText(note.total.negated()), note.reason), TextRole::Body, Token::Text2, row);
    what->setElided(true);
    setPlainToolTip(what, note.reason);
    lines->addWidget(what);
    const bool isShown = note.id == m_shown;
    auto *show = quietButton(isShown ? tr("Show the invoice") : tr("Show"),
                             isShown ? tr("Show the invoice") : tr("Show %1").arg(nameOf(note)), u"show"_s, row);
    connect(show, &QPushButton::clicked, this,
            [this, id = isShown ? billing::CreditNoteId() : note.id] { Q_EMIT showRequested(id); });
    layout->addWidget(show);
    if (!m_isReadOnly && note.state == CreditNoteState::Approved) {
        auto *issue = quietButton(tr("Issue…"), tr("Issue %1").arg(nameOf(note)), u"issue"_s, row);
        connect(issue, &QPushButton::clicked, this, [this, note] { Q_EMIT issueRequested(note); });
        layout->addWidget(issue);
    }
    if (!m_isReadOnly && note.state != CreditNoteState::Issued && note.state != CreditNoteState::Void) {
        auto *discard = quietButton(tr("Void…"), tr("Make %1 void").arg(nameOf(note)), u"void"_s, row);
        connect(discard, &QPushButton::clicked, this, [this, note] { Q_EMIT voidRequested(note); });
        layout->addWidget(discard);
    }
    return row;
}

} // namespace accord::ui
