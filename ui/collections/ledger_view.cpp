// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/ledger_view.h"

#include "ui/collections/collection_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"
#include "ui/words/account_words.h"

#include <QtWidgets/QBoxLayout>

namespace accord::ui {

LedgerView::LedgerView(QWidget *parent)
    : QScrollArea(parent)
{
    setAccessibleName(tr("Closing the month"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    start();
}

void LedgerView::start()
{
    m_inside = new QWidget(this);
    m_column = new QVBoxLayout(m_inside);
    m_column->setContentsMargins(0, 0, metrics::insetSmall, metrics::inset);
    m_column->setSpacing(metrics::grid);
    setWidget(m_inside); // which makes it fill its background
    m_inside->setAutoFillBackground(false);
}

void LedgerView::showNothing(const QString &sentence)
{
    start();
    addText(sentence, true);
    m_column->addStretch();
}

void LedgerView::showPreview(const workspace::ClosePreview &preview)
{
    start();
    auto *title = new Label(tr("Close through %1").arg(dateText(preview.period.lastDay())), TextRole::Title,
                            Token::Text, m_inside);
    title->setWordWrap(true);
    m_column->addWidget(title);
    auto *facts = new FactGrid(m_inside);
    facts->add(tr("Revenue recognised"), moneyText(preview.recognised));
    facts->add(tr("Restated at closing rates"), moneyText(preview.revalued));
    for (const ledger::RevaluedAccount &one : preview.revaluedAccounts) {
        if (!one.difference.isZero())
            facts->add(tr("%1 in %2").arg(accountInWords(one.account), one.open.currency().code()),
                       moneyText(one.difference));
    }
    if (preview.carriesResult)
        facts->add(tr("Year end"), tr("the result goes to retained earnings"));
    m_column->addWidget(facts);
    for (const auto &check : preview.checks)
        addCheck(check);
    m_column->addStretch();
}

void LedgerView::addCheck(const workspace::CloseCheck &check)
{
    m_column->addSpacing(metrics::insetSmall);
    auto *row = new QHBoxLayout;
    auto *badge = new StatusBadge(m_inside);
    badge->setBadge(check.found.isEmpty() ? Badge{tr("Holds"), Tone::Good}
                    : check.isInTheWay    ? Badge{tr("In the way"), Tone::Bad}
                                          : Badge{tr("Look at it"), Tone::Warning});
    auto *name = new Label(checkInWords(check.id), TextRole::Body, Token::Text, m_inside);
    name->setWordWrap(true);
    row->addWidget(name, 1);
    row->addWidget(badge, 0, Qt::AlignTop);
    m_column->addLayout(row);
    constexpr qsizetype told = 5;
    for (const QString &found : check.found.first(std::min(told, check.found.size())))
        addText(found, true);
    if (check.found.size() > told)
        addText(tr("And %n more.", nullptr, int(check.found.size() - told)), true);
}

void LedgerView::addText(const QString &text, bool quiet)
{
    auto *label = new Label(text, TextRole::Body, quiet ? Token::Text2 : Token::Text, m_inside);
    label->setWordWrap(true);
    m_column->addWidget(label);
}

QString LedgerView::asText() const
{
    QStringList texts;
    for (const Label *label : m_inside->findChildren<Label *>())
        texts << label->text();
    return texts.join(u'\n');
}

} // namespace accord::ui
