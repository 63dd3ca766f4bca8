// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/nexus_sales_sql.h"
#include "core/tax/nexus_table.h"
#include "core/workspace/services.h"

#include <QtCore/QJsonArray>

namespace accord::workspace {

/// How near the sales of a company into a US state are to what obliges it to collect there.
enum class NexusAlert {
    None, ///< below 80 % of the threshold
    Near, ///< at 80 % or above
    Reached
};

struct NexusRow
{
    QString entity; ///< code of the issuing company
    QString state; ///< "TX"
    QString stateName;
    tax::NexusTable::Row rule;
    tax::NexusStanding standing; ///< sales in US dollars
    bool isRegistered = false; ///< tax is collected there
    QDate registeredSince; ///< null where nobody said since when

    /// What somebody has to act on: nothing where the company is registered.
    NexusAlert alert() const;
    /// "US/TX": the same at every look.
    QString id() const { return entity + u'/' + state; }
};

/// A warning for the start page, as it was found on a day.
struct NexusWarning
{
    QString entity;
    QString state;
    QString stateName;
    NexusAlert alert = NexusAlert::None;
    Decimal share; ///< percent of the threshold
    Money sales; ///< US dollars
};

/// Economic nexus in the United States: what was sold into each state against the thresholds of the states. It warns
/// and never taxes: tax is collected where the company says that it is registered, and nowhere else.
///
/// All sales count, taxed, exempt or sold without tax, by the place of supply on the invoice and the day of issue, less
/// credit notes; an invoice is one transaction. Other currencies are converted at the reference rate of the day of
/// issue. Sales on marketplaces and what was billed by another system are not known here.
class NexusDesk
{
public:
    explicit NexusDesk(Services &services)
        : m_services(services)
    { }

    /// Every state that something was sold into, or where a company is registered, the closest to its threshold first.
    /// \returns Forbidden "permission.role_missing".
    Result<std::vector<NexusRow>> rows(const QDate &day);
    /// How the sales of \a entity into \a state come about: every document that counts.
    /// \returns NotFound "tax.nexus_no_threshold" {state}.
    Result<pricing::Derivation> explain(const QString &entity, const QString &state, const QDate &day);

    /// \returns Forbidden unless the matrix lets the actor register a company, and change the thresholds.
    Result<> mayRegister();
    /// Says that \a entity collects in \a state from \a day on.
    /// \returns InvalidInput "tax.nexus_state" for no state with a sales tax; Conflict "tax.nexus_registered".
    Result<> registerIn(const QString &entity, const QString &state, const QDate &day);
    /// Replaces the thresholds that come with the program; an empty \a csv brings them back.
    /// \returns InvalidInput "tax.nexus_table_malformed".
    Result<> useThresholds(const QByteArray &csv);
    Result<tax::NexusTable> thresholds();

    /// Where somebody should register, as it was found when this was asked for the first time on this day: reading all
    /// sales takes too long for every look. Nothing for people who may not read all invoices.
    Result<std::vector<NexusWarning>> warnings();

private:
    struct Sales;
    Result<std::vector<Sales>> salesUntil(const QDate &day, const QString &state = {});
    Result<QJsonArray> statesToday();
    Result<> forgetWarnings();

    Services &m_services;
};

} // namespace accord::workspace
