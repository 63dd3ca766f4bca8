// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/account_names.h"

#include "core/storage/session.h"
#include "core/storage/transaction.h"

#include <algorithm>
#include <string_view>

namespace accord::storage {

using accounts::AccountId;

Result<AccountNames> AccountNames::read(Session &session)
{
    AccountNames names;
    auto select
        = session.statement("SELECT name_folded, lower(number), id, arr_minor FROM account ORDER BY name_folded, id");
    select.bind();
    while (select.next()) {
        names.m_starts.push_back(names.m_buffer.size());
        names.m_buffer.append(select.readBytes()).append('\n');
        names.m_buffer.append(select.readBytes()).append('\n');
        names.m_ids.push_back(select.read<AccountId>());
        names.m_arrMinor.push_back(select.read<qint64>());
    }
    names.m_starts.push_back(names.m_buffer.size());
    return select.finish().map([&] { return std::move(names); });
}

qsizetype AccountNames::accountAt(qsizetype offset) const
{
    return std::upper_bound(m_starts.begin(), m_starts.end(), offset) - m_starts.begin() - 1;
}

qsizetype AccountNames::firstBehind(const NameBookmark &bookmark) const
{
    const QByteArray name = bookmark.foldedName.toUtf8();
    const QByteArray id = bookmark.id.uuid().toRfc4122();
    qsizetype low = 0;
    qsizetype high = qsizetype(m_ids.size());
    while (low < high) { // the order of the database: bytes of the name, then of the id
        const qsizetype middle = low + (high - low) / 2;
        const QByteArrayView line = QByteArrayView(m_buffer).sliced(m_starts[size_t(middle)]);
        const int order = line.first(line.indexOf('\n')).toByteArray().compare(name);
        const bool isBehind = order > 0 || (order == 0 && m_ids[size_t(middle)].uuid().toRfc4122() > id);
        isBehind ? high = middle : low = middle + 1;
    }
    return low;
}

AccountNames::Matches AccountNames::find(const QString &foldedText, const std::optional<NameBookmark> &after,
                                         int most) const
{
    const QByteArray text = foldedText.toUtf8();
    const std::string_view buffer(m_buffer.constData(), size_t(m_buffer.size()));
    const std::string_view wanted(text.constData(), size_t(text.size()));
    const qsizetype first = after ? firstBehind(*after) : 0;
    Matches matches;
    for (size_t at = buffer.find(wanted); at < buffer.size(); at = buffer.find(wanted, at)) {
        const qsizetype account = accountAt(qsizetype(at));
        ++matches.count;
        matches.arrMinor += m_arrMinor[size_t(account)];
        if (account >= first && qsizetype(matches.ids.size()) < most)
            matches.ids.push_back(m_ids[size_t(account)]);
        at = size_t(m_starts[size_t(account) + 1]);
    }
    return matches;
}

Result<std::shared_ptr<const AccountNames>> AccountNamesCache::get(Session &session)
{
    // One state for the stamp and the names, so that no change falls between them.
    Transaction transaction(session, Transaction::Read);
    const auto changes = session.statement("SELECT changes FROM account_stamp").first([](Statement &row) {
        return row.read<qint64>();
    });
    if (!changes)
        return passOn(changes);
    const QMutexLocker locker(&m_guard);
    if (!m_names || m_changes != changes->value_or(0)) {
        auto names = AccountNames::read(session);
        if (!names)
            return passOn(names);
        m_names = std::make_shared<const AccountNames>(std::move(*names));
        m_changes = changes->value_or(0);
    }
    return transaction.commit().map([this] { return m_names; });
}

} // namespace accord::storage
