// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/derivation.h"

namespace accord::pricing {

namespace {

/// A figure that came to nothing: it was looked at, and there was none.
bool saysNothing(const Derivation &figure)
{
    return figure.rule.isEmpty() && figure.exact.isEmpty() && figure.rounded.isEmpty() && figure.source.isEmpty()
           && figure.children.empty() && figure.lines.isEmpty();
}

/// Whether the exact value says more than the rounded one: "33.335" beside "33.34 USD", not "20" beside "20.00 USD".
bool wasRounded(const Derivation &figure)
{
    const QString rounded = figure.rounded.section(u' ', 0, 0);
    if (figure.exact.isEmpty() || figure.exact == rounded)
        return false;
    const auto before = Exact::parse(figure.exact);
    const auto after = Exact::parse(rounded);
    return !before || !after || *before != *after;
}

} // namespace

Recorder::Recorder()
    : m_open(1)
{ }

void Recorder::open(const QString &label)
{
    m_open.emplace_back().label = label;
}

void Recorder::close()
{
    Derivation finished = std::move(m_open.back());
    m_open.pop_back();
    if (!saysNothing(finished))
        m_open.back().children.push_back(std::move(finished));
}

void Recorder::rule(const QString &words)
{
    m_open.back().rule = words;
}

void Recorder::exact(const Exact &value)
{
    m_open.back().exact = value.toString();
}

void Recorder::exact(const QString &value)
{
    m_open.back().exact = value;
}

void Recorder::rounded(const QString &value)
{
    m_open.back().rounded = value;
}

void Recorder::rounded(const Money &value)
{
    m_open.back().rounded = value.toString() + u' ' + value.currency().code();
}

void Recorder::source(const QString &fact)
{
    m_open.back().source = fact;
}

void Recorder::explains(const QString &lineKey)
{
    m_open.back().lines << lineKey;
}

void Recorder::fact(const QString &label, const QString &value, const QString &source)
{
    m_open.back().children.push_back(Derivation{label, {}, {}, value, source, {}, {}});
}

std::vector<Derivation> Recorder::take()
{
    Q_ASSERT(m_open.size() == 1);
    return std::exchange(m_open.back().children, {});
}

std::vector<Derivation> explanationsOf(const std::vector<Derivation> &derivations, const QString &lineKey)
{
    std::vector<Derivation> found;
    for (const Derivation &derivation : derivations) {
        if (derivation.lines.contains(lineKey)) {
            found.push_back(derivation);
            continue;
        }
        auto inside = explanationsOf(derivation.children, lineKey);
        std::move(inside.begin(), inside.end(), std::back_inserter(found));
    }
    return found;
}

QString toText(const Derivation &derivation, int indent)
{
    QString line(indent * 2, u' ');
    line += derivation.label;
    if (!derivation.rounded.isEmpty())
        line += u" = "_s + derivation.rounded;
    if (wasRounded(derivation))
        line += u"  (exactly "_s + derivation.exact + u')';
    if (!derivation.rule.isEmpty())
        line += u"  · "_s + derivation.rule;
    if (!derivation.source.isEmpty())
        line += u"  ← "_s + derivation.source;
    line += u'\n';
    for (const Derivation &child : derivation.children)
        line += toText(child, indent + 1);
    return line;
}

} // namespace accord::pricing
