// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/nexus_desk.h"

#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>

namespace accord::workspace {

using billing::IssuingEntity;
using storage::StateSale;
using tax::NexusPeriod;
using tax::NexusTable;

namespace {

constexpr int nearPercent = 80;
constexpr int reachedPercent = 100;
const QString warningsKey = u"nexus_warnings"_s;
const QString thresholdsKey = u"nexus_thresholds"_s;

Result<Currency> dollars()
{
    return Currency::fromCode(u"USD"_s);
}

/// Everything that a threshold can count on \a day.
Period countedUntil(const QDate &day)
{
    return {QDate(day.year() - 1, 1, 1), day.addDays(1)};
}

std::optional<tax::CollectsFrom> registration(const IssuingEntity &entity, const QString &state)
{
    for (const tax::CollectsFrom &one : entity.economicNexus) {
        if (one.state == state)
            return one;
    }
    return entity.nexusStates.contains(state) ? std::optional(tax::CollectsFrom{state, {}}) : std::nullopt;
}

QString words(const Money &amount)
{
    return amount.toString() + u' ' + amount.currency().code();
}

QString iso(const QDate &day)
{
    return day.toString(Qt::ISODate);
}

/// "sales of 500000 USD and 101 transactions in twelve months".
QString thresholdWords(const tax::NexusThreshold &threshold)
{
    QStringList parts;
    if (!threshold.sales.isZero())
        parts << u"sales of %1 USD"_s.arg(threshold.sales.toShortString());
    if (threshold.transactions > 0)
        parts << u"%1 transactions"_s.arg(threshold.transactions);
    const QString period = threshold.period == NexusPeriod::TwelveMonths ? u"in twelve months"_s
                           : threshold.period == NexusPeriod::YearBefore ? u"in the calendar year before"_s
                                                                         : u"in this calendar year or the one before"_s;
    return parts.join(threshold.both ? u" and "_s : u" or "_s) + u' ' + period;
}

Decimal decimalOf(const Money &amount)
{
    return Decimal::make(amount.minor(), amount.currency().minorDigits()).value_or(Decimal());
}

QString toText(NexusAlert alert)
{
    return alert == NexusAlert::Reached ? u"reached"_s : u"near"_s;
}

QJsonArray toJson(const std::vector<NexusRow> &rows)
{
    QJsonArray list;
    for (const NexusRow &row : rows) {
        if (row.alert() != NexusAlert::None)
            list.append(QJsonObject{{u"entity"_s, row.entity},
                                    {u"state"_s, row.state},
                                    {u"name"_s, row.stateName},
                                    {u"alert"_s, toText(row.alert())},
                                    {u"share"_s, row.standing.share.toString()},
                                    {u"sales"_s, row.standing.sales.toString()}});
    }
    return list;
}

NexusWarning warningFrom(const QJsonObject &one, const Currency &currency)
{
    const bool isReached = one.value(u"alert"_s).toString() == toText(NexusAlert::Reached);
    return {one.value(u"entity"_s).toString(),
            one.value(u"state"_s).toString(),
            one.value(u"name"_s).toString(),
            isReached ? NexusAlert::Reached : NexusAlert::Near,
            Decimal::parse(one.value(u"share"_s).toString()).value_or(Decimal()),
            Money::parse(one.value(u"sales"_s).toString(), currency).value_or(Money::zero(currency))};
}

} // namespace

NexusAlert NexusRow::alert() const
{
    if (isRegistered || standing.share < Decimal(nearPercent))
        return NexusAlert::None;
    return standing.share < Decimal(reachedPercent) ? NexusAlert::Near : NexusAlert::Reached;
}

/// What one company sold into one state.
struct NexusDesk::Sales
{
    billing::IssuingEntityId seller;
    QString state;
    std::vector<StateSale> documents;
    std::vector<Money> inDollars; ///< of each document

    std::vector<tax::SaleIntoState> counted() const
    {
        std::vector<tax::SaleIntoState> sales;
        for (size_t i = 0; i < documents.size(); ++i)
            sales.push_back({documents[i].day, decimalOf(inDollars[i]), documents[i].isCreditNote ? 0 : 1});
        return sales;
    }
};

Result<std::vector<NexusDesk::Sales>> NexusDesk::salesUntil(const QDate &day, const QString &state)
{
    const auto currency = dollars();
    if (!currency)
        return passOn(currency);
    const auto documents = storage::NexusSalesSql(m_services.session()).sales(countedUntil(day), state);
    if (!documents)
        return passOn(documents);
    std::map<std::pair<QUuid, QString>, Sales> places;
    for (const StateSale &sale : *documents) {
        const auto amount = m_services.reference().exchangeRates.convert(sale.amount, *currency, sale.day);
        if (!amount)
            return passOn(amount);
        Sales &sales = places[{sale.seller.uuid(), sale.state}];
        sales.seller = sale.seller;
        sales.state = sale.state;
        sales.documents.push_back(sale);
        sales.inDollars.push_back(*amount);
    }
    std::vector<Sales> all;
    for (auto &[place, sales] : places)
        all.push_back(std::move(sales));
    return all;
}

Result<NexusTable> NexusDesk::thresholds()
{
    const auto own = m_services.seller().setting(thresholdsKey);
    if (!own)
        return passOn(own);
    if (!own->isEmpty())
        return NexusTable::fromCsv(own->toUtf8());
    QFile file(u":/accord/reference/us-nexus-thresholds.csv"_s);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Internal, u"workspace.resource_missing"_s, {{u"name"_s, file.fileName()}});
    return NexusTable::fromCsv(file.readAll());
}

Result<std::vector<NexusRow>> NexusDesk::rows(const QDate &day)
{
    if (auto may = permit(m_services, Act::ReadStateSales); !may)
        return passOn(may);
    const auto table = thresholds();
    const auto entities = m_services.seller().entities();
    const auto sales = salesUntil(day);
    if (!table)
        return passOn(table);
    if (!entities)
        return passOn(entities);
    if (!sales)
        return passOn(sales);
    std::vector<NexusRow> rows;
    const auto add = [&](const IssuingEntity &entity, const QString &state,
                         const std::vector<tax::SaleIntoState> &counted) -> Result<> {
        const NexusTable::Row *rule = table->find(state, day);
        if (!rule)
            return {}; // a state without a sales tax
        const auto standing = tax::nexusStanding(rule->threshold, counted, day);
        if (!standing)
            return passOn(standing);
        const auto registered = registration(entity, state);
        rows.push_back({entity.code, state, rule->name, *rule, *standing,
                        registered && (registered->day.isNull() || registered->day <= day),
                        registered ? registered->day : QDate()});
        return {};
    };
    for (const IssuingEntity &entity : *entities) {
        QStringList states = entity.nexusStates;
        for (const tax::CollectsFrom &one : entity.economicNexus)
            states << one.state;
        for (const Sales &place : *sales) {
            if (place.seller != entity.id)
                continue;
            states.removeAll(place.state);
            if (const auto added = add(entity, place.state, place.counted()); !added)
                return passOn(added);
        }
        states.removeDuplicates();
        for (const QString &state : std::as_const(states)) {
            if (const auto added = add(entity, state, {}); !added)
                return passOn(added);
        }
    }
    std::ranges::stable_sort(rows, [](const NexusRow &a, const NexusRow &b) {
        return a.standing.share != b.standing.share ? a.standing.share > b.standing.share : a.id() < b.id();
    });
    return rows;
}

Result<pricing::Derivation> NexusDesk::explain(const QString &code, const QString &state, const QDate &day)
{
    if (auto may = permit(m_services, Act::ReadStateSales); !may)
        return passOn(may);
    const auto entity = m_services.seller().entityOf(code);
    const auto table = thresholds();
    const auto sales = salesUntil(day, state);
    const auto currency = dollars();
    if (!entity)
        return passOn(entity);
    if (!table)
        return passOn(table);
    if (!sales)
        return passOn(sales);
    const NexusTable::Row *rule = table->find(state, day);
    if (!rule || !currency)
        return fail(ErrorKind::NotFound, u"tax.nexus_no_threshold"_s, {{u"state"_s, state}});
    const auto own = std::ranges::find(*sales, entity->id, &Sales::seller);
    const Sales place = own == sales->end() ? Sales() : *own;
    const auto standing = tax::nexusStanding(rule->threshold, place.counted(), day);
    if (!standing)
        return passOn(standing);
    pricing::Derivation root{u"Sales of %1 into %2, %3"_s.arg(code, rule->name, standing->period.toString()),
                             u"issued invoices less credit notes, without tax, taxed or not; %1 % of %2"_s.arg(
                                 standing->share.toString(), thresholdWords(rule->threshold)),
                             u"%1 transactions"_s.arg(standing->transactions),
                             u"%1 USD"_s.arg(standing->sales.toString()),
                             rule->note.isEmpty() ? u"thresholds of the states"_s
                                                  : u"thresholds of the states: %1"_s.arg(rule->note),
                             {}};
    if (standing->collects)
        root.children.push_back({u"To be collected from"_s,
                                 u"the threshold was reached the day before, or in the year before"_s,
                                 {},
                                 iso(standing->collects->day),
                                 {},
                                 {}});
    for (size_t i = 0; i < place.documents.size(); ++i) {
        const StateSale &sale = place.documents[i];
        if (!standing->period.contains(sale.day))
            continue;
        root.children.push_back(
            {u"%1, %2"_s.arg(sale.number, sale.account),
             sale.amount.currency() == *currency ? QString() : u"%1 at the rate of the day"_s.arg(words(sale.amount)),
             {},
             words(place.inDollars[i]),
             u"%1 of %2"_s.arg(sale.isCreditNote ? u"credit note"_s : u"invoice"_s, iso(sale.day)),
             {}});
    }
    return root;
}

Result<> NexusDesk::mayRegister()
{
    return permit(m_services, Act::RegisterForTax);
}

Result<> NexusDesk::registerIn(const QString &code, const QString &state, const QDate &day)
{
    if (auto may = mayRegister(); !may)
        return may;
    const auto table = thresholds();
    if (!table)
        return passOn(table);
    if (!day.isValid() || !table->find(state, day))
        return fail(ErrorKind::InvalidInput, u"tax.nexus_state"_s, {{u"value"_s, state}});
    storage::Transaction transaction(m_services.session());
    auto entity = m_services.seller().entityOf(code);
    if (!entity)
        return passOn(entity);
    if (registration(*entity, state))
        return fail(ErrorKind::Conflict, u"tax.nexus_registered"_s, {{u"entity"_s, code}, {u"state"_s, state}});
    entity->economicNexus.push_back({state, day});
    if (auto saved = m_services.seller().save(*entity); !saved)
        return saved;
    const auto audited = m_services.audit(u"nexus.register"_s, u"issuing_entity"_s, entity->id.toString(),
                                          {{u"code"_s, code}, {u"state"_s, state}, {u"from"_s, iso(day)}});
    if (!audited)
        return passOn(audited);
    const auto forgotten = forgetWarnings();
    return forgotten ? transaction.commit() : forgotten;
}

Result<> NexusDesk::useThresholds(const QByteArray &csv)
{
    if (auto may = mayRegister(); !may)
        return may;
    if (const auto table = NexusTable::fromCsv(csv); !table)
        return passOn(table);
    storage::Transaction transaction(m_services.session());
    if (auto kept = m_services.seller().setSetting(thresholdsKey, QString::fromUtf8(csv)); !kept)
        return kept;
    const auto audited
        = m_services.audit(u"nexus.thresholds"_s, u"workspace_setting"_s, thresholdsKey,
                           {{u"sha256"_s, csv.isEmpty() ? QString() : QString::fromLatin1(sha256Hex(csv))}});
    if (!audited)
        return passOn(audited);
    const auto forgotten = forgetWarnings();
    return forgotten ? transaction.commit() : forgotten;
}

Result<> NexusDesk::forgetWarnings()
{
    return m_services.seller().setSetting(warningsKey, {});
}

Result<QJsonArray> NexusDesk::statesToday()
{
    const QString today = iso(m_services.clock().today());
    const auto kept = m_services.seller().setting(warningsKey);
    if (!kept)
        return passOn(kept);
    const QJsonObject known = QJsonDocument::fromJson(kept->toUtf8()).object();
    if (known.value(u"on"_s).toString() == today)
        return known.value(u"states"_s).toArray();
    const auto states = rows(m_services.clock().today());
    if (!states)
        return passOn(states);
    const QJsonObject found{{u"on"_s, today}, {u"states"_s, toJson(*states)}};
    if (m_services.session().isReadOnly())
        return found.value(u"states"_s).toArray();
    const auto noted = m_services.seller().setSetting(
        warningsKey, QString::fromUtf8(QJsonDocument(found).toJson(QJsonDocument::Compact)));
    return noted ? Result<QJsonArray>(found.value(u"states"_s).toArray()) : passOn(noted);
}

Result<std::vector<NexusWarning>> NexusDesk::warnings()
{
    if (!permit(m_services, Act::ReadStateSales))
        return std::vector<NexusWarning>();
    const auto currency = dollars();
    const auto states = statesToday();
    if (!currency)
        return passOn(currency);
    if (!states)
        return passOn(states);
    std::vector<NexusWarning> warnings;
    for (const QJsonValue &one : *states)
        warnings.push_back(warningFrom(one.toObject(), *currency));
    return warnings;
}

} // namespace accord::workspace
