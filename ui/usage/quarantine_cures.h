// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/usage_queries_sql.h"
#include "ui/forms/act_rights.h"
#include "ui/forms/asked_act.h"

namespace accord::ui {

/// What a person can do about usage that is not counted: say what a foreign code stands for, or make the meter that is
/// missing. What waited for it is counted at once.
class QuarantineCures : public QObject
{
    Q_OBJECT
public:
    QuarantineCures(workspace::Workspace &workspace, Page *page);

    using Row = storage::QuarantineRow;
    /// Why nothing can be said about the code of \a row; empty when it can. \param row  null: nothing is selected
    QString reasonAgainstMapping(const Row *row) const;
    QString reasonAgainstMeter(const Row *row) const;
    /// Asks what the code of \a row stands for, of one of \a meters where it is a meter that is missing.
    void map(const Row &row, const std::vector<catalog::Meter> &meters);
    void makeMeter(const Row &row);
    /// The dialog that is open; null: none.
    FieldDialog *dialog() const { return m_acts.dialog(); }

private:
    ActRights m_rights;
    AskedActs m_acts;
};

} // namespace accord::ui
