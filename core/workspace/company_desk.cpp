// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/company_desk.h"

#include "core/workspace/own_bank.h"

#include "core/bank/iban.h"
#include "core/einvoice/code_lists.h"
#include "core/storage/backup.h"
#include "core/storage/migrations.h"
#include "core/storage/number_series_sql.h"
#include "core/storage/transaction.h"
#include "core/storage/workspace_file.h"
#include "core/workspace/pay_to.h"
#include "core/workspace/permit.h"
#include "core/workspace/printed_document.h"

#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>

namespace accord::workspace {

using billing::IssuingEntity;

namespace {

Result<> checkCountry(const QString &country)
{
    return country.isEmpty() || einvoice::isOnList(einvoice::CodeList::Country, country)
               ? Result<>()
               : fail(ErrorKind::InvalidInput, u"company.country"_s, {{u"value"_s, country}});
}

/// A VAT id of the European Union begins with its country, Greece with EL; numbers of other countries have their own
/// form.
Result<> checkVatId(const QString &vatId)
{
    static const QRegularExpression form(u"^[A-Z0-9][A-Z0-9 .\\-/]{3,29}$"_s);
    const QString prefix = vatId.left(2);
    const bool hasPrefix = prefix.size() == 2 && prefix[0].isLetter() && prefix[1].isLetter();
    const bool isKnown = !hasPrefix || prefix == u"EL"_s || einvoice::isOnList(einvoice::CodeList::Country, prefix);
    return vatId.isEmpty() || (isKnown && form.match(vatId).hasMatch())
               ? Result<>()
               : fail(ErrorKind::InvalidInput, u"company.vat_id"_s, {{u"value"_s, vatId}});
}

/// What is called an IBAN in \a lines is one: a customer pays by it.
Result<> checkIbans(const QStringList &lines)
{
    static const QRegularExpression called(
        u"\\bIBAN\\b[:\\s]*([A-Z]{2}[0-9]{2}(?:[ ]?[A-Z0-9]{1,4})*?)(?=$|[^A-Z0-9 ]|\\s+BIC\\b)"_s,
        QRegularExpression::CaseInsensitiveOption);
    for (const QString &line : lines) {
        for (auto found = called.globalMatch(line); found.hasNext();) {
            if (const auto iban = bank::Iban::parse(found.next().captured(1).trimmed()); !iban)
                return passOn(iban);
        }
    }
    return {};
}

QJsonObject recordOf(const IssuingEntity &entity)
{
    return {{u"code"_s, entity.code},
            {u"name"_s, entity.legalName},
            {u"country"_s, entity.address.country},
            {u"vat_id"_s, entity.vatId},
            {u"vat_registrations"_s, QJsonArray::fromStringList(entity.vatRegistrations)},
            {u"one_stop_shop"_s, entity.oneStopShop},
            {u"number_format"_s, entity.numberFormat},
            {u"tax_rounding"_s, tax::toString(entity.taxRounding)},
            {u"compound_taxes"_s, QJsonArray::fromStringList(entity.compoundTaxes)},
            {u"version"_s, entity.version}};
}

/// Whether invoices of \a entity can carry the payment code that it wants. A server that keeps bank data from who looks
/// after companies cannot be asked for the account: there the code is printed once one fits.
Result<> checkCode(Services &services, const IssuingEntity &entity)
{
    const auto paidTo = paidToOwnAccount(services, entity);
    if (!paidTo)
        return paidTo.error().kind == ErrorKind::Forbidden ? Result<>() : passOn(paidTo);
    return checkPaymentCode(*paidTo);
}

} // namespace

Result<> checkVatRegistration(const IssuingEntity &entity, const QString &country)
{
    if (country.isEmpty() || !einvoice::isOnList(einvoice::CodeList::Country, country))
        return fail(ErrorKind::InvalidInput, u"company.country"_s, {{u"value"_s, country}});
    if (country == entity.address.country)
        return fail(ErrorKind::Conflict, u"company.vat_seat"_s, {{u"value"_s, country}});
    if (entity.vatRegistrations.contains(country))
        return fail(ErrorKind::Conflict, u"company.vat_registered"_s, {{u"value"_s, country}});
    return {};
}

Result<> CompanyDesk::mayChange()
{
    if (m_services.session().isReadOnly())
        return fail(ErrorKind::Unavailable, u"storage.read_only"_s);
    return permit(m_services, Act::ChangeCompany);
}

/// Numbers of one year are alike, and those of two companies never the same: who names a document by its number means
/// one.
Result<> CompanyDesk::checkNumberFormat(const IssuingEntity &next, const IssuingEntity &stored)
{
    if (next.numberFormat == stored.numberFormat)
        return {};
    const auto entities = m_services.seller().entities();
    const auto series = storage::NumberSeriesSql(m_services.session()).all();
    if (!entities)
        return passOn(entities);
    if (!series)
        return passOn(series);
    const int year = m_services.clock().today().year();
    const auto example
        = [&](const IssuingEntity &of) { return billing::formatNumber(of.numberFormat, year, 1).value_or(QString()); };
    for (const IssuingEntity &other : *entities) {
        if (other.id != next.id && other.numberFormat == next.numberFormat)
            return fail(ErrorKind::InvalidInput, u"company.number_format_taken"_s,
                        {{u"value"_s, example(other)}, {u"company"_s, other.code}});
    }
    for (const storage::NumberSeries &one : *series) {
        if (one.key.entity == next.id && one.key.year == year && one.hasBegun)
            return fail(ErrorKind::Conflict, u"company.number_format_begun"_s,
                        {{u"value"_s, example(stored)}, {u"year"_s, year}, {u"next"_s, year + 1}});
    }
    return {};
}

/// What was there before is not looked at again: it was good enough for the documents issued since.
Result<> CompanyDesk::checkEntity(const IssuingEntity &next, const IssuingEntity &stored)
{
    if (next.address.country != stored.address.country) {
        if (const auto country = checkCountry(next.address.country); !country)
            return country;
    }
    IssuingEntity registered = next;
    registered.vatRegistrations.clear();
    for (const QString &country : next.vatRegistrations) {
        const auto fine
            = stored.vatRegistrations.contains(country) ? Result<>() : checkVatRegistration(registered, country);
        if (!fine)
            return fine;
        registered.vatRegistrations << country;
    }
    for (const QString &jurisdiction : next.compoundTaxes) {
        if (!m_services.reference().taxRates.knows(jurisdiction))
            return fail(ErrorKind::InvalidInput, u"company.compound_tax"_s, {{u"value"_s, jurisdiction}});
    }
    if (next.vatId != stored.vatId) {
        if (const auto id = checkVatId(next.vatId); !id)
            return id;
    }
    if (next.paymentInstructions != stored.paymentInstructions) {
        if (const auto ibans = checkIbans(next.paymentInstructions); !ibans)
            return ibans;
    }
    return checkNumberFormat(next, stored);
}

Result<IssuingEntity> CompanyDesk::addEntity(IssuingEntity entity)
{
    static const QRegularExpression form(u"^[A-Z0-9][A-Z0-9-]{0,11}$"_s);
    if (!form.match(entity.code).hasMatch())
        return fail(ErrorKind::InvalidInput, u"company.code"_s, {{u"value"_s, entity.code}});
    if (entity.legalName.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"company.name_missing"_s);
    if (const auto formatted = billing::formatNumber(entity.numberFormat, 2024, 1); !formatted)
        return passOn(formatted);
    if (const auto code = checkCode(m_services, entity); !code)
        return passOn(code);
    storage::Transaction transaction(m_services.session());
    if (const auto may = mayChange(); !may)
        return passOn(may);
    const auto same = m_services.seller().entityOf(entity.code);
    if (same)
        return fail(ErrorKind::Conflict, u"company.code_taken"_s,
                    {{u"value"_s, entity.code}, {u"company"_s, same->legalName}});
    if (same.error().kind != ErrorKind::NotFound)
        return passOn(same);
    entity.id = m_services.ids().next<billing::IssuingEntityId>();
    IssuingEntity nothing;
    nothing.numberFormat.clear();
    if (const auto fine = checkEntity(entity, nothing); !fine)
        return passOn(fine);
    entity.version = 0;
    if (const auto saved = m_services.seller().save(entity); !saved)
        return passOn(saved);
    entity.version = 1;
    const auto audited = m_services.audit(u"entity.add"_s, u"issuing_entity"_s, entity.id.toString(), recordOf(entity));
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return entity; });
}

Result<IssuingEntity> CompanyDesk::saveEntity(const IssuingEntity &entity)
{
    if (entity.legalName.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"company.name_missing"_s);
    if (const auto formatted = billing::formatNumber(entity.numberFormat, 2024, 1); !formatted)
        return passOn(formatted);
    if (const auto code = checkCode(m_services, entity); !code)
        return passOn(code);
    storage::Transaction transaction(m_services.session());
    if (const auto may = mayChange(); !may)
        return passOn(may);
    const auto stored = m_services.seller().entity(entity.id);
    if (!stored)
        return passOn(stored);
    if (stored->version != entity.version)
        return fail(ErrorKind::Conflict, u"storage.changed_meanwhile"_s);
    if (const auto fine = checkEntity(entity, *stored); !fine)
        return passOn(fine);
    IssuingEntity next = entity;
    next.code = stored->code; // documents were issued under it
    next.currency = stored->currency; // its books are kept in it
    if (next.paymentInstructions != stored->paymentInstructions) {
        const auto waits = proposePayTo(m_services, *stored, next.paymentInstructions);
        if (!waits)
            return passOn(waits);
        if (*waits)
            next.paymentInstructions = stored->paymentInstructions;
    }
    if (const auto saved = m_services.seller().save(next); !saved)
        return passOn(saved);
    ++next.version;
    QJsonObject record = recordOf(next);
    record.insert(u"name_before"_s, stored->legalName);
    record.insert(u"before"_s, recordOf(*stored));
    const auto audited = m_services.audit(u"entity.save"_s, u"issuing_entity"_s, next.id.toString(), record);
    if (!audited)
        return passOn(audited);
    if (const auto committed = transaction.commit(); !committed)
        return passOn(committed);
    return next;
}

Result<DatabaseFacts> CompanyDesk::database()
{
    const auto version = storage::schemaVersion(m_services.session());
    if (!version)
        return passOn(version);
    storage::AuditSql audit(m_services.session());
    const auto head = security::AuditChain(audit, m_services.clock()).head();
    if (!head)
        return passOn(head);
    const QString path = m_services.session().path();
    const auto bytes = storage::storedBytes(m_services.session());
    if (!bytes)
        return passOn(bytes);
    return DatabaseFacts{path, *bytes, *version, m_services.session().isReadOnly(), head->toString()};
}

Result<> CompanyDesk::backup(const QString &path)
{
    if (const auto copied = storage::backup(m_services.session(), path); !copied)
        return copied;
    if (m_services.session().isReadOnly())
        return {};
    storage::Transaction transaction(m_services.session());
    const auto audited
        = m_services.audit(u"workspace.backup"_s, u"workspace"_s, {}, {{u"file"_s, QFileInfo(path).fileName()}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

} // namespace accord::workspace
