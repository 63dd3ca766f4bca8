// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/services.h"

#include "core/workspace/this_device.h"

#include <QtCore/QFile>

namespace accord::workspace {

namespace {
Result<QByteArray> resource(const QString &name)
{
    QFile file(u":/accord/reference/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Internal, u"workspace.resource_missing"_s, {{u"name"_s, name}});
    return file.readAll();
}
} // namespace

Result<std::shared_ptr<const ReferenceData>> ReferenceData::load()
{
    const auto taxes = resource(u"tax-rates.csv"_s).and_then(tax::RateTable::fromCsv);
    if (!taxes)
        return passOn(taxes);
    const auto exchange = resource(u"ecb-fx-eur.csv"_s).and_then(ExchangeRates::fromCsv);
    if (!exchange)
        return passOn(exchange);
    return std::make_shared<const ReferenceData>(ReferenceData{*taxes, *exchange});
}

Services::Services(std::unique_ptr<storage::Session> session, std::shared_ptr<const Clock> clock,
                   std::shared_ptr<IdSource> ids, std::shared_ptr<const ReferenceData> reference, const QString &actor,
                   std::shared_ptr<storage::AccountNamesCache> accountNames)
    : m_session(std::move(session))
    , m_clock(std::move(clock))
    , m_ids(std::move(ids))
    , m_reference(std::move(reference))
    , m_actor(actor)
    , m_accountNames(accountNames ? std::move(accountNames) : std::make_shared<storage::AccountNamesCache>())
{ }

storage::CommandRequest Services::request(const std::optional<storage::CommandId> &id, const QString &kind,
                                          const CanonicalForm &form) const
{
    return {id, m_actor, kind, form.digest()};
}

Result<Currency> Services::companyCurrency()
{
    const auto code = seller().setting(u"company_currency"_s, u"USD"_s);
    if (!code)
        return passOn(code);
    return Currency::fromCode(*code);
}

Result<QString> Services::audit(const QString &kind, const QString &subjectKind, const QString &subjectId,
                                const QJsonObject &body)
{
    storage::AuditSql store(*m_session);
    security::AuditChain chain(store, *m_clock);
    const auto head = chain.head();
    if (!head)
        return passOn(head);
    const auto record = chain.append({m_actor, thisDevice(), kind, subjectKind, subjectId, body});
    if (!record)
        return passOn(record);
    return head->toString();
}

} // namespace accord::workspace
