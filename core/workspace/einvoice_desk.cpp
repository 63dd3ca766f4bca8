// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/einvoice_desk.h"

#include "core/base/canonical.h"
#include "core/billing/late_charge.h"
#include "core/einvoice/billed_invoice.h"
#include "core/einvoice/code_lists.h"
#include "core/einvoice/credited_invoice.h"
#include "core/storage/payment_agreements_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/agreed_payment.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using namespace einvoice;
using storage::EinvoicesSql;
using storage::ElectronicInvoice;

namespace {

Result<> checkScheme(const Identifier &identifier, CodeList list, const QString &error)
{
    if (identifier.scheme.isEmpty() || isOnList(list, identifier.scheme))
        return {};
    return fail(ErrorKind::InvalidInput, error, {{u"value"_s, identifier.scheme}, {u"list"_s, nameOf(list)}});
}

Result<> checkParty(const Identifier &address, const Identifier &registration)
{
    if (!address.isEmpty() && address.scheme.isEmpty())
        return fail(ErrorKind::InvalidInput, u"einvoice.endpoint_scheme"_s, {{u"value"_s, address.value}});
    if (const auto known = checkScheme(address, CodeList::EndpointScheme, u"einvoice.endpoint_unknown"_s); !known)
        return known;
    return checkScheme(registration, CodeList::IdentifierScheme, u"einvoice.scheme_unknown"_s);
}

QJsonObject recordOf(const CustomerProfile &customer)
{
    return {{u"profile"_s, toString(customer.profile)},
            {u"syntax"_s, toString(customer.syntax)},
            {u"address"_s, customer.electronicAddress.value},
            {u"buyer_reference"_s, customer.buyerReference},
            {u"accounting_reference"_s, customer.accountingReference},
            {u"registration"_s, customer.legalRegistration.value}};
}

QJsonObject recordOf(const SellerProfile &seller)
{
    return {{u"address"_s, seller.electronicAddress.value},
            {u"registration"_s, seller.legalRegistration.value},
            {u"tax_number"_s, seller.taxNumber},
            {u"legal_information"_s, seller.legalInformation},
            {u"contact_name"_s, seller.contact.name}};
}

/// What was there before and is there now; nothing is null.
template<typename Profile>
QJsonObject changeOf(const std::optional<Profile> &before, const std::optional<Profile> &after)
{
    const auto said = [](const std::optional<Profile> &one) { return one ? QJsonValue(recordOf(*one)) : QJsonValue(); };
    return {{u"before"_s, said(before)}, {u"after"_s, said(after)}};
}

/// What is entered goes before what follows from the records.
void prefer(Identifier &identifier, const Identifier &entered)
{
    if (!entered.isEmpty())
        identifier = entered;
}

void prefer(QString &text, const QString &entered)
{
    if (!entered.isEmpty())
        text = entered;
}

void apply(const SellerProfile &entered, SellerProfile &seller)
{
    prefer(seller.electronicAddress, entered.electronicAddress);
    prefer(seller.legalRegistration, entered.legalRegistration);
    prefer(seller.taxNumber, entered.taxNumber);
    prefer(seller.legalInformation, entered.legalInformation);
    prefer(seller.contact.name, entered.contact.name);
    prefer(seller.contact.telephone, entered.contact.telephone);
    prefer(seller.contact.email, entered.contact.email);
}

void apply(const CustomerProfile &entered, CustomerProfile &customer)
{
    prefer(customer.electronicAddress, entered.electronicAddress);
    prefer(customer.buyerReference, entered.buyerReference);
    prefer(customer.accountingReference, entered.accountingReference);
    prefer(customer.legalRegistration, entered.legalRegistration);
}

/// What \a note gives back of each line of the invoice that has \a count of them.
std::vector<billing::LineCredit> creditsOf(const billing::CreditNote &note, size_t count)
{
    const Money nothing = Money::zero(note.currency);
    std::vector<billing::LineCredit> credits(count, {nothing, {}, nothing});
    for (const billing::CreditNoteLine &line : note.lines) {
        billing::LineCredit &credit = credits[size_t(line.invoiceLine) - 1];
        credit.net = line.net.negated();
        credit.tax = line.tax.negated();
        for (const Money &tax : line.taxes)
            credit.taxes.push_back(tax.negated());
    }
    return credits;
}

/// Has \a facts say how \a payer pays.
Result<> sayPayment(Services &services, InvoiceFacts &facts, const std::optional<documents::AgreedPayment> &payment,
                    const accounts::AccountId &payer, const Currency &currency)
{
    if (!payment)
        return {};
    // XRechnung alone asks for the account that is debited (BR-DE-31): others do not get to see it.
    const bool wantsAccount
        = payment->method == u"direct_debit" && facts.customer.profile == einvoice::Profile::XRechnung3;
    const auto debited = wantsAccount ? debitedAccountOf(services, payer) : Result<QString>(QString());
    if (!debited)
        return passOn(debited);
    say(facts, *payment, currency, *debited);
    return {};
}

Result<SemanticInvoice> meaningIn(const QByteArray &xml)
{
    return readInvoice(xml).map(&ReadInvoice::invoice);
}

} // namespace

Result<> EinvoiceDesk::saveCustomer(const QString &account, const CustomerProfile &customer)
{
    if (auto may = permit(m_services, Act::SaveEinvoiceCustomer); !may)
        return may;
    if (!isAllowed(customer.profile, customer.syntax))
        return fail(ErrorKind::InvalidInput, u"einvoice.profile_syntax"_s,
                    {{u"profile"_s, toString(customer.profile)}, {u"syntax"_s, toString(customer.syntax)}});
    if (const auto known = checkParty(customer.electronicAddress, customer.legalRegistration); !known)
        return known;
    const auto found = m_services.accounts().findByReference(account);
    if (!found)
        return passOn(found);
    if (auto may = permit(m_services, Act::SaveEinvoiceCustomer, targetOf(*found)); !may)
        return may;
    storage::Transaction transaction(m_services.session());
    EinvoicesSql store(m_services.session());
    const auto before = store.customer(found->id);
    if (!before)
        return passOn(before);
    if (const auto saved = store.saveCustomer(found->id, customer); !saved)
        return saved;
    const auto audited = m_services.audit(u"einvoice.customer"_s, u"account"_s, found->id.toString(),
                                          changeOf(*before, std::optional(customer)));
    return audited ? transaction.commit() : passOn(audited);
}

Result<> EinvoiceDesk::stop(const QString &account)
{
    if (auto may = permit(m_services, Act::SaveEinvoiceCustomer); !may)
        return may;
    const auto found = m_services.accounts().findByReference(account);
    if (!found)
        return passOn(found);
    if (auto may = permit(m_services, Act::SaveEinvoiceCustomer, targetOf(*found)); !may)
        return may;
    storage::Transaction transaction(m_services.session());
    EinvoicesSql store(m_services.session());
    const auto before = store.customer(found->id);
    if (!before)
        return passOn(before);
    if (const auto removed = store.removeCustomer(found->id); !removed)
        return removed;
    const auto audited = m_services.audit(u"einvoice.customer"_s, u"account"_s, found->id.toString(),
                                          changeOf(*before, std::optional<CustomerProfile>()));
    return audited ? transaction.commit() : passOn(audited);
}

Result<std::optional<CustomerProfile>> EinvoiceDesk::customer(const QString &account)
{
    const auto found = m_services.accounts().findByReference(account);
    return found ? EinvoicesSql(m_services.session()).customer(found->id) : passOn(found);
}

Result<> EinvoiceDesk::saveSeller(const QString &code, const SellerProfile &seller)
{
    if (auto may = permit(m_services, Act::SaveEinvoiceSeller); !may)
        return may;
    if (const auto known = checkParty(seller.electronicAddress, seller.legalRegistration); !known)
        return known;
    const auto entity = m_services.seller().entityOf(code);
    if (!entity)
        return passOn(entity);
    storage::Transaction transaction(m_services.session());
    EinvoicesSql store(m_services.session());
    const auto before = store.seller(entity->id);
    if (!before)
        return passOn(before);
    if (const auto saved = store.saveSeller(entity->id, seller); !saved)
        return saved;
    const auto audited = m_services.audit(u"einvoice.seller"_s, u"issuing_entity"_s, entity->id.toString(),
                                          changeOf(*before, std::optional(seller)));
    return audited ? transaction.commit() : passOn(audited);
}

Result<SellerProfile> EinvoiceDesk::seller(const QString &code)
{
    const auto entity = m_services.seller().entityOf(code);
    if (!entity)
        return passOn(entity);
    const auto entered = EinvoicesSql(m_services.session()).seller(entity->id);
    return entered ? Result<SellerProfile>(entered->value_or(SellerProfile())) : passOn(entered);
}

Result<InvoiceFacts> EinvoiceDesk::factsFor(const BillAssembly &assembly, const EinvoiceWish &wish)
{
    const EinvoicesSql store(m_services.session());
    const auto customer = store.customer(assembly.input.payer.id);
    if (!customer)
        return passOn(customer);
    const auto seller = store.seller(assembly.seller.id);
    if (!seller)
        return passOn(seller);
    const CustomerProfile wanted = customer->value_or(CustomerProfile());
    const Profile profile = wish.profile.value_or(wanted.profile);
    const Syntax syntax = wish.syntax.value_or(
        isAllowed(profile, wanted.syntax) ? wanted.syntax : (wanted.syntax == Syntax::Ubl ? Syntax::Cii : Syntax::Ubl));
    if (!isAllowed(profile, syntax))
        return fail(ErrorKind::InvalidInput, u"einvoice.profile_syntax"_s,
                    {{u"profile"_s, toString(profile)}, {u"syntax"_s, toString(syntax)}});
    InvoiceFacts facts = factsFrom(assembly.seller, assembly.input.payer, profile, syntax);
    if (*seller)
        apply(**seller, facts.seller);
    apply(wanted, facts.customer);
    prefer(facts.customer.buyerReference, wish.buyerReference);
    if (!wish.sellerRegistration.isEmpty())
        facts.seller.legalRegistration = {wish.sellerRegistration, {}};
    return facts;
}

Result<EinvoiceDesk::Draft> EinvoiceDesk::draft(const billing::Invoice &invoice, const EinvoiceWish &wish)
{
    const auto assembly = assembleFromInvoice(m_services, invoice);
    if (!assembly)
        return passOn(assembly);
    auto facts = factsFor(*assembly, wish);
    if (!facts)
        return passOn(facts);
    const auto said
        = sayPayment(m_services, *facts, agreedPaymentIn(invoice.inputs), invoice.account, invoice.bill.currency);
    if (!said)
        return passOn(said);
    const auto offers = storage::PaymentAgreementsSql(m_services.session()).offers(invoice.id);
    if (!offers)
        return passOn(offers);
    for (const storage::EarlyPaymentOffer &offer : *offers) {
        // What is offered after the issue is no part of the document.
        if (offer.offeredAt <= invoice.issuedAt)
            facts->earlyPayment.push_back(
                {int(invoice.issueDate.daysTo(offer.lastDay)), offer.percent, offer.lastDay, offer.amount});
    }
    auto meaning = semanticInvoiceFor(invoice, assembly->seller, assembly->input.payer, *facts);
    if (!meaning)
        return passOn(meaning);
    return Draft{std::move(*meaning), *facts};
}

Result<EinvoiceDesk::Draft> EinvoiceDesk::draft(const billing::CreditNote &note, const billing::Invoice &invoice,
                                                const EinvoiceWish &wish)
{
    auto credited = draft(invoice, wish);
    if (!credited)
        return credited;
    const auto credits = creditsOf(note, credited->meaning.lines.size());
    auto meaning = creditNoteFor(credited->meaning, credits, note.number, note.issueDate);
    if (!meaning)
        return passOn(meaning);
    return Draft{std::move(*meaning), std::move(credited->facts)};
}

Result<ElectronicInvoice> EinvoiceDesk::written(const Draft &draft, const QString &accountName)
{
    const QStringList missing = missingFacts(draft.meaning, draft.facts);
    if (!missing.isEmpty())
        return fail(ErrorKind::InvalidInput, u"einvoice.incomplete"_s,
                    {{u"account"_s, accountName}, {u"missing"_s, missing.join(u' ')}});
    ElectronicInvoice file;
    file.profile = draft.facts.customer.profile;
    file.syntax = draft.facts.customer.syntax;
    auto xml = writeInvoice(draft.meaning, file.syntax);
    if (!xml)
        return passOn(xml);
    file.content = std::move(*xml);
    file.sha256 = QString::fromLatin1(sha256Hex(file.content));
    file.madeAt = m_services.clock().now();
    return file;
}

Result<bool> EinvoiceDesk::isWantedBy(const accounts::AccountId &account)
{
    const auto customer = EinvoicesSql(m_services.session()).customer(account);
    return customer ? Result<bool>(customer->has_value()) : passOn(customer);
}

Result<QStringList> EinvoiceDesk::missing(const billing::Invoice &invoice)
{
    if (billing::isLateCharge(invoice.bill)) // nothing was supplied for it
        return {};
    const auto wanted = isWantedBy(invoice.account);
    if (!wanted || !*wanted)
        return wanted ? Result<QStringList>(QStringList()) : passOn(wanted);
    const auto made = draft(invoice, {});
    if (!made)
        return passOn(made);
    return missingFacts(made->meaning, made->facts);
}

Result<std::optional<billing::BillException>> EinvoiceDesk::missing(const BillAssembly &assembly,
                                                                    const billing::Bill &bill, const QDate &issueDate)
{
    const accounts::Account &payer = assembly.input.payer;
    const auto wanted = isWantedBy(payer.id);
    if (!wanted || !*wanted)
        return wanted ? Result<std::optional<billing::BillException>>(std::nullopt) : passOn(wanted);
    auto facts = factsFor(assembly, {});
    if (!facts)
        return passOn(facts);
    const auto payment = agreedPaymentOf(m_services, payer.id);
    if (!payment)
        return passOn(payment);
    if (const auto said = sayPayment(m_services, *facts, *payment, payer.id, bill.currency); !said)
        return passOn(said);
    billing::Invoice invoice;
    invoice.issuingEntity = assembly.seller.id;
    invoice.account = payer.id;
    invoice.accountName = payer.name;
    invoice.issueDate = issueDate;
    invoice.dueDate = issueDate.addDays(bill.netDays);
    invoice.bill = bill;
    const auto meaning = semanticInvoiceFor(invoice, assembly.seller, payer, *facts);
    if (!meaning) {
        QVariantMap args = meaning.error().args;
        args.insert(u"error"_s, meaning.error().id);
        args.insert(u"number"_s, payer.number);
        return billing::BillException{contracts::Severity::Warning, u"billing.einvoice_impossible"_s, args};
    }
    const QStringList sentences = missingFacts(*meaning, *facts);
    if (sentences.isEmpty())
        return std::nullopt;
    return billing::BillException{
        contracts::Severity::Warning,
        u"billing.einvoice_incomplete"_s,
        {{u"account"_s, payer.name}, {u"number"_s, payer.number}, {u"missing"_s, sentences.join(u' ')}}};
}

Result<> EinvoiceDesk::makeFor(const billing::Invoice &invoice)
{
    const auto wanted = isWantedBy(invoice.account);
    if (!wanted || !*wanted)
        return wanted ? Result<>() : passOn(wanted);
    const auto made = draft(invoice, {});
    if (!made)
        return passOn(made);
    auto file = written(*made, invoice.accountName);
    if (!file)
        return passOn(file);
    file->invoice = invoice.id;
    return EinvoicesSql(m_services.session()).add(*file);
}

Result<> EinvoiceDesk::makeFor(const billing::CreditNote &note, const billing::Invoice &invoice)
{
    if (billing::isLateCharge(invoice.bill))
        return {};
    const auto wanted = isWantedBy(note.account);
    if (!wanted || !*wanted)
        return wanted ? Result<>() : passOn(wanted);
    const auto made = draft(note, invoice, {});
    if (!made)
        return passOn(made);
    auto file = written(*made, note.accountName);
    if (!file)
        return passOn(file);
    file->creditNote = note.id;
    return EinvoicesSql(m_services.session()).add(*file);
}

Result<ElectronicInvoice> EinvoiceDesk::fileOf(const billing::Invoice &invoice, const EinvoiceWish &wish)
{
    if (wish.isEmpty()) {
        const auto kept = EinvoicesSql(m_services.session()).ofInvoice(invoice.id);
        if (!kept || *kept)
            return kept ? Result<ElectronicInvoice>(**kept) : passOn(kept);
    }
    const auto made = draft(invoice, wish);
    auto file = made ? written(*made, invoice.accountName) : passOn(made);
    if (file && invoice.state != billing::InvoiceState::Issued)
        return fail(ErrorKind::InvalidInput, u"einvoice.not_issued"_s, {{u"account"_s, invoice.accountName}});
    return file;
}

Result<ElectronicInvoice> EinvoiceDesk::fileOf(const billing::CreditNote &note, const EinvoiceWish &wish)
{
    if (wish.isEmpty()) {
        const auto kept = EinvoicesSql(m_services.session()).ofCreditNote(note.id);
        if (!kept || *kept)
            return kept ? Result<ElectronicInvoice>(**kept) : passOn(kept);
    }
    const auto invoice = m_services.invoices().find(note.invoice);
    if (!invoice)
        return passOn(invoice);
    if (note.state != billing::CreditNoteState::Issued)
        return fail(ErrorKind::InvalidInput, u"einvoice.not_issued"_s, {{u"account"_s, note.accountName}});
    const auto made = draft(note, *invoice, wish);
    return made ? written(*made, note.accountName) : passOn(made);
}

Result<SemanticInvoice> EinvoiceDesk::meaningOf(const billing::Invoice &invoice, const EinvoiceWish &wish)
{
    const auto kept = EinvoicesSql(m_services.session()).ofInvoice(invoice.id);
    if (!kept)
        return passOn(kept);
    return *kept ? meaningIn((*kept)->content) : draft(invoice, wish).map(&Draft::meaning);
}

Result<SemanticInvoice> EinvoiceDesk::meaningOf(const billing::CreditNote &note, const EinvoiceWish &wish)
{
    const auto kept = EinvoicesSql(m_services.session()).ofCreditNote(note.id);
    if (!kept)
        return passOn(kept);
    if (*kept)
        return meaningIn((*kept)->content);
    const auto invoice = m_services.invoices().find(note.invoice);
    return invoice ? draft(note, *invoice, wish).map(&Draft::meaning) : passOn(invoice);
}

} // namespace accord::workspace
