// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/postgresql_address.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <memory>

namespace accord::storage {

namespace {

constexpr std::array<QByteArrayView, 10> allowed{"host",        "port",    "user",   "dbname", "connect_timeout",
                                                 "sslrootcert", "sslcert", "sslkey", "sslcrl", "krbsrvname"};

tl::unexpected<Error> refusedOption(const QByteArray &name)
{
    return fail(ErrorKind::InvalidInput, u"storage.server_option"_s, {{u"option"_s, QString::fromUtf8(name)}});
}

} // namespace

bool isServerUrl(const QString &path)
{
    return path.startsWith(u"postgresql://"_s) || path.startsWith(u"postgres://"_s);
}

Result<ServerOptions> serverOptions(const QString &url)
{
    char *message = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed(
        PQconninfoParse(url.toUtf8().constData(), &message), &PQconninfoFree);
    const std::unique_ptr<char, decltype(&PQfreemem)> kept(message, &PQfreemem);
    if (!parsed)
        return fail(ErrorKind::InvalidInput, u"storage.server_url"_s, {},
                    QString::fromUtf8(message).trimmed()); // the text may hold a password: not for the sentence
    ServerOptions options{{"connect_timeout", "10"}, {"tcp_user_timeout", "30000"}, {"keepalives", "1"},
                          {"keepalives_idle", "30"}, {"keepalives_interval", "10"}, {"keepalives_count", "3"}};
    bool hasDatabase = false;
    for (const PQconninfoOption *option = parsed.get(); option->keyword; ++option) {
        if (!option->val)
            continue;
        const QByteArray name(option->keyword);
        const QByteArray value(option->val);
        if (name == "password")
            return fail(ErrorKind::InvalidInput, u"storage.password_in_url"_s);
        if (name == "sslmode" && value == "verify-full")
            continue;
        if (std::ranges::find(allowed, QByteArrayView(name)) == allowed.end() || value.contains(' ')
            || value.contains(';'))
            return refusedOption(name);
        hasDatabase = hasDatabase || (name == "dbname" && !value.isEmpty());
        options.emplace_back(name, value);
    }
    if (!hasDatabase)
        return fail(ErrorKind::InvalidInput, u"storage.server_url"_s, {}, u"no database named"_s);
    options.insert(options.end(),
                   {{"client_encoding", "UTF8"}, {"application_name", "accord"}, {"sslmode", "verify-full"}});
    return options;
}

} // namespace accord::storage
