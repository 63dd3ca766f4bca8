// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/approval_desk.h"

#include <QtWidgets/QScrollArea>

class QVBoxLayout;

namespace accord::ui {

/// The evidence for one decision, in a column that fits the inspector and the small window: what it is, why somebody
/// was asked, what it does to the purchase order, how it compares, its lines, and why it may or may not be decided.
class ApprovalView : public QScrollArea
{
    Q_OBJECT
public:
    explicit ApprovalView(QWidget *parent = nullptr);
    void showItem(const workspace::ApprovalItem &item, const QDate &today);
    void showNothing(const QString &sentence);
    /// Everything that is said, as plain text.
    QString asText() const;

private:
    void addHead(const workspace::ApprovalItem &item, const QDate &today);
    void addRefusal(const workspace::ApprovalItem &item);
    void addExceptions(const billing::Invoice &invoice);
    void addCredit(class FactGrid &facts, const workspace::ApprovalItem &item);
    void addComparison(const workspace::ApprovalItem &item, const QDate &today);
    void addLines(const workspace::ApprovalItem &item);
    void addClause(const workspace::LineGroup &group);
    void addCredit(const billing::CreditNote &note);
    void addSteps(const workspace::ApprovalItem &item);
    void addMatter(const storage::ApprovalMatter &matter);
    void addChange(const workspace::ApprovalItem &item);
    void addActivation(const workspace::ApprovalItem &item);
    void addWriteOff(const workspace::WriteOffEvidence &evidence, const QDate &today);
    void addServiceAction(const storage::DunningStepRow &step);
    void addRelated(const workspace::ApprovalItem &item);
    void addBudgets(const workspace::ApprovalItem &item);
    void addHistory(const workspace::ApprovalItem &item);
    void addTalk(const workspace::ApprovalItem &item);
    void addCaption(const QString &text);
    class Label *addText(const QString &text, bool quiet = false);
    void addPair(const QString &left, const QString &right, const QString &below = {});
    void start();

    QWidget *m_inside = nullptr;
    QVBoxLayout *m_column = nullptr;
};

} // namespace accord::ui
