// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/issuing_entity.h"
#include "core/catalog/meter.h"

namespace accord::storage {

class Session;

/// A person who works with the workspace.
struct User
{
    QString name; ///< what `--as` takes
    QString displayName;
    QStringList roles; ///< of security::knownRoles(), in their order
    QString region; ///< several behind each other with commas
    QStringList entities = {}; ///< ids of the issuing companies that they work for, sorted; none: of all
    QStringList costCentres = {}; ///< of customers that they look after, sorted; none: of all
};

/// The seller's side: issuing entities, users, settings, meters, price books.
class SellerSql
{
public:
    explicit SellerSql(Session &session)
        : m_session(session)
    { }

    Result<> save(const billing::IssuingEntity &entity);
    Result<std::vector<billing::IssuingEntity>> entities() const; ///< by code; the first is the main one
    /// The content of a logo that a document was printed with; empty for an empty digest.
    /// \returns NotFound "documents.asset_missing".
    Result<QByteArray> asset(const QString &sha256) const;
    /// \returns NotFound "billing.entity_not_found".
    Result<billing::IssuingEntity> entity(const billing::IssuingEntityId &id) const;
    /// By its code. \returns NotFound "company.unknown" {code, known}.
    Result<billing::IssuingEntity> entityOf(const QString &code) const;

    Result<> save(const User &user);
    Result<std::vector<User>> users() const;
    /// \returns NotFound "identity.user_not_found".
    Result<User> user(const QString &name) const;

    Result<> setSetting(const QString &key, const QString &value);
    Result<QString> setting(const QString &key, const QString &otherwise = u""_s) const;

    Result<> save(const catalog::Meter &meter);
    Result<std::vector<catalog::Meter>> meters() const; ///< by code
    Result<bool> isUsed(const catalog::MeterId &meter) const; ///< whether usage of it was counted

    /// Publishes a version of the price book. \returns Conflict "storage.unique" for a version that is there.
    Result<> addPriceBook(int version, const Currency &currency, const QDate &validFrom, const QJsonObject &body,
                          const QString &publishedBy, const QDateTime &now);
    Result<std::optional<QJsonObject>> currentPriceBook() const;

private:
    Session &m_session;
};

} // namespace accord::storage
