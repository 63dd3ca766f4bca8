// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/price_book.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// What an import did.
struct ImportCount
{
    int added = 0;
    int changed = 0;
    int unchanged = 0;
    int waiting = 0; ///< contracts that somebody has to agree to first
    QString approval = {}; ///< id of the request that waits; of several the last
};

/// Imports and exports of customers, contracts and price books in Accord's own documents (`resources/schemas`). All or
/// nothing per file; importing the same file again changes nothing, and under the same command id gives the same
/// answer.
class MasterData
{
public:
    explicit MasterData(Services &services)
        : m_services(services)
    { }

    Result<ImportCount> importAccounts(const QByteArray &json, const std::optional<storage::CommandId> &command = {});
    Result<QJsonObject> exportAccounts();
    /// Saves a contract for the account named in the document, or by \a account. One that is there already becomes the
    /// next version when it differs. What the policy asks about waits until it is agreed on (see activateContract()).
    Result<ImportCount> importContract(const QByteArray &json, const QString &account = {},
                                       const std::optional<storage::CommandId> &command = {});
    /// Saves what was agreed on: the request was permitted, and whoever decides need not edit contracts.
    Result<> keepAgreed(const contracts::Contract &contract);
    /// Publishes a version; a version that is there must be the same.
    Result<ImportCount> importPriceBook(const QByteArray &json, const std::optional<storage::CommandId> &command = {});
    Result<std::optional<QJsonObject>> currentPriceBook();

    /// Brings what lists sort by (ARR, renewal, locations) in line with the account's contracts.
    Result<> refreshFigures(const accounts::AccountId &account);

private:
    Result<ImportCount> importAccounts(const QJsonObject &document, const QByteArray &json);
    Result<ImportCount> importContract(const QJsonObject &document, const QString &account);
    Result<ImportCount> importPriceBook(const QJsonObject &document);
    /// \a import once, in one transaction with its outcome: under a command id that is there, the outcome only.
    template<typename Import> Result<ImportCount> once(const storage::CommandRequest &request, Import import);
    Result<> importAccount(const QJsonObject &object, const QString &path, ImportCount &count);
    /// \returns whether anything differed from what was there.
    Result<bool> importParts(const QJsonObject &object, const accounts::AccountId &account);
    Result<QJsonObject> accountToJson(const accounts::Account &account, const QHash<QUuid, QString> &numbers,
                                      const QHash<QUuid, QString> &entityCodes);
    Services &m_services;
};

Result<catalog::PriceBook> priceBookFromJson(const QJsonObject &object);

/// Reads what a contract document says about the world around it, for a quote without a workspace.
struct QuoteWorld
{
    contracts::Contract contract;
    accounts::Account payer;
    std::vector<billing::BilledLocation> locations;
    tax::SellerFacts seller;
    bool taxKnown = false;
    std::optional<std::vector<contracts::ReachedMilestone>> milestones = {}; ///< none: reached when expected
    std::vector<contracts::ServiceLevelReport> serviceReports = {};
};
Result<QuoteWorld> quoteWorldFromJson(const QJsonObject &object);

} // namespace accord::workspace
