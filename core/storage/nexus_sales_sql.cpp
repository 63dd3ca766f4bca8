// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/nexus_sales_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

// The tax of the state itself stands for a line once: cities have a jurisdiction with the state in front ("US-CA/…").
#define OF_THE_STATES                                                                                                  \
    "WHERE document.state = 'issued' AND document.issue_date >= ?1 AND document.issue_date < ?2 "                      \
    "AND part.jurisdiction LIKE 'US-__' AND (?3 = '' OR part.jurisdiction = ?4) "
#define A_STATE "document.issuing_entity_id, part.jurisdiction, document.id, document.number, "
#define ITS_DAY "document.issue_date, document.currency"

Result<std::vector<StateSale>> NexusSalesSql::sales(const Period &period, const QString &state) const
{
    return m_session
        .statement(
            "SELECT " A_STATE "document.account_name, " ITS_DAY ", sum(part.taxable_minor), 0 AS is_credit "
            "FROM invoice AS document JOIN invoice_tax_group AS part ON part.invoice_id = document.id " OF_THE_STATES
            "GROUP BY " A_STATE "document.account_name, " ITS_DAY " UNION ALL "
            "SELECT " A_STATE "invoice.account_name, " ITS_DAY ", -sum(part.taxable_minor), 1 AS is_credit "
            "FROM credit_note AS document JOIN invoice ON invoice.id = document.invoice_id "
            "JOIN credit_note_tax_group AS part ON part.credit_note_id = document.id " OF_THE_STATES "GROUP BY " A_STATE
            "invoice.account_name, " ITS_DAY " ORDER BY issue_date, number")
        .bind(period.start, period.end, notNull(state), u"US-"_s + state)
        .all([](Statement &row) {
            StateSale sale;
            sale.seller = row.read<billing::IssuingEntityId>();
            sale.state = row.read<QString>().mid(3);
            sale.document = row.read<QUuid>();
            sale.number = row.read<QString>();
            sale.account = row.read<QString>();
            sale.day = row.read<QDate>();
            const auto currency = row.read<Currency>();
            sale.amount = row.readMoney(currency);
            sale.isCreditNote = row.read<int>() != 0;
            return sale;
        });
}

} // namespace accord::storage
