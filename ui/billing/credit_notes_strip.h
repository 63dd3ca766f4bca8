// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/credit_notes_sql.h"

#include <QtWidgets/QWidget>

class QVBoxLayout;

namespace accord::ui {

/// The credit notes of the chosen invoice above its document: state, amount and reason, with what can be done with
/// each. Hidden while there are none.
class CreditNotesStrip : public QWidget
{
    Q_OBJECT
public:
    explicit CreditNotesStrip(QWidget *parent = nullptr);

    void setNotes(const std::vector<storage::CreditNoteRow> &notes, bool isReadOnly);
    /// Which document is shown: a credit note's, or with null that of the invoice.
    void setShown(const billing::CreditNoteId &note);
    const std::vector<storage::CreditNoteRow> &notes() const { return m_notes; }

Q_SIGNALS:
    /// The document of this credit note is wanted; null: that of the invoice.
    void showRequested(const billing::CreditNoteId &note);
    void issueRequested(const storage::CreditNoteRow &note);
    void voidRequested(const storage::CreditNoteRow &note);

private:
    void build();
    QWidget *line(const storage::CreditNoteRow &note);

    std::vector<storage::CreditNoteRow> m_notes;
    billing::CreditNoteId m_shown;
    bool m_isReadOnly = false;
    QVBoxLayout *m_layout;
};

} // namespace accord::ui
