// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/parsers.h"

#include "core/bank/bank_file.h"
#include "core/contracts/contract_json.h"
#include "core/einvoice/rules.h"
#include "core/interchange/schemas.h"
#include "core/payments/dunning_schedule.h"
#include "core/usage/month_table.h"
#include "core/usage/usage_reader.h"

#include <QtCore/QBuffer>

namespace accord::fuzz {

namespace {

void readBankFile(const QByteArray &bytes)
{
    (void)bank::readBankFile(bytes);
}

void readInvoice(const QByteArray &bytes)
{
    const auto read = einvoice::readInvoice(bytes);
    if (!read)
        return;
    for (const einvoice::Profile profile : einvoice::profiles)
        (void)einvoice::check(*read, profile);
    for (const einvoice::Syntax syntax : {einvoice::Syntax::Ubl, einvoice::Syntax::Cii})
        (void)einvoice::writeInvoice(read->invoice, syntax);
}

void readUsage(const QByteArray &bytes)
{
    QByteArray copy = bytes;
    QBuffer device(&copy);
    device.open(QIODevice::ReadOnly);
    usage::Problems problems;
    (void)usage::readUsage(device, {[](const usage::Record &) { }}, problems);
    device.seek(0);
    (void)usage::readUsageTable(device, problems);
}

void readContract(const QByteArray &bytes)
{
    if (const auto document = interchange::readDocument(bytes, u"contract"_s))
        (void)contracts::contractFromJson(*document);
}

void readDocuments(const QByteArray &bytes)
{
    for (const QString &kind : {u"accounts"_s, u"price-book"_s, u"branding"_s, u"bill"_s, u"billed-charges"_s})
        (void)interchange::readDocument(bytes, kind);
    (void)payments::readDunningSchedules(bytes);
}

} // namespace

const std::vector<Parser> &parsers()
{
    const QString bank = u"tests/core/bank/data/"_s;
    static const std::vector<Parser> all{
        {u"camt"_s, {bank + u"camt/*"_s}, readBankFile},
        {u"mt940"_s, {bank + u"mt940/*"_s}, readBankFile},
        {u"bai2"_s, {bank + u"bai2/*"_s}, readBankFile},
        {u"ofx"_s, {bank + u"ofx/*"_s}, readBankFile},
        {u"nacha"_s, {bank + u"nacha/*"_s}, readBankFile},
        {u"einvoice"_s, {u"tests/core/einvoice/data/ubl/*"_s, u"tests/core/einvoice/data/cii/*"_s}, readInvoice},
        {u"usage"_s, {u"resources/sample/*.csv"_s, u"resources/reference/focus-1.0-sample.csv"_s}, readUsage},
        {u"contract"_s, {u"resources/sample/contract.json"_s}, readContract},
        {u"documents"_s, {u"resources/sample/*.json"_s}, readDocuments}};
    return all;
}

} // namespace accord::fuzz
