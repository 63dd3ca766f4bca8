// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/payments/match_view.h"

#include "ui/payments/match_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"

namespace accord::ui {

MatchView::MatchView(QWidget *parent)
    : QScrollArea(parent)
{
    setAccessibleName(tr("What the payment is for"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    start();
}

void MatchView::start()
{
    m_inside = new QWidget(this);
    m_column = new QVBoxLayout(m_inside);
    m_column->setContentsMargins(0, 0, metrics::insetSmall, metrics::inset);
    m_column->setSpacing(metrics::grid);
    setWidget(m_inside); // which makes it fill its background
    m_inside->setAutoFillBackground(false);
}

void MatchView::showNothing(const QString &sentence)
{
    start();
    addText(sentence, true);
    m_column->addStretch();
}

void MatchView::showEntry(const workspace::BankEntrySheet &sheet)
{
    start();
    addHead(sheet.entry);
    if (sheet.decision.kind.isEmpty()) {
        addCaption(tr("Not looked at yet"));
        addText(tr("“Match” decides about all entries that are open."), true);
    } else {
        const QString when = instantText(sheet.decision.decidedAt);
        addCaption(decisionInWords(sheet.decision.kind));
        addText(tr("%1, %2").arg(sheet.decision.decidedBy, when), true);
    }
    if (!sheet.decision.note.isEmpty())
        addText(sheet.decision.note);
    for (const QJsonValue &match : sheet.decision.matches)
        addMatch(match.toObject());
    m_column->addStretch();
}

void MatchView::addHead(const storage::BankEntryRow &entry)
{
    auto *title = new Label(entry.payerName.isEmpty() ? tr("Unknown payer") : entry.payerName, TextRole::Title,
                            Token::Text, m_inside);
    title->setWordWrap(true);
    m_column->addWidget(title);
    m_column->addWidget(new Label(moneyText(entry.amount), TextRole::Figure, Token::Text, m_inside));
    auto *badges = new QHBoxLayout;
    auto *state = new StatusBadge(m_inside);
    state->setBadge(stateOfEntry(entry));
    badges->addWidget(state);
    badges->addWidget(new Label(tr("entry %1 · booked %2").arg(entry.number).arg(dateText(entry.bookedOn)),
                                TextRole::Secondary, Token::Text2, m_inside));
    badges->addStretch();
    m_column->addLayout(badges);
    auto *facts = new FactGrid(m_inside);
    facts->addIfAny(tr("Text"), entry.remittance);
    facts->addIfAny(tr("Reference"), entry.structuredReference);
    facts->addIfAny(tr("End-to-end id"), entry.endToEndId);
    facts->addIfAny(tr("From account"), entry.payerAccount);
    facts->add(tr("On account"), entry.bankAccountName);
    facts->addIfAny(tr("Return reason"), entry.details.value(u"return_reason"_s).toString());
    m_column->addWidget(facts);
}

void MatchView::addMatch(const QJsonObject &match)
{
    const QString currency = match.value(u"currency"_s).toString();
    const QJsonArray applications = match.value(u"applications"_s).toArray();
    const int score = match.value(u"score"_s).toInt();
    addCaption(score > 0 ? tr("Match · %1 of 100").arg(score) : tr("Applied to"));
    for (const QJsonValue &one : match.value(u"settled_before"_s).toArray())
        addPair(one[u"invoice"].toString(), tr("owes nothing any more"));
    for (const QJsonValue &application : applications) {
        addPair(application[u"invoice"].toString(), storedMoneyText(application[u"amount"], currency));
        const std::pair<QString, QString> parts[] = {{tr("of that written off"), u"written_off"_s},
                                                     {tr("of that discount"), u"discount"_s},
                                                     {tr("of that tax withheld"), u"withheld"_s}};
        for (const auto &[title, name] : parts) {
            if (Decimal::parse(application[name].toString()).value_or(Decimal()) != Decimal())
                addPair(title, storedMoneyText(application[name], currency));
        }
    }
    const std::pair<QString, QString> rests[]
        = {{tr("Bank charges"), u"fee"_s}, {tr("Credit on account"), u"credit"_s}};
    for (const auto &[title, name] : rests) {
        if (Decimal::parse(match.value(name).toString()).value_or(Decimal()) != Decimal())
            addPair(title, storedMoneyText(match.value(name), currency));
    }
    if (const QString certificate = match.value(u"certificate"_s).toString(); !certificate.isEmpty())
        addPair(tr("Certificate"), certificate);
    addText(reasonsInWords(match), true);
}

void MatchView::addText(const QString &text, bool quiet)
{
    auto *label = new Label(text, TextRole::Body, quiet ? Token::Text2 : Token::Text, m_inside);
    label->setWordWrap(true);
    m_column->addWidget(label);
}

void MatchView::addCaption(const QString &text)
{
    m_column->addSpacing(metrics::inset);
    m_column->addWidget(new Label(text, TextRole::Caption, Token::Text3, m_inside));
}

void MatchView::addPair(const QString &left, const QString &right)
{
    auto *row = new QHBoxLayout;
    auto *name = new Label(left, TextRole::Body, Token::Text, m_inside);
    name->setElided(true);
    auto *value = new Label(right, TextRole::Body, Token::Text, m_inside);
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(name, 1);
    row->addWidget(value);
    m_column->addLayout(row);
}

QString MatchView::asText() const
{
    QStringList texts;
    for (const Label *label : m_inside->findChildren<Label *>())
        texts << label->text();
    return texts.join(u'\n');
}

} // namespace accord::ui
