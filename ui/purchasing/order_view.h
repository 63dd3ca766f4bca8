// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/purchase_order_desk.h"

#include <QtWidgets/QScrollArea>

class QVBoxLayout;

namespace accord::ui {

class Chart;
class FactGrid;
class FigureLabel;
class Label;

/// A purchase order in the inspector: what is left of it, how it goes down and where that leads, and the documents on
/// it.
class OrderView : public QScrollArea
{
    Q_OBJECT
public:
    explicit OrderView(QWidget *parent = nullptr);
    void showOrder(const workspace::OrderSheet &sheet);
    void showNothing(const QString &sentence);
    const Chart *chart() const { return m_chart; }
    /// Everything that is said, as plain text.
    QString asText() const;

Q_SIGNALS:
    void explainRequested();
    /// Go to the invoice of this address.
    void openRequested(const QString &address);

private:
    void showWarnings(const workspace::OrderSheet &sheet);
    void showFacts(const workspace::OrderSheet &sheet);
    void showBurnDown(const workspace::OrderSheet &sheet);
    void showDocuments(const workspace::OrderSheet &sheet);

    QWidget *m_inside;
    Label *m_title;
    Label *m_account;
    FigureLabel *m_left;
    QVBoxLayout *m_warnings;
    Chart *m_chart;
    FactGrid *m_facts;
    QVBoxLayout *m_documents;
};

} // namespace accord::ui
