// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/payments_desk.h"

#include <QtWidgets/QScrollArea>

class QVBoxLayout;

namespace accord::ui {

/// What is known about a bank entry, in the inspector: who paid, what they wrote, what it is or could be applied to
/// with score and reasons.
class MatchView : public QScrollArea
{
    Q_OBJECT
public:
    explicit MatchView(QWidget *parent = nullptr);
    void showEntry(const workspace::BankEntrySheet &sheet);
    void showNothing(const QString &sentence);
    /// Everything that is said, as plain text.
    QString asText() const;

private:
    void start();
    void addHead(const storage::BankEntryRow &entry);
    void addMatch(const QJsonObject &match);
    void addText(const QString &text, bool quiet = false);
    void addCaption(const QString &text);
    void addPair(const QString &left, const QString &right);

    QWidget *m_inside = nullptr;
    QVBoxLayout *m_column = nullptr;
};

} // namespace accord::ui
