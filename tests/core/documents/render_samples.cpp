// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/invoices.h"

#include "core/documents/document_for_invoice.h"
#include "core/documents/render_pdf.h"

#include <QtCore/QElapsedTimer>
#include <QtGui/QGuiApplication>

#include <cstdio>

/// Writes the invoices of the tests as PDF into the folder that is its argument.
int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    using namespace accord;
    const QString folder = application.arguments().value(1, u"."_s);
    for (const auto &one : testing::invoiceCases()) {
        QElapsedTimer timer;
        timer.start();
        const auto pdf = documents::renderInvoicePdf(documents::documentFor(one.invoice, one.seller, one.payer));
        if (!pdf) {
            std::fprintf(stderr, "%s: %s %s\n", qPrintable(one.name), qPrintable(pdf.error().id),
                         qPrintable(pdf.error().args.value(u"code"_s).toString()));
            return 1;
        }
        QFile file(folder + u'/' + one.name + u".pdf"_s);
        if (!file.open(QIODevice::WriteOnly) || file.write(*pdf) != pdf->size())
            return 1;
        std::printf("%s %lld bytes %.1f ms\n", qPrintable(one.name), qlonglong(pdf->size()),
                    double(timer.nsecsElapsed()) / 1e6);
    }
    return 0;
}
