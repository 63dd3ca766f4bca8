// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/content_exchange.h"

#include "core/sync/command.h"
#include "core/sync/server_write.h"

namespace accord::sync {

namespace {

tl::unexpected<Error> notThere(const ContentKey &content, int part)
{
    return fail(ErrorKind::NotFound, u"attachments.part_missing"_s, {{u"sha256"_s, content.sha256}, {u"part"_s, part}});
}

} // namespace

std::optional<ContentKey> contentNamedBy(const EntityRule &rule, const QJsonObject &body)
{
    if (!rule.namesContent)
        return std::nullopt;
    const ContentKey content{valueOf(body, u"sha256"_s).toString(), valueOf(body, u"size"_s).toInteger()};
    return checkKey(content) ? std::optional(content) : std::nullopt;
}

Result<PartVerdict> bringPart(ServerStore &store, const Person &person, const QUuid &device, const ContentPart &part)
{
    PartVerdict verdict = PartVerdict::Damaged;
    const auto done = store.atOnce([&]() -> Result<> {
        if (auto known = meetDevice(store, person, device); !known)
            return known;
        ContentStore *contents = store.contents(person);
        if (!contents)
            return notThere(part.content, part.part);
        const auto taken = takePart(*contents, part);
        if (!taken)
            return passOn(taken);
        verdict = *taken;
        return {};
    });
    return done ? Result<PartVerdict>(verdict) : passOn(done);
}

Result<ContentPart> fetchPart(ServerStore &store, const Person &person, const QUuid &device, const ContentKey &content,
                              int part)
{
    ContentPart fetched;
    const auto done = store.atOnce([&]() -> Result<> {
        if (auto known = meetDevice(store, person, device); !known)
            return known;
        ContentStore *contents = store.contents(person);
        if (!contents || !store.isNamed(content, person))
            return store.failure() ? Result<>(tl::unexpected(*store.failure())) : notThere(content, part);
        const auto bytes = partToSend(*contents, content, part);
        if (!bytes)
            return passOn(bytes);
        fetched = *bytes;
        return {};
    });
    return done ? Result<ContentPart>(fetched) : passOn(done);
}

} // namespace accord::sync
