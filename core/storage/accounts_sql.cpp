// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/accounts_sql.h"

#include "core/storage/contacts_sql.h"
#include "core/storage/search_sql.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/synced_change.h"
#include "core/storage/transaction.h"

namespace accord::storage {

using namespace accounts;

namespace {

#define ACCOUNT_COLUMNS                                                                                                \
    "id, number, name, legal_name, parent_id, payer_id, issuing_entity_id, status, segment, region, currency, "        \
    "address, "                                                                                                        \
    "vat_id, tax_standing, customer_success_manager, payment_terms_days, billing_hold_reason, zero_invoices, "         \
    "invoice_email, portal_reference, needs_purchase_order, version "

Account readAccount(Statement &row)
{
    Account account;
    account.id = row.read<AccountId>();
    account.number = row.read<QString>();
    account.name = row.read<QString>();
    account.legalName = row.read<QString>();
    account.parent = row.read<std::optional<AccountId>>();
    account.payer = row.read<std::optional<AccountId>>();
    account.issuingEntity = row.read<QUuid>();
    account.status = accountStatusFromString(row.read<QString>()).value_or(AccountStatus::Active);
    account.segment = row.read<QString>();
    account.region = row.read<QString>();
    account.currency = row.read<Currency>();
    account.address = addressFromJson(row.read<QJsonObject>());
    account.vatId = row.read<QString>();
    account.taxStanding = taxStandingFromString(row.read<QString>()).value_or(TaxStanding::Business);
    account.customerSuccessManager = row.read<QString>();
    account.paymentTermsDays = row.read<int>();
    account.billingHoldReason = row.read<QString>();
    account.zeroInvoices = row.read<QString>() == u"skip"_s ? ZeroInvoicePolicy::Skip : ZeroInvoicePolicy::Issue;
    account.invoiceEmail = row.read<QString>();
    account.portalReference = row.read<QString>();
    account.needsPurchaseOrder = row.read<bool>();
    account.version = row.read<int>();
    return account;
}

Result<Account> found(Result<std::optional<Account>> account, const QString &reference)
{
    if (!account)
        return passOn(account);
    if (!*account)
        return fail(ErrorKind::NotFound, u"accounts.not_found"_s, {{u"account"_s, reference}});
    return **account;
}

/// Commits a part that was saved, with its entry for search when it \a changed anything.
Result<bool> committed(Session &session, Transaction &transaction, const Result<qint64> &changed,
                       const SearchEntry &entry)
{
    if (!changed)
        return passOn(changed);
    if (*changed > 0) {
        if (const auto entered = SearchSql(session).put(entry); !entered)
            return passOn(entered);
    }
    return transaction.commit().map([&] { return *changed > 0; });
}

} // namespace

Result<Account> AccountsSql::save(Account account, const QDateTime &now, const std::optional<AccountFigures> &figures)
{
    Transaction transaction(m_session);
    SyncedChange change(m_session, sync::RowKey{u"account"_s, account.id.uuid()});
    const QString zero = account.zeroInvoices == ZeroInvoicePolicy::Skip ? u"skip"_s : u"issue"_s;
    const auto changed = m_session.run(
        "INSERT INTO account (id, number, name, name_folded, legal_name, parent_id, payer_id, issuing_entity_id, "
        "status, "
        "segment, region, currency, country, address, vat_id, tax_standing, customer_success_manager, "
        "payment_terms_days, "
        "billing_hold_reason, zero_invoices, invoice_email, portal_reference, needs_purchase_order, arr_minor, "
        "renewal_on, location_count, "
        "version, "
        "updated_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,NULL,0,1,?) "
        "ON CONFLICT (id) DO UPDATE SET number = excluded.number, name = excluded.name, name_folded = "
        "excluded.name_folded, "
        "legal_name = excluded.legal_name, parent_id = excluded.parent_id, payer_id = excluded.payer_id, "
        "issuing_entity_id = excluded.issuing_entity_id, status = excluded.status, segment = excluded.segment, "
        "region = excluded.region, currency = excluded.currency, country = excluded.country, address = "
        "excluded.address, "
        "vat_id = excluded.vat_id, tax_standing = excluded.tax_standing, "
        "customer_success_manager = excluded.customer_success_manager, payment_terms_days = "
        "excluded.payment_terms_days, "
        "billing_hold_reason = excluded.billing_hold_reason, zero_invoices = excluded.zero_invoices, "
        "invoice_email = excluded.invoice_email, portal_reference = excluded.portal_reference, "
        "needs_purchase_order = excluded.needs_purchase_order, "
        "version = account.version + 1, updated_at = excluded.updated_at WHERE account.version = ?",
        account.id, notNull(account.number), notNull(account.name), folded(account.name), notNull(account.legalName),
        account.parent, account.payer, account.issuingEntity, toString(account.status), notNull(account.segment),
        notNull(account.region), account.currency, notNull(account.address.country), toJson(account.address),
        notNull(account.vatId), toString(account.taxStanding), notNull(account.customerSuccessManager),
        account.paymentTermsDays, notNull(account.billingHoldReason), zero, notNull(account.invoiceEmail),
        notNull(account.portalReference), account.needsPurchaseOrder, now, account.version);
    if (!changed)
        return passOn(changed);
    // The WHERE on version is the optimistic lock: nothing was changed when another user saved first.
    if (*changed == 0)
        return fail(ErrorKind::Conflict, u"storage.changed_meanwhile"_s, {{u"account"_s, account.number}});
    ++account.version;
    if (figures) {
        if (const auto put = m_session.run("UPDATE account SET arr_minor = ?, renewal_on = ? WHERE id = ?",
                                           figures->arrMinor, figures->renewalOn, account.id);
            !put)
            return passOn(put);
    }
    const auto contacts = contactsOf(account.id);
    if (!contacts)
        return passOn(contacts);
    if (const auto entered = SearchSql(m_session).put(searchEntryOf(account, *contacts)); !entered)
        return passOn(entered);
    if (const auto told = change.tell(); !told)
        return passOn(told);
    return transaction.commit().map([&] { return account; });
}

Result<Account> AccountsSql::find(const AccountId &id) const
{
    auto select = m_session.statement("SELECT " ACCOUNT_COLUMNS "FROM account WHERE id = ?");
    return found(select.bind(id).first(readAccount), id.toString());
}

Result<Account> AccountsSql::findByReference(const QString &reference) const
{
    auto byNumber = m_session.statement("SELECT " ACCOUNT_COLUMNS "FROM account WHERE number = ?");
    auto account = byNumber.bind(notNull(reference)).first(readAccount);
    if (account && !*account) {
        auto byName
            = m_session.statement("SELECT " ACCOUNT_COLUMNS "FROM account WHERE name_folded = ? ORDER BY id LIMIT 1");
        account = byName.bind(folded(reference)).first(readAccount);
    }
    if (account && !*account) {
        if (const auto id = AccountId::parse(reference))
            return find(*id);
    }
    return found(account, reference);
}

Result<std::vector<Account>> AccountsSql::all() const
{
    return m_session.statement("SELECT " ACCOUNT_COLUMNS "FROM account ORDER BY number").bind().all(readAccount);
}

Result<std::vector<Account>> AccountsSql::familyOf(const AccountId &parent) const
{
    auto select = m_session.statement("SELECT " ACCOUNT_COLUMNS
                                      "FROM account WHERE parent_id = ? OR payer_id = ? ORDER BY number");
    return select.bind(parent, parent).all(readAccount);
}

Result<> AccountsSql::setFigures(const AccountId &id, const Money &arr, const QDate &renewalOn, int locations)
{
    Transaction transaction(m_session);
    SyncedChange change(m_session, sync::RowKey{u"account"_s, id.uuid()});
    const auto changed
        = m_session.run("UPDATE account SET arr_minor = ?, renewal_on = ?, location_count = ? WHERE id = ?",
                        arr.minor(), renewalOn, locations, id);
    if (!changed)
        return passOn(changed);
    if (const auto told = change.tell(); !told)
        return told;
    return transaction.commit();
}

Result<> AccountsSql::countLocations(const QDate &today)
{
#define ACTIVE_LOCATIONS                                                                                               \
    "(SELECT count(*) FROM account AS holder JOIN location ON location.account_id = holder.id "                        \
    "WHERE (holder.id = account.id OR holder.payer_id = account.id) AND location.active_from <= ?1 "                   \
    "AND (location.active_to IS NULL OR location.active_to > ?1))"
    const auto changed = m_session.run(
        "UPDATE account SET location_count = " ACTIVE_LOCATIONS " WHERE location_count <> " ACTIVE_LOCATIONS, today);
    return changed ? Result<>() : passOn(changed);
}

Result<bool> AccountsSql::save(const Location &location)
{
    Transaction transaction(m_session);
    const auto changed = m_session.run(
        "INSERT INTO location (id, account_id, code, name, address, cost_centre, department, active_from, active_to) "
        "VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id, code = "
        "excluded.code, "
        "name = excluded.name, address = excluded.address, cost_centre = excluded.cost_centre, "
        "department = excluded.department, active_from = excluded.active_from, active_to = excluded.active_to "
        "WHERE (location.account_id, location.code, location.name, location.address, location.cost_centre, "
        "location.department, "
        "location.active_from, location.active_to) IS DISTINCT FROM (excluded.account_id, excluded.code, "
        "excluded.name, excluded.address, "
        "excluded.cost_centre, excluded.department, excluded.active_from, excluded.active_to)",
        location.id, location.account, notNull(location.code), notNull(location.name), toJson(location.address),
        notNull(location.costCentre), notNull(location.department), location.activeFrom, location.activeTo);
    return committed(m_session, transaction, changed, searchEntryOf(location));
}

namespace {

#define LOCATION_COLUMNS                                                                                               \
    "location.id, location.account_id, location.code, location.name, location.address, location.cost_centre, "         \
    "location.department, location.active_from, location.active_to "

Location readLocation(Statement &row)
{
    Location location;
    location.id = row.read<LocationId>();
    location.account = row.read<AccountId>();
    location.code = row.read<QString>();
    location.name = row.read<QString>();
    location.address = addressFromJson(row.read<QJsonObject>());
    location.costCentre = row.read<QString>();
    location.department = row.read<QString>();
    location.activeFrom = row.read<QDate>();
    location.activeTo = row.read<QDate>();
    return location;
}

} // namespace

Result<std::vector<Location>> AccountsSql::locationsOf(const AccountId &account) const
{
    auto select = m_session.statement("SELECT " LOCATION_COLUMNS "FROM location WHERE account_id = ? ORDER BY code");
    return select.bind(account).all(readLocation);
}

Result<std::vector<CostCentre>> AccountsSql::costCentresOf(const AccountId &account) const
{
    auto select = m_session.statement("SELECT code, name FROM cost_centre WHERE account_id = ? ORDER BY code");
    return select.bind(account).all([&account](Statement &row) {
        const auto code = row.read<QString>();
        return CostCentre{account, code, row.read<QString>()};
    });
}

Result<std::vector<billing::BilledLocation>> AccountsSql::locationsPaidBy(const AccountId &payer) const
{
    auto select = m_session.statement(
        "SELECT " LOCATION_COLUMNS ", account.name "
        "FROM account JOIN location ON location.account_id = account.id "
        "WHERE account.id = ?1 OR account.payer_id = ?1 ORDER BY account.name_folded, location.code");
    return select.bind(payer).all([](Statement &row) {
        Location location = readLocation(row);
        return billing::BilledLocation{location, row.read<QString>()};
    });
}

Result<bool> AccountsSql::save(const CostCentre &costCentre)
{
    const auto changed = m_session.run(
        "INSERT INTO cost_centre (account_id, code, name) VALUES (?,?,?) "
        "ON CONFLICT (account_id, code) DO UPDATE SET name = excluded.name WHERE cost_centre.name <> excluded.name",
        costCentre.account, notNull(costCentre.code), notNull(costCentre.name));
    return changed ? Result<bool>(*changed > 0) : passOn(changed);
}

Result<bool> AccountsSql::save(const Contact &contact)
{
    Transaction transaction(m_session);
    SyncedChange change(m_session, sync::RowKey{u"contact"_s, contact.id.uuid()});
    const auto changed = m_session.run(
        "INSERT INTO contact (id, account_id, name, title, email, phone, role) VALUES (?,?,?,?,?,?,?) "
        "ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title, email = excluded.email, "
        "phone = excluded.phone, role = excluded.role WHERE (contact.name, contact.title, contact.email, "
        "contact.phone, contact.role) "
        "IS DISTINCT FROM (excluded.name, excluded.title, excluded.email, excluded.phone, excluded.role)",
        contact.id, contact.account, notNull(contact.name), notNull(contact.title), notNull(contact.email),
        notNull(contact.phone), notNull(contact.role));
    if (changed && *changed > 0) {
        if (const auto told = change.tell(); !told)
            return passOn(told);
        const auto account = find(contact.account); // which is found by the names of its people
        const auto contacts = contactsOf(contact.account);
        if (!account)
            return passOn(account);
        if (!contacts)
            return passOn(contacts);
        if (const auto entered = SearchSql(m_session).put(searchEntryOf(*account, *contacts)); !entered)
            return passOn(entered);
    }
    return committed(m_session, transaction, changed, searchEntryOf(contact));
}

Result<std::vector<Contact>> AccountsSql::contactsOf(const AccountId &account) const
{
    auto select = m_session.statement(
        "SELECT id, account_id, name, title, email, phone, role FROM contact WHERE account_id = ? ORDER BY name");
    return select.bind(account).all(readContact);
}

Result<bool> AccountsSql::save(const ExemptionCertificate &certificate)
{
    const auto changed = m_session.run(
        "INSERT INTO exemption_certificate (id, account_id, jurisdiction, number, reason, valid_from, valid_to) "
        "VALUES (?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET jurisdiction = excluded.jurisdiction, number = "
        "excluded.number, "
        "reason = excluded.reason, valid_from = excluded.valid_from, valid_to = excluded.valid_to "
        "WHERE (exemption_certificate.jurisdiction, exemption_certificate.number, exemption_certificate.reason, "
        "exemption_certificate.valid_from, "
        "exemption_certificate.valid_to) IS DISTINCT FROM (excluded.jurisdiction, excluded.number, excluded.reason, "
        "excluded.valid_from, excluded.valid_to)",
        certificate.id, certificate.account, notNull(certificate.jurisdiction), notNull(certificate.number),
        notNull(certificate.reason), certificate.validFrom, certificate.validTo);
    return changed ? Result<bool>(*changed > 0) : passOn(changed);
}

Result<std::vector<ExemptionCertificate>> AccountsSql::certificatesOf(const AccountId &account) const
{
    auto select
        = m_session.statement("SELECT id, account_id, jurisdiction, number, reason, valid_from, valid_to "
                              "FROM exemption_certificate WHERE account_id = ? ORDER BY jurisdiction, valid_from");
    return select.bind(account).all([](Statement &row) {
        ExemptionCertificate certificate;
        certificate.id = row.read<CertificateId>();
        certificate.account = row.read<AccountId>();
        certificate.jurisdiction = row.read<QString>();
        certificate.number = row.read<QString>();
        certificate.reason = row.read<QString>();
        certificate.validFrom = row.read<QDate>();
        certificate.validTo = row.read<QDate>();
        return certificate;
    });
}

Result<std::vector<ManagerLoad>> AccountsSql::managerLoads() const
{
    auto select = m_session.statement(
        "SELECT app_user.name, app_user.region, (SELECT count(*) FROM account WHERE customer_success_manager = "
        "app_user.name) "
        "FROM app_user JOIN app_user_role ON user_name = name AND role = 'csm' ORDER BY app_user.name");
    return select.bind().all([](Statement &row) {
        ManagerLoad load;
        load.manager = row.read<QString>();
        load.region = row.read<QString>();
        load.accounts = row.read<int>();
        return load;
    });
}

} // namespace accord::storage
