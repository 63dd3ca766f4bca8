// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/master_data.h"

#include "core/base/canonical.h"
#include "core/contracts/contract_json.h"
#include "core/contracts/contract_value.h"
#include "core/contracts/coupon.h"
#include "core/interchange/json_fields.h"
#include "core/interchange/schemas.h"
#include "core/storage/sql_values.h"
#include "core/storage/transaction.h"
#include "core/workspace/account_record.h"
#include "core/workspace/change_guard.h"
#include "core/workspace/contract_locations.h"
#include "core/workspace/contract_activation.h"
#include "core/workspace/exemptions.h"
#include "core/workspace/contract_record.h"
#include "core/workspace/permit.h"
#include "core/workspace/soundness.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QSet>

namespace accord::workspace {

using accounts::Account;
using accounts::AccountId;
using contracts::Contract;
using interchange::JsonFields;

namespace {

QString iso(const QDate &day)
{
    return day.toString(Qt::ISODate);
}

/// An id that follows from what people call a thing, so that importing it again finds the same row.
template<typename TypedId> TypedId idFor(const QString &kind, const QString &name)
{
    static const QUuid space(u"{9b1f6f0e-52f4-5c0c-8a57-3a0a1f5d7c11}"_s);
    return TypedId(QUuid::createUuidV5(space, kind + u'/' + name));
}

bool sameDocument(const QJsonObject &a, const QJsonObject &b)
{
    return QJsonDocument(a).toJson(QJsonDocument::Compact) == QJsonDocument(b).toJson(QJsonDocument::Compact);
}

accounts::Location readLocation(JsonFields &fields, const AccountId &account)
{
    accounts::Location location;
    location.account = account;
    location.code = fields.text(u"code"_s);
    location.id = idFor<accounts::LocationId>(u"location"_s, location.code);
    location.name = fields.text(u"name"_s);
    location.address = storage::addressFromJson(fields.object(u"address"_s));
    location.costCentre = fields.text(u"cost_center"_s);
    location.department = fields.text(u"department"_s);
    location.activeFrom = fields.has(u"active_from"_s) ? fields.date(u"active_from"_s) : QDate(2000, 1, 1);
    location.activeTo = fields.date(u"active_to"_s);
    if (location.activeTo.isValid() && location.activeTo <= location.activeFrom)
        fields.keep(u"active_to"_s, Error{ErrorKind::InvalidInput,
                                          u"period.empty"_s,
                                          {{u"start"_s, iso(location.activeFrom)}, {u"end"_s, iso(location.activeTo)}},
                                          {}});
    return location;
}

QJsonObject toJson(const ImportCount &count)
{
    QJsonObject object{{u"added"_s, count.added}, {u"changed"_s, count.changed}, {u"unchanged"_s, count.unchanged}};
    if (count.waiting > 0) {
        object.insert(u"waiting"_s, count.waiting);
        object.insert(u"approval"_s, count.approval);
    }
    return object;
}

ImportCount countFromJson(const QJsonObject &object)
{
    const auto number = [&](const QString &name) { return object.value(name).toInt(); };
    return {number(u"added"_s), number(u"changed"_s), number(u"unchanged"_s), number(u"waiting"_s),
            object.value(u"approval"_s).toString()};
}

} // namespace

template<typename Import> Result<ImportCount> MasterData::once(const storage::CommandRequest &request, Import import)
{
    storage::Transaction transaction(m_services.session());
    const auto earlier = m_services.commands().outcomeOf(request);
    if (!earlier)
        return passOn(earlier);
    if (*earlier)
        return transaction.commit().map([&] { return countFromJson(**earlier); });
    const Result<ImportCount> count = import();
    if (!count)
        return count;
    if (const auto kept = m_services.commands().keep(request, toJson(*count), m_services.clock().now()); !kept)
        return passOn(kept);
    return transaction.commit().map([&] { return *count; });
}

Result<ImportCount> MasterData::importAccounts(const QByteArray &json, const std::optional<storage::CommandId> &command)
{
    if (auto may = permit(m_services, Act::ImportAccounts); !may)
        return passOn(may);
    if (auto ready = readyForRun(m_services); !ready)
        return passOn(ready);
    const auto document = interchange::readDocument(json, u"accounts"_s);
    if (!document)
        return passOn(document);
    return once(m_services.request(command, u"account.import"_s, CanonicalForm().add(sha256Hex(json))),
                [&] { return importAccounts(*document, json); });
}

Result<ImportCount> MasterData::importAccounts(const QJsonObject &document, const QByteArray &json)
{
    ImportCount count;
    for (const auto &[object, path] : JsonFields(document).objects(u"accounts"_s)) {
        if (const auto imported = importAccount(object, path, count); !imported)
            return passOn(imported);
    }
    if (count.added + count.changed > 0) {
        if (const auto counted = m_services.accounts().countLocations(m_services.clock().today()); !counted)
            return passOn(counted);
        const auto audited = m_services.audit(u"account.import"_s, u"account"_s, {},
                                              {{u"added"_s, count.added},
                                               {u"changed"_s, count.changed},
                                               {u"sha256"_s, QString::fromLatin1(sha256Hex(json))}});
        if (!audited)
            return passOn(audited);
    }
    return count;
}

namespace {

/// The company that bills an account: the one it names, \a before where it names none, or else the first. None is kept
/// with the fields as an error: InvalidInput "accounts.issuing_entity_unknown".
std::optional<QUuid> issuingEntityOf(JsonFields &fields, const std::vector<billing::IssuingEntity> &entities,
                                     const QUuid &before)
{
    const QString field = u"issuing_entity"_s;
    const QString code = fields.text(field);
    if (code.isEmpty() && !before.isNull())
        return before;
    const auto named
        = code.isEmpty() ? entities.begin() : std::ranges::find(entities, code, &billing::IssuingEntity::code);
    if (named != entities.end())
        return named->id.uuid();
    if (entities.empty() && code.isEmpty())
        return std::nullopt;
    QStringList known;
    for (const billing::IssuingEntity &entity : entities)
        known << entity.code;
    fields.keep(field, Error{ErrorKind::InvalidInput,
                             u"accounts.issuing_entity_unknown"_s,
                             {{u"code"_s, code}, {u"known"_s, known.join(u", "_s)}},
                             {}});
    return std::nullopt;
}

} // namespace

Result<> MasterData::importAccount(const QJsonObject &object, const QString &path, ImportCount &count)
{
    JsonFields fields(object, path);
    Account account;
    account.number = fields.text(u"number"_s);
    account.id = idFor<AccountId>(u"account"_s, account.number);
    auto repository = m_services.accounts();
    const auto existing = repository.findByReference(account.number);
    if (existing && existing->number == account.number)
        account = *existing;
    const auto entities = m_services.seller().entities();
    if (!entities)
        return passOn(entities);
    if (const auto entity = issuingEntityOf(fields, *entities, account.issuingEntity))
        account.issuingEntity = *entity;
    account.name = fields.text(u"name"_s);
    if (const auto usable = checkAccountName(account.name); !usable && fields.has(u"name"_s))
        fields.keep(u"name"_s, usable.error());
    account.legalName = fields.text(u"legal_name"_s, account.name);
    for (const auto &[name, target] :
         {std::pair(u"parent"_s, &account.parent), std::pair(u"payer"_s, &account.payer)}) {
        if (!fields.has(name))
            continue;
        const auto other = repository.findByReference(fields.text(name));
        if (!other) {
            fields.keep(name, other.error());
            break;
        }
        *target = other->id;
    }
    account.status = fields.take(u"status"_s, accounts::accountStatusFromString(fields.text(u"status"_s, u"active"_s)));
    account.segment = fields.text(u"segment"_s);
    account.region = fields.text(u"region"_s);
    account.currency = fields.currency(u"currency"_s);
    account.address = storage::addressFromJson(fields.object(u"address"_s));
    account.vatId = fields.text(u"vat_id"_s);
    account.taxStanding = fields.take(u"tax_standing"_s,
                                      accounts::taxStandingFromString(fields.text(u"tax_standing"_s, u"business"_s)));
    account.customerSuccessManager = fields.text(u"customer_success_manager"_s);
    account.paymentTermsDays = fields.integer(u"payment_terms_days"_s, 30);
    account.billingHoldReason = fields.text(u"billing_hold_reason"_s);
    account.zeroInvoices = fields.text(u"zero_invoices"_s) == u"skip"_s ? accounts::ZeroInvoicePolicy::Skip
                                                                        : accounts::ZeroInvoicePolicy::Issue;
    account.invoiceEmail = fields.text(u"invoice_email"_s);
    account.portalReference = fields.text(u"portal_reference"_s);
    account.needsPurchaseOrder = fields.boolean(u"needs_purchase_order"_s);
    if (const auto status = fields.status(); !status)
        return status;
    const bool isNew = !existing || existing->number != account.number;
    bool differs = isNew || !(*existing == account);
    if (!isNew) {
        if (const auto free = mayChangeDirectly(m_services, *existing, account); !free)
            return free;
    }
    if (differs) {
        const auto saved = repository.save(account, m_services.clock().now());
        if (!saved)
            return passOn(saved);
    }
    const auto parts = importParts(object, account.id);
    if (!parts)
        return passOn(parts);
    if (!isNew && (differs || *parts)) { // what is new stands in the record of the import
        QJsonObject change = changeOf(*existing, account);
        change.insert(u"parts_changed"_s, *parts);
        const auto audited = m_services.audit(u"account.change"_s, u"account"_s, account.id.toString(), change);
        if (!audited)
            return passOn(audited);
    }
    (isNew ? count.added : differs || *parts ? count.changed : count.unchanged) += 1;
    return {};
}

Result<bool> MasterData::importParts(const QJsonObject &object, const AccountId &account)
{
    JsonFields fields(object);
    auto repository = m_services.accounts();
    std::vector<Result<bool>> saved;
    const auto refused = [](const Result<> &status) { return Result<bool>(passOn(status)); };
    for (const auto &[part, path] : fields.objects(u"locations"_s)) {
        JsonFields location(part, path);
        const accounts::Location read = readLocation(location, account);
        saved.push_back(location.status() ? repository.save(read) : refused(location.status()));
    }
    for (const auto &[part, path] : fields.objects(u"cost_centers"_s)) {
        JsonFields centre(part, path);
        saved.push_back(repository.save(accounts::CostCentre{account, centre.text(u"code"_s), centre.text(u"name"_s)}));
    }
    for (const auto &[part, path] : fields.objects(u"contacts"_s)) {
        JsonFields contact(part, path);
        const auto id = idFor<accounts::ContactId>(u"contact"_s, account.toString() + contact.text(u"name"_s));
        saved.push_back(repository.save(accounts::Contact{id, account, contact.text(u"name"_s),
                                                          contact.text(u"title"_s), contact.text(u"email"_s),
                                                          contact.text(u"phone"_s), contact.text(u"role"_s)}));
    }
    const auto known = repository.certificatesOf(account);
    if (!known)
        return passOn(known);
    QSet<QString> numbers; // one may stand for several jurisdictions
    for (const auto &[part, path] : fields.objects(u"certificates"_s)) {
        JsonFields certificate(part, path);
        const QString number = certificate.text(u"number"_s);
        const QString jurisdiction = certificate.text(u"jurisdiction"_s);
        const auto same = std::ranges::find_if(*known, [&](const accounts::ExemptionCertificate &one) {
            return one.number == number && one.jurisdiction == jurisdiction;
        });
        const QString name = account.toString() + number + (numbers.contains(number) ? jurisdiction : QString());
        const auto id = same == known->end() ? idFor<accounts::CertificateId>(u"certificate"_s, name) : same->id;
        numbers.insert(number);
        const accounts::ExemptionCertificate read{id,
                                                  account,
                                                  certificate.text(u"jurisdiction"_s),
                                                  certificate.text(u"number"_s),
                                                  certificate.text(u"reason"_s),
                                                  certificate.date(u"valid_from"_s),
                                                  certificate.date(u"valid_to"_s)};
        saved.push_back(certificate.status() ? keepExemption(m_services, read) : refused(certificate.status()));
    }
    bool differs = false;
    for (const auto &result : saved) {
        if (!result)
            return result;
        differs = differs || *result;
    }
    return differs;
}

namespace {

void insertIfAny(QJsonObject &object, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        object.insert(name, value);
}

QJsonObject toJson(const accounts::Location &location)
{
    QJsonObject object{{u"code"_s, location.code},
                       {u"name"_s, location.name},
                       {u"address"_s, storage::toJson(location.address)},
                       {u"active_from"_s, iso(location.activeFrom)}};
    insertIfAny(object, u"cost_center"_s, location.costCentre);
    insertIfAny(object, u"department"_s, location.department);
    insertIfAny(object, u"active_to"_s, iso(location.activeTo));
    return object;
}

QJsonObject toJson(const accounts::Contact &contact)
{
    QJsonObject object{{u"name"_s, contact.name}};
    insertIfAny(object, u"title"_s, contact.title);
    insertIfAny(object, u"email"_s, contact.email);
    insertIfAny(object, u"phone"_s, contact.phone);
    insertIfAny(object, u"role"_s, contact.role);
    return object;
}

QJsonObject toJson(const accounts::ExemptionCertificate &certificate)
{
    QJsonObject object{{u"jurisdiction"_s, certificate.jurisdiction},
                       {u"number"_s, certificate.number},
                       {u"valid_from"_s, iso(certificate.validFrom)}};
    insertIfAny(object, u"reason"_s, certificate.reason);
    insertIfAny(object, u"valid_to"_s, iso(certificate.validTo));
    return object;
}

QJsonObject toJson(const accounts::CostCentre &centre)
{
    return {{u"code"_s, centre.code}, {u"name"_s, centre.name}};
}

template<typename Part>
Result<void> insertParts(QJsonObject &object, const QString &name, const Result<std::vector<Part>> &parts)
{
    if (!parts)
        return passOn(parts);
    QJsonArray array;
    for (const Part &part : *parts)
        array.append(toJson(part));
    if (!array.isEmpty())
        object.insert(name, array);
    return {};
}

} // namespace

Result<QJsonObject> MasterData::accountToJson(const Account &account, const QHash<QUuid, QString> &numbers,
                                              const QHash<QUuid, QString> &entityCodes)
{
    QJsonObject object{
        {u"number"_s, account.number},
        {u"name"_s, account.name},
        {u"legal_name"_s, account.legalName},
        {u"issuing_entity"_s, entityCodes.value(account.issuingEntity)},
        {u"status"_s, accounts::toString(account.status)},
        {u"segment"_s, account.segment},
        {u"region"_s, account.region},
        {u"currency"_s, account.currency.code()},
        {u"address"_s, storage::toJson(account.address)},
        {u"vat_id"_s, account.vatId},
        {u"tax_standing"_s, accounts::toString(account.taxStanding)},
        {u"zero_invoices"_s, account.zeroInvoices == accounts::ZeroInvoicePolicy::Skip ? u"skip"_s : u"issue"_s},
        {u"customer_success_manager"_s, account.customerSuccessManager},
        {u"payment_terms_days"_s, account.paymentTermsDays}};
    insertIfAny(object, u"billing_hold_reason"_s, account.billingHoldReason);
    insertIfAny(object, u"invoice_email"_s, account.invoiceEmail);
    insertIfAny(object, u"portal_reference"_s, account.portalReference);
    if (account.needsPurchaseOrder)
        object.insert(u"needs_purchase_order"_s, true);
    if (account.parent)
        object.insert(u"parent"_s, numbers.value(account.parent->uuid()));
    if (account.payer)
        object.insert(u"payer"_s, numbers.value(account.payer->uuid()));
    const auto repository = m_services.accounts();
    for (const auto &inserted : {insertParts(object, u"locations"_s, repository.locationsOf(account.id)),
                                 insertParts(object, u"cost_centers"_s, repository.costCentresOf(account.id)),
                                 insertParts(object, u"contacts"_s, repository.contactsOf(account.id)),
                                 insertParts(object, u"certificates"_s, repository.certificatesOf(account.id))}) {
        if (!inserted)
            return passOn(inserted);
    }
    return object;
}

Result<QJsonObject> MasterData::exportAccounts()
{
    const auto all = m_services.accounts().all();
    if (!all)
        return passOn(all);
    const auto entities = m_services.seller().entities();
    if (!entities)
        return passOn(entities);
    QHash<QUuid, QString> numbers, entityCodes;
    for (const Account &account : *all)
        numbers.insert(account.id.uuid(), account.number);
    for (const auto &entity : *entities)
        entityCodes.insert(entity.id.uuid(), entity.code);
    // A parent or payer stands before those that name it, so that the document can be imported as it is.
    std::vector<Account> ordered = *all;
    std::stable_partition(ordered.begin(), ordered.end(),
                          [](const Account &account) { return !account.parent && !account.payer; });
    QJsonArray array;
    for (const Account &account : ordered) {
        const auto object = accountToJson(account, numbers, entityCodes);
        if (!object)
            return passOn(object);
        array.append(*object);
    }
    return QJsonObject{{u"format"_s, u"accord.accounts/1"_s}, {u"accounts"_s, array}};
}

Result<ImportCount> MasterData::importContract(const QByteArray &json, const QString &account,
                                               const std::optional<storage::CommandId> &command)
{
    if (auto may = permit(m_services, Act::SaveContract); !may)
        return passOn(may);
    if (auto ready = readyForMoney(m_services); !ready)
        return passOn(ready);
    const auto document = interchange::readDocument(json, u"contract"_s);
    if (!document)
        return passOn(document);
    return once(m_services.request(command, u"contract.import"_s, CanonicalForm().add(sha256Hex(json)).add(account)),
                [&] { return importContract(*document, account); });
}

Result<ImportCount> MasterData::importContract(const QJsonObject &document, const QString &accountReference)
{
    auto contract = contracts::contractFromJson(document);
    if (!contract)
        return passOn(contract);
    const auto account = m_services.accounts().findByReference(
        accountReference.isEmpty() ? document.value(u"account"_s).toString() : accountReference);
    if (!account)
        return passOn(account);
    contract->account = account->id;
    const auto existing = m_services.contracts().findByNumber(contract->number);
    if (existing) {
        contract->id = existing->id;
        contract->version = existing->version;
        if (sameDocument(contracts::toJson(*contract), contracts::toJson(*existing)))
            return ImportCount{0, 0, 1};
        if (const auto free = mayChangeDirectly(m_services, *existing, *contract); !free)
            return passOn(free);
        contract->version = existing->version + 1;
    } else if (existing.error().kind != ErrorKind::NotFound) {
        return passOn(existing);
    } else {
        contract->id = idFor<contracts::ContractId>(u"contract"_s, contract->number);
        contract->version = 1;
    }
    if (const auto checked = checkLocations(m_services, *contract); !checked)
        return passOn(checked);
    const auto asked = activateContract(m_services, *contract);
    if (!asked)
        return passOn(asked);
    if (*asked)
        return ImportCount{0, 0, 0, 1, (*asked)->id.toString()};
    return existing ? ImportCount{0, 1, 0} : ImportCount{1, 0, 0};
}

Result<> MasterData::keepAgreed(const Contract &contract)
{
    storage::Transaction transaction(m_services.session());
    std::optional<Contract> earlier;
    if (contract.version > 1) {
        auto before = m_services.contracts().findVersion(contract.id, contract.version - 1);
        if (!before)
            return passOn(before);
        earlier = std::move(*before);
    }
    if (const auto saved = m_services.contracts().addVersion(contract, m_services.actor(), m_services.clock().now());
        !saved)
        return saved;
    if (const auto refreshed = refreshFigures(contract.account); !refreshed)
        return refreshed;
    const auto audited
        = m_services.audit(u"contract.save"_s, u"contract"_s, contract.id.toString(), recordOf(earlier, contract));
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

Result<> MasterData::refreshFigures(const AccountId &account)
{
    const auto company = m_services.companyCurrency();
    const auto contracts = m_services.contracts().ofAccount(account);
    const auto locations = m_services.accounts().locationsPaidBy(account);
    if (!company)
        return passOn(company);
    if (!contracts)
        return passOn(contracts);
    if (!locations)
        return passOn(locations);
    const QDate today = m_services.clock().today();
    const auto active
        = std::ranges::count_if(*locations, [&](const auto &one) { return one.location.isActiveOn(today); });
    MoneySum arr(*company);
    QDate renewal;
    for (const Contract &contract : *contracts) {
        if (!contract.isInForce(today))
            continue;
        const auto own
            = contracts::annualRecurringRevenue(contract, billing::servedOn(contract, *locations, today), today);
        if (!own)
            return passOn(own);
        const auto converted = m_services.reference().exchangeRates.convert(*own, *company, today);
        if (!converted)
            return passOn(converted);
        arr.add(*converted);
        renewal = renewal.isValid() ? std::min(renewal, contract.term.end) : contract.term.end;
    }
    if (!arr.total())
        return passOn(arr.total());
    return m_services.accounts().setFigures(account, *arr.total(), renewal, int(active));
}

Result<catalog::PriceBook> priceBookFromJson(const QJsonObject &object)
{
    JsonFields fields(object);
    catalog::PriceBook book;
    book.version = fields.integer(u"version"_s, 1);
    book.currency = fields.currency(u"currency"_s);
    book.validFrom = fields.date(u"valid_from"_s);
    for (const auto &[planObject, path] : fields.objects(u"plans"_s)) {
        JsonFields plan(planObject, path);
        catalog::Plan read{plan.text(u"code"_s),
                           plan.text(u"name"_s),
                           plan.money(u"monthly_price"_s, book.currency),
                           plan.integer(u"trial_days"_s),
                           plan.boolean(u"enterprise"_s),
                           {},
                           storage::toStringList(planObject.value(u"features"_s).toArray())};
        for (const auto &[allowanceObject, allowancePath] : plan.objects(u"allowances"_s)) {
            JsonFields allowance(allowanceObject, allowancePath);
            read.allowances.push_back({allowance.text(u"meter"_s), allowance.optionalDecimal(u"included"_s),
                                       allowance.optionalDecimal(u"overage_price"_s)});
            plan.take(u"allowances"_s, allowance.status().map([] { return 0; }));
        }
        fields.take(u"plans"_s, plan.status().map([] { return 0; }));
        book.plans.push_back(std::move(read));
    }
    return fields.status().map([&] { return book; });
}

Result<ImportCount> MasterData::importPriceBook(const QByteArray &json,
                                                const std::optional<storage::CommandId> &command)
{
    if (auto may = permit(m_services, Act::PublishPriceBook); !may)
        return passOn(may);
    const auto document = interchange::readDocument(json, u"price-book"_s);
    if (!document)
        return passOn(document);
    return once(m_services.request(command, u"price_book.import"_s, CanonicalForm().add(sha256Hex(json))),
                [&] { return importPriceBook(*document); });
}

Result<ImportCount> MasterData::importPriceBook(const QJsonObject &document)
{
    const auto book = priceBookFromJson(document);
    if (!book)
        return passOn(book);
    if (const auto coupons = contracts::couponsFromJson(document); !coupons)
        return passOn(coupons);
    const QByteArray body = QJsonDocument(document).toJson(QJsonDocument::Compact);
    const auto current = currentPriceBook();
    if (!current)
        return passOn(current);
    if (*current && sameDocument(**current, document))
        return ImportCount{0, 0, 1};
    if (const auto free = mayChangeBookDirectly(m_services, *current, document); !free)
        return passOn(free);
    const auto added = m_services.seller().addPriceBook(book->version, book->currency, book->validFrom, document,
                                                        m_services.actor(), m_services.clock().now());
    if (!added)
        return passOn(added);
    const auto audited = m_services.audit(u"price_book.publish"_s, u"price_book"_s, QString::number(book->version),
                                          {{u"sha256"_s, QString::fromLatin1(sha256Hex(body))}});
    if (!audited)
        return passOn(audited);
    return ImportCount{1, 0, 0};
}

Result<std::optional<QJsonObject>> MasterData::currentPriceBook()
{
    return m_services.seller().currentPriceBook();
}

Result<QuoteWorld> quoteWorldFromJson(const QJsonObject &object)
{
    auto contract = contracts::contractFromJson(object);
    if (!contract)
        return passOn(contract);
    JsonFields fields(object);
    QuoteWorld world;
    JsonFields customer(fields.object(u"customer"_s), u"customer"_s);
    contract->id = idFor<contracts::ContractId>(u"contract"_s, contract->number);
    world.payer.id = idFor<AccountId>(u"account"_s, contract->number);
    world.payer.name = customer.text(u"name"_s, contract->number);
    world.payer.currency = contract->currency;
    world.payer.address = storage::addressFromJson(customer.object(u"address"_s));
    world.payer.vatId = customer.text(u"vat_id"_s);
    world.payer.taxStanding = customer.take(
        u"tax_standing"_s, accounts::taxStandingFromString(customer.text(u"tax_standing"_s, u"business"_s)));
    const QJsonObject seller = fields.object(u"seller"_s);
    world.seller
        = {seller.value(u"country"_s).toString(),
           storage::toStringList(seller.value(u"nexus_states"_s).toArray()),
           storage::toStringList(seller.value(u"vat_registrations"_s).toArray()),
           seller.value(u"one_stop_shop"_s).toBool(),
           storage::collectsFromJson(seller.value(u"economic_nexus"_s).toObject()),
           tax::roundingFromString(seller.value(u"tax_rounding"_s).toString()).value_or(tax::Rounding::RateGroup),
           storage::toStringList(seller.value(u"compound_taxes"_s).toArray())};
    world.taxKnown = !world.seller.country.isEmpty() && !world.payer.address.country.isEmpty();
    for (const auto &[part, path] : fields.objects(u"locations"_s)) {
        JsonFields location(part, path);
        const accounts::Location read = readLocation(location, world.payer.id);
        for (const auto &[other, entityName] : world.locations)
            if (other.code == read.code)
                location.keep(
                    u"code"_s,
                    Error{ErrorKind::InvalidInput, u"contracts.location_code_twice"_s, {{u"value"_s, read.code}}, {}});
        world.locations.push_back({read, location.text(u"entity"_s, world.payer.name)});
        fields.take(u"locations"_s, location.status().map([] { return 0; }));
    }
    for (const auto &[part, path] : fields.objects(u"service_reports"_s)) {
        JsonFields report(part, path);
        const QDate start = report.date(u"start"_s);
        const QJsonObject breaches = report.object(u"breaches"_s);
        contracts::ServiceLevelReport read{report.take(u"end"_s, Period::make(start, report.date(u"end"_s))),
                                           report.integer(u"down_minutes"_s),
                                           report.integer(u"total_minutes"_s),
                                           {}};
        for (auto breach = breaches.begin(); breach != breaches.end(); ++breach)
            read.breaches.insert(breach.key(), breach.value().toInt());
        world.serviceReports.push_back(std::move(read));
        fields.take(u"service_reports"_s, report.status().map([] { return 0; }));
    }
    if (fields.has(u"milestones"_s)) {
        const QJsonObject milestones = fields.object(u"milestones"_s);
        JsonFields days(milestones, u"milestones"_s);
        auto &reached = world.milestones.emplace();
        for (const QString &name : milestones.keys())
            reached.push_back({contract->id, name, days.date(name)});
        fields.take(u"milestones"_s, days.status().map([] { return 0; }));
    }
    for (auto &share : contract->shares)
        share.entity = idFor<AccountId>(u"account"_s, share.entityName);
    world.contract = std::move(*contract);
    if (const auto status = customer.status(); !status)
        return passOn(status);
    return fields.status().map([&] { return world; });
}

} // namespace accord::workspace
