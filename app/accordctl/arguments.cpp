// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/arguments.h"

namespace accord::ctl {

Result<Arguments> Arguments::parse(const QStringList &words, const QStringList &withoutValue)
{
    Arguments arguments;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words[i];
        if (word == u"--"_s) {
            arguments.m_positional << words.mid(i + 1);
            break;
        }
        if (!word.startsWith(u"--"_s)) {
            arguments.m_positional << word;
            continue;
        }
        const qsizetype equals = word.indexOf(u'=');
        const QString name = word.mid(2, equals < 0 ? -1 : equals - 2);
        if (equals >= 0) {
            arguments.m_options[name] << word.mid(equals + 1);
        } else if (withoutValue.contains(name)) {
            arguments.m_options[name] << u"yes"_s;
        } else if (i + 1 < words.size()) {
            arguments.m_options[name] << words[++i];
        } else {
            return fail(ErrorKind::InvalidInput, u"usage.option_value"_s, {{u"option"_s, word}});
        }
    }
    return arguments;
}

} // namespace accord::ctl
