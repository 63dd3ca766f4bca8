// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/read_invoice.h"

#include "core/einvoice/cii.h"
#include "core/einvoice/ubl.h"
#include "core/einvoice/xml_survey.h"

namespace accord::einvoice {

Result<ReadInvoice> readInvoice(const QByteArray &xml)
{
    auto root = readXml(xml);
    if (!root)
        return passOn(root);
    ReadInvoice read;
    if (root->name == u"rsm:CrossIndustryInvoice")
        read.syntax = Syntax::Cii;
    else if (root->name != u"Invoice" && root->name != u"CreditNote")
        return fail(ErrorKind::InvalidInput, u"einvoice.not_an_invoice"_s, {{u"element"_s, root->name.left(60)}});
    auto invoice = read.syntax == Syntax::Ubl ? readUbl(*root) : readCii(*root);
    if (!invoice)
        return passOn(invoice);
    read.invoice = std::move(*invoice);
    read.ignored = notUnderstood(*root);
    read.empty = emptyElements(*root);
    return read;
}

Result<QByteArray> writeInvoice(const SemanticInvoice &invoice, Syntax syntax)
{
    return syntax == Syntax::Ubl ? writeUbl(invoice) : writeCii(invoice);
}

QString toString(Syntax syntax)
{
    return syntax == Syntax::Ubl ? u"ubl"_s : u"cii"_s;
}

Result<Syntax> syntaxFromString(const QString &text)
{
    for (const Syntax syntax : {Syntax::Ubl, Syntax::Cii}) {
        if (text == toString(syntax))
            return syntax;
    }
    return fail(ErrorKind::InvalidInput, u"einvoice.syntax_unknown"_s, {{u"value"_s, text.left(20)}});
}

} // namespace accord::einvoice
