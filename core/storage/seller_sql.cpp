// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/seller_sql.h"

#include "core/base/canonical.h"
#include "core/security/permissions.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/transaction.h"

#include <QtCore/QJsonDocument>

namespace accord::storage {

using billing::IssuingEntity;
using billing::IssuingEntityId;

namespace {

#define ENTITY_COLUMNS                                                                                                 \
    "id, code, legal_name, currency, address, vat_id, nexus_states, economic_nexus, vat_registrations, "               \
    "one_stop_shop, tax_rounding, compound_taxes, branding, "                                                          \
    "logo, "                                                                                                           \
    "payment_instructions, number_format, version "

IssuingEntity readEntity(Statement &row)
{
    IssuingEntity entity;
    entity.id = row.read<IssuingEntityId>();
    entity.code = row.read<QString>();
    entity.legalName = row.read<QString>();
    entity.currency = row.read<Currency>();
    entity.address = addressFromJson(row.read<QJsonObject>());
    entity.vatId = row.read<QString>();
    entity.nexusStates = toStringList(row.read<QJsonArray>());
    entity.economicNexus = collectsFromJson(row.read<QJsonObject>());
    entity.vatRegistrations = toStringList(row.read<QJsonArray>());
    entity.oneStopShop = row.read<bool>();
    entity.taxRounding = tax::roundingFromString(row.read<QString>()).value_or(tax::Rounding::RateGroup);
    entity.compoundTaxes = toStringList(row.read<QJsonArray>());
    entity.branding = row.read<QJsonObject>();
    entity.logoPng = row.read<QByteArray>();
    entity.paymentInstructions = toStringList(row.read<QJsonArray>());
    entity.numberFormat = row.read<QString>();
    entity.version = row.read<int>();
    return entity;
}

User readUser(Statement &row)
{
    User user;
    user.name = row.read<QString>();
    user.displayName = row.read<QString>();
    user.region = row.read<QString>();
    user.entities = toStringList(row.read<QJsonArray>());
    user.costCentres = toStringList(row.read<QJsonArray>());
    return user;
}

/// What a person may do is what stands in the table of roles; the list beside the name is for people who read the
/// table.
QStringList inOrder(const QStringList &held)
{
    QStringList roles;
    for (const QString &role : security::knownRoles()) {
        if (held.contains(role))
            roles << role;
    }
    return roles;
}

Result<QStringList> rolesOf(Session &session, const QString &user)
{
    auto select = session.statement("SELECT role FROM app_user_role WHERE user_name = ?");
    const auto held = select.bind(notNull(user)).all([](Statement &row) { return row.read<QString>(); });
    return held ? Result<QStringList>(QStringList(held->begin(), held->end())) : passOn(held);
}

} // namespace

Result<> SellerSql::save(const IssuingEntity &entity)
{
    Transaction transaction(m_session);
    if (!entity.logoPng.isEmpty()) {
        const auto kept
            = m_session.run("INSERT INTO document_asset (sha256, content) VALUES (?,?) ON CONFLICT DO NOTHING",
                            QString::fromLatin1(sha256Hex(entity.logoPng)), entity.logoPng);
        if (!kept)
            return passOn(kept);
    }
    const auto changed = m_session.run(
        "INSERT INTO issuing_entity (id, code, legal_name, currency, address, vat_id, nexus_states, "
        "economic_nexus, vat_registrations, one_stop_shop, tax_rounding, compound_taxes, branding, logo, "
        "payment_instructions, number_format, "
        "version) VALUES "
        "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,1) "
        "ON CONFLICT (id) DO UPDATE SET code = excluded.code, legal_name = excluded.legal_name, address = "
        "excluded.address, "
        "vat_id = excluded.vat_id, nexus_states = excluded.nexus_states, economic_nexus = excluded.economic_nexus, "
        "vat_registrations = "
        "excluded.vat_registrations, "
        "one_stop_shop = excluded.one_stop_shop, tax_rounding = excluded.tax_rounding, "
        "compound_taxes = excluded.compound_taxes, branding = excluded.branding, logo = excluded.logo, "
        "payment_instructions = excluded.payment_instructions, number_format = excluded.number_format, "
        "version = issuing_entity.version + 1 WHERE issuing_entity.version = ?",
        entity.id, notNull(entity.code), notNull(entity.legalName), entity.currency, toJson(entity.address),
        notNull(entity.vatId), QJsonArray::fromStringList(entity.nexusStates), toJson(entity.economicNexus),
        QJsonArray::fromStringList(entity.vatRegistrations), entity.oneStopShop, toString(entity.taxRounding),
        QJsonArray::fromStringList(entity.compoundTaxes), entity.branding, entity.logoPng,
        QJsonArray::fromStringList(entity.paymentInstructions), entity.numberFormat, entity.version);
    if (!changed)
        return passOn(changed);
    if (*changed == 0)
        return fail(ErrorKind::Conflict, u"storage.changed_meanwhile"_s, {{u"entity"_s, entity.code}});
    return transaction.commit();
}

Result<QByteArray> SellerSql::asset(const QString &sha256) const
{
    if (sha256.isEmpty())
        return QByteArray();
    auto select = m_session.statement("SELECT content FROM document_asset WHERE sha256 = ?");
    const auto content = select.bind(sha256).first([](Statement &row) { return row.read<QByteArray>(); });
    if (!content)
        return passOn(content);
    if (!*content)
        return fail(ErrorKind::NotFound, u"documents.asset_missing"_s, {{u"sha256"_s, sha256}});
    return **content;
}

Result<std::vector<IssuingEntity>> SellerSql::entities() const
{
    return m_session.statement("SELECT " ENTITY_COLUMNS "FROM issuing_entity ORDER BY id").bind().all(readEntity);
}

Result<IssuingEntity> SellerSql::entity(const IssuingEntityId &id) const
{
    auto select = m_session.statement("SELECT " ENTITY_COLUMNS "FROM issuing_entity WHERE id = ?");
    const auto entity = select.bind(id).first(readEntity);
    if (!entity)
        return passOn(entity);
    if (!*entity)
        return fail(ErrorKind::NotFound, u"billing.entity_not_found"_s, {{u"entity"_s, id.toString()}});
    return **entity;
}

Result<IssuingEntity> SellerSql::entityOf(const QString &code) const
{
    auto select = m_session.statement("SELECT " ENTITY_COLUMNS "FROM issuing_entity WHERE code = ?");
    const auto entity = select.bind(notNull(code)).first(readEntity);
    if (!entity)
        return passOn(entity);
    if (*entity)
        return **entity;
    auto all = m_session.statement("SELECT code FROM issuing_entity ORDER BY id");
    const auto codes = all.bind().all([](Statement &row) { return row.read<QString>(); });
    if (!codes)
        return passOn(codes);
    return fail(ErrorKind::NotFound, u"company.unknown"_s,
                {{u"code"_s, code}, {u"known"_s, QStringList(codes->begin(), codes->end()).join(u", "_s)}});
}

Result<> SellerSql::save(const User &user)
{
    Transaction transaction(m_session);
    const auto changed = m_session.run("INSERT INTO app_user (name, display_name, roles, region) VALUES (?,?,?,?) "
                                       "ON CONFLICT (name) DO UPDATE SET display_name = excluded.display_name, "
                                       "roles = excluded.roles, region = excluded.region",
                                       notNull(user.name), notNull(user.displayName),
                                       QJsonArray::fromStringList(user.roles), notNull(user.region));
    if (!changed)
        return passOn(changed);
    const auto before = rolesOf(m_session, user.name);
    if (!before)
        return passOn(before);
    for (const QString &role : *before) {
        if (user.roles.contains(role))
            continue;
        const auto dropped
            = m_session.run("DELETE FROM app_user_role WHERE user_name = ? AND role = ?", notNull(user.name), role);
        if (!dropped)
            return passOn(dropped);
    }
    auto insert = m_session.statement("INSERT INTO app_user_role (user_name, role) VALUES (?,?)");
    for (const QString &role : user.roles) {
        if (before->contains(role))
            continue;
        if (const auto added = insert.bind(notNull(user.name), role).run(); !added)
            return passOn(added);
    }
    return transaction.commit();
}

Result<std::vector<User>> SellerSql::users() const
{
    auto users
        = m_session.statement("SELECT name, display_name, region, entities, cost_centres FROM app_user ORDER BY name")
              .bind()
              .all(readUser);
    if (!users)
        return users;
    QHash<QString, QStringList> roles;
    auto select = m_session.statement("SELECT user_name, role FROM app_user_role");
    while (select.next()) {
        const QString name = select.read<QString>();
        roles[name] << select.read<QString>();
    }
    if (const auto read = select.finish(); !read)
        return passOn(read);
    for (User &user : *users)
        user.roles = inOrder(roles.value(user.name));
    return users;
}

Result<User> SellerSql::user(const QString &name) const
{
    auto select
        = m_session.statement("SELECT name, display_name, region, entities, cost_centres FROM app_user WHERE name = ?");
    auto user = select.bind(notNull(name)).first(readUser);
    if (!user)
        return passOn(user);
    if (!*user)
        return fail(ErrorKind::NotFound, u"identity.user_not_found"_s, {{u"user"_s, name}});
    const auto roles = rolesOf(m_session, name);
    if (!roles)
        return passOn(roles);
    (*user)->roles = inOrder(*roles);
    return **user;
}

Result<> SellerSql::setSetting(const QString &key, const QString &value)
{
    const auto changed = m_session.run("INSERT INTO workspace_setting (key, value) VALUES (?,?) "
                                       "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                                       notNull(key), notNull(value));
    return changed ? Result<>() : passOn(changed);
}

Result<QString> SellerSql::setting(const QString &key, const QString &otherwise) const
{
    auto select = m_session.statement("SELECT value FROM workspace_setting WHERE key = ?");
    const auto value = select.bind(notNull(key)).first([](Statement &row) { return row.read<QString>(); });
    if (!value)
        return passOn(value);
    return value->value_or(otherwise);
}

Result<> SellerSql::save(const catalog::Meter &meter)
{
    const auto changed = m_session.run("INSERT INTO meter (id, code, name, unit, aggregation) VALUES (?,?,?,?,?) "
                                       "ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, "
                                       "unit = excluded.unit, aggregation = excluded.aggregation",
                                       meter.id, notNull(meter.code), notNull(meter.name), notNull(meter.unit),
                                       toString(meter.aggregation));
    return changed ? Result<>() : passOn(changed);
}

Result<bool> SellerSql::isUsed(const catalog::MeterId &meter) const
{
    auto select = m_session.statement("SELECT 1 FROM usage_series WHERE meter_id = ? LIMIT 1");
    const auto found = select.bind(meter).first([](Statement &) { return true; });
    return found ? Result<bool>(found->has_value()) : passOn(found);
}

Result<std::vector<catalog::Meter>> SellerSql::meters() const
{
    return m_session.statement("SELECT id, code, name, unit, aggregation FROM meter ORDER BY code")
        .bind()
        .all([](Statement &row) {
            catalog::Meter meter;
            meter.id = row.read<catalog::MeterId>();
            meter.code = row.read<QString>();
            meter.name = row.read<QString>();
            meter.unit = row.read<QString>();
            meter.aggregation = catalog::aggregationFromString(row.read<QString>()).value_or(catalog::Aggregation::Sum);
            return meter;
        });
}

Result<> SellerSql::addPriceBook(int version, const Currency &currency, const QDate &validFrom, const QJsonObject &body,
                                 const QString &publishedBy, const QDateTime &now)
{
    const QByteArray text = QJsonDocument(body).toJson(QJsonDocument::Compact);
    const auto added = m_session.run(
        "INSERT INTO price_book (version, currency, valid_from, body, digest, published_by, published_at) "
        "VALUES (?,?,?,?,?,?,?)",
        version, currency, validFrom, QString::fromUtf8(text), QString::fromLatin1(sha256Hex(text)),
        notNull(publishedBy), now);
    return added ? Result<>() : passOn(added);
}

Result<std::optional<QJsonObject>> SellerSql::currentPriceBook() const
{
    auto select = m_session.statement("SELECT body FROM price_book ORDER BY version DESC LIMIT 1");
    return select.bind().first([](Statement &row) { return row.read<QJsonObject>(); });
}

} // namespace accord::storage
