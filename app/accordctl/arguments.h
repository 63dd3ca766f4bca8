// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QHash>
#include <QtCore/QStringList>

namespace accord::ctl {

/// What stands behind the program's name: noun, verb, positional arguments and options. Options may stand anywhere;
/// `--name value`, `--name=value` and, for those that take none, `--name`. After `--` every word is an argument.
class Arguments
{
public:
    /// \param withoutValue  options that take no value
    /// \returns InvalidInput "usage.option_value" for an option at the end that wants a value.
    static Result<Arguments> parse(const QStringList &words, const QStringList &withoutValue);

    QString noun() const { return m_positional.value(0); }
    QString verb() const { return m_positional.value(1); }
    /// The \a index-th argument after noun and verb; empty when there is none.
    QString positional(int index) const { return m_positional.value(index + 2); }
    int positionalCount() const { return int(m_positional.size()) - 2; }
    bool has(const QString &option) const { return m_options.contains(option); }
    /// The last one where an option stands more than once.
    QString value(const QString &option, const QString &otherwise = {}) const
    {
        return m_options.value(option, {otherwise}).last();
    }
    /// All of an option that may be repeated, in order.
    QStringList values(const QString &option) const { return m_options.value(option); }
    QStringList options() const { return m_options.keys(); }
    /// For nouns that have no verb (`quote`, `search`): the first word after the noun counts as an argument.
    void insertVerb(const QString &verb) { m_positional.insert(1, verb); }

private:
    QStringList m_positional;
    QHash<QString, QStringList> m_options;
};

} // namespace accord::ctl
