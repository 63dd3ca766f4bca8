// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/explain_panel.h"

#include "ui/billing/billing_words.h"
#include "ui/errors/error_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/derivation.h"
#include "ui/widgets/derivation_nodes.h"
#include "ui/widgets/labels.h"

#include <QtCore/QSet>
#include <QtCore/QSignalBlocker>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>

namespace accord::ui {

namespace {

/// Adds the keys of the lines that \a figure and what it is made of explain.
void addLines(const pricing::Derivation &figure, QSet<QString> &keys)
{
    for (const QString &key : figure.lines)
        keys.insert(key);
    for (const pricing::Derivation &child : figure.children)
        addLines(child, keys);
}

} // namespace

ExplainPanel::ExplainPanel(QWidget *parent)
    : QWidget(parent)
    , m_name(new Label({}, TextRole::Title, Token::Text, this))
    , m_exceptions(new Label({}, TextRole::Secondary, Token::Warning, this))
    , m_hint(new Label({}, TextRole::Secondary, Token::Text2, this))
    , m_figures(new QComboBox(this))
    , m_books(new Label({}, TextRole::Secondary, Token::Text2, this))
    , m_tree(new DerivationTree(this))
{
    m_name->setWordWrap(true);
    m_exceptions->setWordWrap(true);
    m_hint->setWordWrap(true);
    m_books->setWordWrap(true);
    m_figures->setAccessibleName(tr("Figure to explain"));
    m_figures->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_figures->setMaxVisibleItems(24);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::insetSmall);
    layout->addWidget(m_name);
    layout->addWidget(m_exceptions);
    layout->addWidget(m_figures);
    layout->addWidget(m_books);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_hint);
    layout->addStretch();
    connect(m_figures, &QComboBox::currentIndexChanged, this, &ExplainPanel::showFigure);
    clear();
}

void ExplainPanel::clear()
{
    const QSignalBlocker quiet(m_figures);
    m_derivations.clear();
    m_lines.clear();
    m_books->hide();
    m_figures->clear();
    m_figures->hide();
    m_exceptions->hide();
    m_name->setText(tr("Explain"));
    m_tree->hide();
    m_hint->setText(tr("Choose an invoice: each of its figures is explained here."));
    m_hint->show();
}

void ExplainPanel::addFoot(QWidget *widget)
{
    auto *column = static_cast<QBoxLayout *>(layout());
    column->insertWidget(column->count() - 1, widget);
}

void ExplainPanel::setInvoice(const billing::Invoice &invoice, const QStringList &missing)
{
    clear();
    m_name->setText(billing_words::nameOf(invoice));
    m_lines = invoice.bill.lines;
    constexpr qsizetype told = 4;
    QStringList sentences = missing.mid(0, told);
    if (missing.size() > told)
        sentences << tr("And %n more.", nullptr, int(missing.size() - told));
    if (!missing.isEmpty())
        sentences.prepend(tr("It cannot be issued as an electronic invoice:"));
    if (!invoice.bill.exceptions.empty())
        sentences.prepend(billing_words::sentences(invoice.bill.exceptions));
    m_exceptions->setText(sentences.join(u'\n'));
    m_exceptions->setVisible(!sentences.isEmpty());
    m_hint->hide();
}

void ExplainPanel::setDerivations(const std::vector<pricing::Derivation> &derivations)
{
    m_derivations = derivations;
    {
        const QSignalBlocker quiet(m_figures);
        m_figures->clear();
        for (const pricing::Derivation &derivation : derivations) {
            const QString figure = nodeOf(derivation).rounded;
            m_figures->addItem(figure.isEmpty() ? derivation.label : tr("%1: %2").arg(derivation.label, figure));
        }
        m_figures->setVisible(!derivations.empty());
    }
    const int wanted = std::exchange(m_next, 0);
    choose(wanted > 0 && wanted < figureCount() ? wanted : 0);
}

void ExplainPanel::showError(const Error &error)
{
    m_figures->hide();
    m_books->hide();
    m_tree->hide();
    m_hint->setText(inWords(error).paragraph());
    m_hint->show();
}

QString ExplainPanel::asText() const
{
    return m_tree->model().asText();
}

int ExplainPanel::figureCount() const
{
    return int(m_derivations.size());
}

void ExplainPanel::choose(int figure)
{
    m_figures->setCurrentIndex(figure);
    showFigure(figure);
}

QString ExplainPanel::books() const
{
    return m_books->isVisibleTo(this) ? m_books->text() : QString();
}

QString ExplainPanel::booksText(const pricing::Derivation &figure) const
{
    QSet<QString> keys;
    addLines(figure, keys);
    QStringList accounts, centres;
    for (const billing::BillLine &line : m_lines) {
        if (!keys.contains(line.key.toString()))
            continue;
        accounts << line.ledgerAccount;
        centres << line.costCentre;
    }
    constexpr qsizetype most = 3; // of more, a figure is about something else
    const auto told = [](QStringList &all) {
        all.removeDuplicates();
        all.removeAll(QString());
        return all.size() <= most ? all.join(u", "_s) : QString();
    };
    const QString account = told(accounts), centre = told(centres);
    QStringList parts;
    if (!account.isEmpty())
        parts << tr("Ledger account %1").arg(account);
    if (!centre.isEmpty())
        parts << tr("Cost centre %1").arg(centre);
    return parts.join(tr(" · "));
}

void ExplainPanel::showFigure(int index)
{
    const bool isFigure = index >= 0 && index < figureCount();
    if (isFigure) {
        m_tree->showDerivation(nodeOf(m_derivations[size_t(index)]));
        m_books->setText(booksText(m_derivations[size_t(index)]));
    }
    m_books->setVisible(isFigure && !m_books->text().isEmpty());
    m_tree->setVisible(isFigure);
}

} // namespace accord::ui
