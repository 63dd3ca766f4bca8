// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "core/workspace/company_desk.h"

namespace accord::ctl {

Result<int> choosePaymentCode(Context &context)
{
    static const QString field = u"payment_code"_s;
    static const QStringList known{u"none"_s, u"epc"_s, u"swiss_qr"_s};
    const Arguments &arguments = context.arguments();
    const bool changes = arguments.positionalCount() > 1;
    const auto services = context.services(changes ? workspace::Mode::ReadWrite : workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    auto company = (*services)->seller().entityOf(arguments.positional(0));
    if (!company)
        return passOn(company);
    if (changes) {
        const QString wanted = arguments.positional(1);
        if (!known.contains(wanted))
            return fail(ErrorKind::InvalidInput, u"documents.payment_code_unknown"_s,
                        {{u"value"_s, wanted}, {u"known"_s, known.join(u", "_s)}});
        company->branding.insert(field, wanted);
        company = workspace::CompanyDesk(**services).saveEntity(*company);
        if (!company)
            return passOn(company);
    }
    context.output().document({{u"company"_s, company->code},
                               {u"name"_s, company->legalName},
                               {u"payment_code"_s, company->branding.value(field).toString(u"none"_s)}});
    return Exit::Done;
}

} // namespace accord::ctl
