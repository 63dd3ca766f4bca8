// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/period.h"
#include "core/money/money.h"

#include <QtCore/QDateTime>
#include <QtCore/QUuid>

#include <optional>
#include <vector>

namespace accord::storage {

class Session;

/// A file that is written for each period.
struct ExportSchedule
{
    QUuid id;
    QString name; ///< unique; begins the names of its files
    QString what; ///< "journal", "invoices", "payments"
    QString format; ///< of the journal: csv, iif, netsuite, datev; of lists: csv, xlsx
    QString folder; ///< an absolute path
    QString every; ///< "month", "week" (from Monday) or "day"
    int day = 1; ///< after the period's end on which it is written: 1 is the first, at most 28
    QDate startsOn; ///< the first day of its first period
    QDate endedOn; ///< null: it goes on
    QString madeBy;
    QDateTime madeAt;
};

/// A period that was written.
struct ExportRun
{
    QUuid schedule;
    Period period;
    QString fileName;
    qint64 records = 0;
    QString sha256;
    QString writtenBy;
    QDateTime writtenAt;
};

/// An issued invoice as it is exported.
struct ExportedInvoice
{
    QString number;
    QString account;
    QDate issuedOn;
    QDate dueOn;
    Money total;
    Money tax;
};

/// A booking of the bank as it is exported.
struct ExportedPayment
{
    qint64 entry = 0;
    QDate bookedOn;
    QDate valueOn;
    Money amount;
    QString payer;
    QString text;
    QString state;
};

/// Schedules of exports, what they wrote, and the rows of their lists.
class ExportSchedulesSql
{
public:
    explicit ExportSchedulesSql(Session &session)
        : m_session(session)
    { }

    /// \returns Conflict "storage.unique" for a name that is taken.
    Result<> add(const ExportSchedule &schedule);
    Result<std::vector<ExportSchedule>> all() const; ///< by name
    Result<> end(const QUuid &schedule, const QDate &day);

    Result<std::optional<ExportRun>> run(const QUuid &schedule, const QDate &periodStart) const;
    Result<std::vector<ExportRun>> runs(const QUuid &schedule) const; ///< newest period first
    /// \returns Conflict "storage.unique" for a period that was written.
    Result<> add(const ExportRun &run);

    /// By number: those issued in \a period.
    Result<std::vector<ExportedInvoice>> invoices(const Period &period) const;
    /// By number: money that the bank booked in \a period, batches by their transactions.
    Result<std::vector<ExportedPayment>> payments(const Period &period) const;

private:
    Session &m_session;
};

} // namespace accord::storage
