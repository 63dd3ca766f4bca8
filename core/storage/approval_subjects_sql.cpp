// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/approval_subjects_sql.h"

#include "core/storage/approval_matters_sql.h"
#include "core/storage/session.h"

#include <QtCore/QHash>

namespace accord::storage {

using approvals::Subject;
using approvals::SubjectKind;

namespace {

void addName(QStringList &names, const QString &name)
{
    if (!name.isEmpty() && !names.contains(name))
        names << name;
}

/// What \a discount is of \a gross in percent, two digits; none where nothing was taken off.
std::optional<Decimal> percentOf(const Money &discount, const Money &gross)
{
    if (discount.minor() <= 0 || gross.minor() <= 0)
        return std::nullopt;
    const auto percent = (Exact(discount) / Exact(gross) * Exact(100)).rounded(2);
    return percent ? std::optional(*percent) : std::nullopt;
}

void noteDiscount(Subject &subject, const Money &discount, const Money &gross)
{
    const auto percent = percentOf(discount, gross);
    if (percent && (!subject.discountPercent || *subject.discountPercent < *percent))
        subject.discountPercent = percent;
}

using Places = QHash<QUuid, size_t>;

Places placesOf(const std::vector<PastDocument> &documents)
{
    Places places;
    for (size_t i = 0; i < documents.size(); ++i)
        places.insert(documents[i].id, i);
    return places;
}

/// Cost centres and departments, a row each of `document, cost centre, department`.
Result<> addParts(Statement &rows, std::vector<PastDocument> &documents, const Places &places)
{
    while (rows.next()) {
        const auto place = places.constFind(rows.read<QUuid>());
        const QString costCentre = rows.read<QString>();
        if (place == places.constEnd())
            continue;
        addName(documents[*place].subject.costCentres, costCentre);
        addName(documents[*place].subject.departments, rows.read<QString>());
    }
    return rows.finish();
}

} // namespace

Subject subjectOf(const billing::Invoice &invoice)
{
    Subject subject{SubjectKind::Invoice, invoice.companyTotal, {}, {}, {}, invoice.bill.netDays};
    for (const auto &line : invoice.bill.lines) {
        addName(subject.costCentres, line.costCentre);
        addName(subject.departments, line.department);
        noteDiscount(subject, line.discount, line.gross);
    }
    for (const auto &row : invoice.bill.allocations)
        addName(subject.costCentres, row.costCentre);
    return subject;
}

Result<std::vector<PastDocument>> ApprovalSubjectsSql::invoicesOf(const Period &period, const Currency &company) const
{
    auto select
        = m_session.statement("SELECT id, number, account_name, issue_date, due_date, company_total_minor FROM invoice "
                              "WHERE issue_date >= ? AND issue_date < ? ORDER BY issue_date, id");
    auto documents = select.bind(period.start, period.end).all([&](Statement &row) {
        PastDocument document;
        document.id = row.read<QUuid>();
        document.number = row.read<QString>();
        document.accountName = row.read<QString>();
        document.day = row.read<QDate>();
        const auto due = row.read<QDate>();
        document.subject = {SubjectKind::Invoice, row.readMoney(company), {}, {}};
        document.subject.netDays = int(document.day.daysTo(due));
        return document;
    });
    if (!documents)
        return documents;
    const Places places = placesOf(*documents);
    auto parts = m_session.statement(
        "SELECT invoice_id, invoice_line.cost_centre, department FROM invoice_line JOIN invoice ON invoice.id = "
        "invoice_id WHERE issue_date >= ?1 AND issue_date < ?2 GROUP BY invoice_id, invoice_line.cost_centre, "
        "department "
        "UNION ALL SELECT invoice_id, invoice_allocation.cost_centre, '' FROM invoice_allocation JOIN invoice ON "
        "invoice.id = invoice_id WHERE issue_date >= ?1 AND issue_date < ?2");
    if (const auto added = addParts(parts.bind(period.start, period.end), *documents, places); !added)
        return passOn(added);
    auto discounts = m_session.statement(
        "SELECT invoice_id, discount_minor, gross_minor FROM invoice_line JOIN invoice ON invoice.id = invoice_id "
        "WHERE issue_date >= ? AND issue_date < ? AND discount_minor > 0 AND gross_minor > 0");
    discounts.bind(period.start, period.end);
    while (discounts.next()) {
        const auto place = places.constFind(discounts.read<QUuid>());
        const auto discount = discounts.readMoney(company); // a ratio: any currency serves
        if (place != places.constEnd())
            noteDiscount((*documents)[*place].subject, discount, discounts.readMoney(company));
    }
    if (const auto read = discounts.finish(); !read)
        return passOn(read);
    return documents;
}

Result<std::vector<PastDocument>> ApprovalSubjectsSql::creditNotesOf(const Period &period) const
{
    auto select = m_session.statement(
        "SELECT credit_note.id, credit_note.number, account_name, requested_at, credit_note.company_currency, "
        "credit_note.company_total_minor FROM credit_note JOIN invoice ON invoice.id = invoice_id "
        "WHERE requested_at >= ? AND requested_at < ? ORDER BY requested_at, credit_note.id");
    auto documents = select.bind(period.start, period.end).all([](Statement &row) {
        PastDocument document;
        document.id = row.read<QUuid>();
        document.number = row.read<QString>();
        document.accountName = row.read<QString>();
        document.day = row.read<QDateTime>().date();
        const auto company = row.read<Currency>();
        document.subject = {SubjectKind::CreditNote, row.readMoney(company), {}, {}};
        return document;
    });
    if (!documents)
        return documents;
    auto parts = m_session.statement(
        "SELECT credit_note_id, line.cost_centre, line.department FROM credit_note_line AS given "
        "JOIN credit_note ON credit_note.id = credit_note_id JOIN invoice_line AS line ON line.invoice_id = "
        "given.invoice_id AND line.n = given.invoice_line WHERE requested_at >= ?1 AND requested_at < ?2 "
        "UNION ALL SELECT credit_note.id, part.cost_centre, '' FROM credit_note JOIN invoice_allocation AS part ON "
        "part.invoice_id = credit_note.invoice_id WHERE requested_at >= ?1 AND requested_at < ?2");
    if (const auto added = addParts(parts.bind(period.start, period.end), *documents, placesOf(*documents)); !added)
        return passOn(added);
    return documents;
}

Result<std::vector<PastDocument>> ApprovalSubjectsSql::documentsOf(const Period &period, const Currency &company) const
{
    auto documents = invoicesOf(period, company);
    auto notes = creditNotesOf(period);
    const auto matters = ApprovalMattersSql(m_session).madeIn(period);
    if (!documents || !notes)
        return documents ? notes : documents;
    if (!matters)
        return passOn(matters);
    std::move(notes->begin(), notes->end(), std::back_inserter(*documents));
    for (const ApprovalMatter &matter : *matters)
        documents->push_back({matter.subject, matter.id.uuid(), {}, matter.title, matter.madeAt.date()});
    std::ranges::stable_sort(*documents, {}, &PastDocument::day);
    return documents;
}

} // namespace accord::storage
