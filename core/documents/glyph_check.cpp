// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/glyph_check.h"

#include "core/documents/figures.h"
#include "core/documents/typesetter.h"

namespace accord::documents {

namespace {

/// Goes through the texts of a document; every function stands for one part of the page.
class GlyphCheck
{
public:
    std::vector<MissingGlyph> check(const InvoiceDocument &document)
    {
        checkHead(document);
        checkParty(u"Seller"_s, document.seller);
        checkParty(u"Customer"_s, document.buyer);
        for (const Fact &fact : document.facts) {
            look(u"Label \"%1\""_s.arg(fact.label), fact.label);
            look(fact.label, fact.value);
        }
        for (const EntityGroup &entity : document.entities)
            checkEntity(entity);
        checkSums(document);
        checkWords(document.words);
        return std::move(m_missing);
    }

private:
    void look(const QString &field, const QString &text)
    {
        for (const char32_t character : m_typesetter.missingIn(text))
            m_missing.push_back({field, text, QString::fromUcs4(&character, 1),
                                 u"U+%1"_s.arg(uint(character), 4, 16, QChar(u'0')).toUpper()});
    }

    void look(const QString &field, const QStringList &texts)
    {
        for (const QString &text : texts)
            look(field, text);
    }

    void checkHead(const InvoiceDocument &document)
    {
        look(u"Brand name"_s, document.brand.companyName);
        look(u"Footer"_s, document.brand.footer);
        look(u"Number"_s, document.number);
        look(u"Payment instructions"_s, document.paymentInstructions);
        look(u"Amounts in this language"_s, figure(document.total, document.locale));
    }

    void checkParty(const QString &who, const Party &party)
    {
        look(who + u" name"_s, party.name);
        look(who + u" address"_s, party.lines);
        look(who + u" contact"_s, party.contact);
    }

    void checkEntity(const EntityGroup &entity)
    {
        look(u"Company"_s, entity.name);
        look(u"Subtotal of a company"_s, entity.subtotalLabel);
        for (const LocationGroup &location : entity.locations) {
            look(u"Location"_s, location.name);
            look(u"Location %1"_s.arg(location.name), location.detail);
            for (const DocumentLine &line : location.lines)
                checkLine(line, location.name);
        }
    }

    void checkLine(const DocumentLine &line, const QString &location)
    {
        const QString place
            = u"Line %1%2"_s.arg(QString::number(++m_line), location.isEmpty() ? QString() : u" (%1)"_s.arg(location));
        look(place + u" description"_s, line.description);
        look(place + u" detail"_s, line.detail);
        look(place + u" unit"_s, line.unit);
    }

    void checkSums(const InvoiceDocument &document)
    {
        for (const TotalRow &row : document.totals) {
            look(u"Total"_s, row.label);
            look(u"Total %1"_s.arg(row.label), row.note);
        }
        for (const TaxRow &row : document.taxes) {
            look(u"Tax jurisdiction"_s, row.jurisdiction);
            look(u"Tax name"_s, row.name);
            look(u"Tax rate"_s, row.percent);
            look(u"Tax reason"_s, row.reason);
        }
        for (const CostRow &row : document.costs) {
            look(u"Cost allocation, company"_s, row.entity);
            look(u"Cost allocation, cost centre"_s, row.costCentre);
        }
        for (const InstalmentRow &row : document.instalments) {
            look(u"Instalment"_s, row.name);
            look(u"Instalment %1, due"_s.arg(row.name), row.due);
        }
    }

    void checkWords(const DocumentWords &words)
    {
        look(u"Words of the document"_s,
             QStringList{words.title,     words.watermark,   words.billTo,     words.from,          words.description,
                         words.quantity,  words.unitPrice,   words.discount,   words.amount,        words.total,
                         words.totalDue,  words.dueBy,       words.taxSummary, words.jurisdiction,  words.tax,
                         words.rate,      words.taxable,     words.taxAmount,  words.costSummary,   words.costNote,
                         words.entity,    words.costCentre,  words.share,      words.borne,         words.budgetCap,
                         words.overCap,   words.instalments, words.instalment, words.instalmentDue, words.payment,
                         words.continued, words.page,        words.seal});
    }

    Typesetter m_typesetter{1};
    std::vector<MissingGlyph> m_missing;
    int m_line = 0;
};

} // namespace

QString MissingGlyph::toString() const
{
    return u"%1 \"%2\": the fonts of the documents have no %3 (%4)."_s.arg(field, text, character, code);
}

std::vector<MissingGlyph> missingGlyphs(const InvoiceDocument &document)
{
    return GlyphCheck().check(document);
}

} // namespace accord::documents
