// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/asked_changes_sql.h"

#include "core/base/canonical.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

using approvals::RecordChange;

Result<> AskedChangesSql::add(const ApprovalMatterId &matter, const RecordChange &change)
{
    const auto added = m_session.run(
        "INSERT INTO asked_change (matter_id, field, record_id, record_name, revision, part, before_value, "
        "after_value, after_number, holds_from) VALUES (?,?,?,?,?,?,?,?,?,?)",
        matter, toString(change.field), change.record, notNull(change.recordName), change.revision,
        notNull(change.part), notNull(change.before), notNull(change.after), change.number, change.from);
    return added ? Result<>() : passOn(added);
}

Result<std::optional<RecordChange>> AskedChangesSql::of(const ApprovalMatterId &matter) const
{
    auto select = m_session.statement("SELECT field, record_id, record_name, revision, part, before_value, "
                                      "after_value, after_number, holds_from FROM asked_change WHERE matter_id = ?");
    return select.bind(matter).first([](Statement &row) {
        RecordChange change;
        change.field = approvals::changedFieldFromString(row.read<QString>())
                           .value_or(approvals::ChangedField::PaymentTerms); // a constraint holds that it is known
        change.record = row.read<QUuid>();
        change.recordName = row.read<QString>();
        change.revision = row.read<int>();
        change.part = row.read<QString>();
        change.before = row.read<QString>();
        change.after = row.read<QString>();
        change.number = row.read<std::optional<qint64>>();
        change.from = row.read<QDate>();
        return change;
    });
}

Result<> AskedChangesSql::noteDone(const ApprovalMatterId &matter, const DoneChange &done)
{
    const auto added = m_session.run("INSERT INTO done_change (matter_id, revision, done_at) VALUES (?,?,?)", matter,
                                     done.revision, done.doneAt);
    return added ? Result<>() : passOn(added);
}

Result<std::optional<DoneChange>> AskedChangesSql::done(const ApprovalMatterId &matter) const
{
    auto select = m_session.statement("SELECT revision, done_at FROM done_change WHERE matter_id = ?");
    return select.bind(matter).first([](Statement &row) {
        DoneChange done;
        done.revision = row.read<int>();
        done.doneAt = row.read<QDateTime>();
        return done;
    });
}

QByteArray digestOf(const ApprovalMatter &matter, const RecordChange &change)
{
    return CanonicalForm()
        .add(u"accord.asked_change/1"_s)
        .add(digestOf(matter))
        .add(toString(change.field))
        .add(change.record.toString(QUuid::WithoutBraces))
        .add(qint64(change.revision))
        .add(change.part)
        .add(change.before)
        .add(change.after)
        .add(change.from)
        .digest();
}

} // namespace accord::storage
