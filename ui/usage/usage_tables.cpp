// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/usage_tables.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Usage)
};

ColumnLook look(const QString &key, const QString &title, int width, Qt::Alignment alignment = Qt::AlignLeft,
                bool strong = false)
{
    return {key, title, width, alignment, false, strong};
}

/// GCC 12 cannot make a column of braces where nothing else uses its model.
template<typename Row>
typename PagedTableModel<Row>::Column column(ColumnLook look, std::function<QVariant(const Row &)> value)
{
    typename PagedTableModel<Row>::Column column;
    column.look = std::move(look);
    column.value = std::move(value);
    return column;
}

QVariant text(const QString &value)
{
    return value.isEmpty() ? QVariant() : QVariant(value);
}

} // namespace

QString reasonInWords(const storage::QuarantineRow &row)
{
    switch (row.reason) {
    case usage::QuarantineReason::UnknownAccount:
        return Tr::tr("There is no account %1.").arg(row.account.isEmpty() ? noValue() : row.account);
    case usage::QuarantineReason::UnknownLocation:
        return Tr::tr("There is no location %1.").arg(row.location);
    case usage::QuarantineReason::UnknownMeter:
        return Tr::tr("There is no meter %1.").arg(row.meter);
    case usage::QuarantineReason::LocationOfOtherAccount:
        return Tr::tr("Location %1 is not run or paid by %2.").arg(row.location, row.account);
    }
    Q_UNREACHABLE();
}

std::vector<ImportsModel::Column> importColumns()
{
    using Row = storage::UsageImportRow;
    const auto right = Qt::AlignRight;
    return {column<Row>(look(u"import"_s, Tr::tr("Import"), 70, right, true),
                        [](const Row &r) { return QVariant(countText(r.sequence)); }),
            column<Row>(look(u"file"_s, Tr::tr("File"), 220),
                        [](const Row &r) {
                            return QVariant(r.fileName.isEmpty() ? Tr::tr("taken out of quarantine") : r.fileName);
                        }),
            column<Row>(look(u"source"_s, Tr::tr("Source"), 100), [](const Row &r) { return text(r.source); }),
            column<Row>(look(u"days"_s, Tr::tr("Days"), 190),
                        [](const Row &r) {
                            return r.firstDay.isValid()
                                       ? QVariant(Tr::tr("%1 – %2").arg(dateText(r.firstDay), dateText(r.lastDay)))
                                       : QVariant();
                        }),
            column<Row>(look(u"rows"_s, Tr::tr("Rows"), 90, right),
                        [](const Row &r) { return QVariant(countText(r.rows)); }),
            column<Row>(look(u"added"_s, Tr::tr("Counted"), 90, right),
                        [](const Row &r) { return QVariant(countText(r.added)); }),
            column<Row>(look(u"repeated"_s, Tr::tr("Known before"), 110, right),
                        [](const Row &r) { return QVariant(countText(r.repeated)); }),
            column<Row>(look(u"quarantined"_s, Tr::tr("Kept aside"), 100, right),
                        [](const Row &r) { return QVariant(countText(r.quarantined)); }),
            column<Row>(look(u"by"_s, Tr::tr("By"), 100), [](const Row &r) { return text(r.importedBy); }),
            column<Row>(look(u"at"_s, Tr::tr("When"), 140, right),
                        [](const Row &r) { return QVariant(instantText(r.importedAt)); })};
}

std::vector<QuarantineModel::Column> quarantineColumns()
{
    using Row = storage::QuarantineRow;
    const auto right = Qt::AlignRight;
    return {column<Row>(look(u"reason"_s, Tr::tr("Why it is not counted"), 320, Qt::AlignLeft, true),
                        [](const Row &r) { return QVariant(reasonInWords(r)); }),
            column<Row>(look(u"account"_s, Tr::tr("Account"), 120), [](const Row &r) { return text(r.account); }),
            column<Row>(look(u"location"_s, Tr::tr("Location"), 140), [](const Row &r) { return text(r.location); }),
            column<Row>(look(u"meter"_s, Tr::tr("Meter"), 140), [](const Row &r) { return text(r.meter); }),
            column<Row>(look(u"events"_s, Tr::tr("Events"), 80, right),
                        [](const Row &r) { return QVariant(countText(r.events)); }),
            column<Row>(look(u"import"_s, Tr::tr("Import"), 70, right),
                        [](const Row &r) { return QVariant(countText(r.import)); })};
}

std::vector<ProblemsModel::Column> problemColumns()
{
    using Row = usage::Problem;
    return {column<Row>(look(u"line"_s, Tr::tr("Line"), 56, Qt::AlignRight, true),
                        [](const Row &r) { return QVariant(countText(r.line)); }),
            column<Row>(look(u"field"_s, Tr::tr("Field"), 80), [](const Row &r) { return text(r.field); }),
            column<Row>(look(u"value"_s, Tr::tr("Found"), 110), [](const Row &r) { return text(r.value); }),
            column<Row>(look(u"expected"_s, Tr::tr("What would be right"), 260),
                        [](const Row &r) { return text(r.expected); })};
}

} // namespace accord::ui
