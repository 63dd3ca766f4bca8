// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/comparison.h"

#include <QtCore/QHash>
#include <QtCore/QStringList>

#include <tuple>
#include <unordered_map>

namespace accord::einvoice {

namespace {

using Key = std::tuple<QString, QString, int>; ///< term, place, and which of several with the same

/// Numbers terms that stand at the same place more than once: two lines with one id.
std::vector<std::pair<Key, QString>> keyed(const SemanticInvoice &invoice)
{
    QHash<std::pair<QString, QString>, int> seen;
    std::vector<std::pair<Key, QString>> result;
    for (const Term &term : termsOf(invoice))
        result.emplace_back(Key{term.id, term.place, seen[{term.id, term.place}]++}, term.value);
    return result;
}

size_t qHash(const Key &key, size_t seed = 0)
{
    return qHashMulti(seed, std::get<0>(key), std::get<1>(key), std::get<2>(key));
}

struct KeyHash
{
    size_t operator()(const Key &key) const { return qHash(key); }
};

} // namespace

QString ComparedTerm::toString() const
{
    const auto side = [](const QString &value) { return value.isEmpty() ? QStringLiteral("nothing") : value; };
    QString where = term + QLatin1Char(' ') + termName(term);
    if (!place.isEmpty())
        where += QStringLiteral(", ") + place;
    return QStringLiteral("%1: %2 in the first, %3 in the second").arg(where, side(first), side(second));
}

std::vector<ComparedTerm> compareTerms(const SemanticInvoice &first, const SemanticInvoice &second)
{
    std::unordered_map<Key, QString, KeyHash> others;
    const auto secondTerms = keyed(second);
    others.insert(secondTerms.begin(), secondTerms.end());
    std::vector<ComparedTerm> terms;
    for (const auto &[key, value] : keyed(first)) {
        const auto other = others.find(key);
        const bool isGiven = other != others.end();
        terms.push_back({std::get<0>(key), std::get<1>(key), value, isGiven ? other->second : QString()});
        if (isGiven)
            others.erase(other);
    }
    for (const auto &[key, value] : secondTerms) {
        if (others.contains(key))
            terms.push_back({std::get<0>(key), std::get<1>(key), {}, value});
    }
    return terms;
}

std::vector<ComparedTerm> compare(const SemanticInvoice &first, const SemanticInvoice &second)
{
    auto terms = compareTerms(first, second);
    std::erase_if(terms, [](const ComparedTerm &term) { return term.agrees(); });
    return terms;
}

} // namespace accord::einvoice
