// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/billing/invoice.h"
#include "core/pricing/derivation.h"

#include <QtWidgets/QWidget>

class QComboBox;

namespace accord::ui {

class DerivationTree;
class Label;

/// How the figures of an invoice came about: one of them is chosen, its steps are shown; above, what a person should
/// look at.
class ExplainPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ExplainPanel(QWidget *parent = nullptr);

    /// Says which invoice is meant while its derivation is still computed.
    /// \param missing  sentences: what keeps its electronic form from being issued
    void setInvoice(const billing::Invoice &invoice, const QStringList &missing = {});
    void setDerivations(const std::vector<pricing::Derivation> &derivations);
    void showError(const Error &error);
    void clear();
    /// Puts \a widget below the explanation and takes it over.
    void addFoot(QWidget *widget);
    /// The figure that is explained now, as text.
    QString asText() const;
    int figureCount() const;
    void choose(int figure);
    /// Chooses \a figure once the derivations of the next invoice are there.
    void chooseNext(int figure) { m_next = figure; }
    QComboBox *figures() const { return m_figures; }
    /// Ledger account and cost centre of the lines that are explained now; empty where they say none.
    QString books() const;

private:
    void showFigure(int index);
    /// What of the books stands on the lines that \a figure explains: "Ledger account 4010 · Cost centre EU-1".
    QString booksText(const pricing::Derivation &figure) const;

    int m_next = 0;
    Label *m_name;
    Label *m_exceptions;
    Label *m_hint;
    QComboBox *m_figures;
    Label *m_books;
    DerivationTree *m_tree;
    std::vector<pricing::Derivation> m_derivations;
    std::vector<billing::BillLine> m_lines;
};

} // namespace accord::ui
