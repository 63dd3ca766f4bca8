// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

#include <functional>
#include <optional>

class QDateEdit;
class QLineEdit;
class QPushButton;

namespace accord::ui {

class Label;

/// Asks for what a promise, a pause or a reopened period needs: an amount, a day, a few words.
class CollectionDialog : public QDialog
{
    Q_OBJECT
public:
    /// What was entered; amount and day only where they were asked for.
    struct Answer
    {
        std::optional<Money> amount;
        QDate day;
        QString words;
    };
    struct Question
    {
        QString title;
        QString sentence; ///< what it is for
        std::optional<Money> amount = {}; ///< proposed; none: no amount is asked for
        QDate day = {}; ///< proposed, and the earliest; null: no day is asked for
        QString words; ///< label of the words
        bool needsWords = true;
        QString verb; ///< on the button
    };
    CollectionDialog(const Question &question, std::function<void(const Answer &)> done, QWidget *parent);

    /// Keeps what is typed as a draft of \a form, and puts back what was kept of it.
    void keepDraft(workspace::Workspace &workspace, const QString &form);

    QLineEdit *amountField() const { return m_amount; }
    QDateEdit *dayField() const { return m_day; }
    QLineEdit *wordsField() const { return m_words; }
    QPushButton *button() const { return m_button; }

private:
    void finish();

    Question m_question;
    std::function<void(const Answer &)> m_done;
    QLineEdit *m_amount = nullptr;
    QDateEdit *m_day = nullptr;
    QLineEdit *m_words = nullptr;
    Label *m_note = nullptr;
    QPushButton *m_button = nullptr;
};

} // namespace accord::ui
