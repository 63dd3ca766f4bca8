// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/search_sql.h"

#include "core/storage/search_vector.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/transaction.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

#include <algorithm>
#include <map>

namespace accord::storage {

namespace {

constexpr qsizetype longestText = 400; // characters of a query that are looked at
constexpr qsizetype mostWords = 16;
constexpr qsizetype shortestWord = 3; // below, nearly every record would have to be ranked

struct StoredEntry
{
    qint64 id = 0;
    SearchEntry entry;
};

Result<std::optional<StoredEntry>> storedEntry(Session &session, SearchKind kind, const QUuid &record)
{
    auto select = session.statement("SELECT id, account_id, number, title, detail, body FROM search_entry "
                                    "WHERE kind = ? AND record_id = ?");
    return select.bind(toString(kind), record).first([&](Statement &row) {
        StoredEntry stored;
        stored.id = row.read<qint64>();
        stored.entry.kind = kind;
        stored.entry.record = record;
        stored.entry.account = row.read<accounts::AccountId>();
        stored.entry.number = row.read<QString>();
        stored.entry.title = row.read<QString>();
        stored.entry.detail = row.read<QString>();
        stored.entry.body = row.read<QString>();
        return stored;
    });
}

bool isOnServer(const Session &session)
{
    return session.dialect().database() == Dialect::Database::PostgreSql;
}

/// The index of SQLite keeps no text of its own: what is taken out must be what was put in.
Result<qint64> unindex(Session &session, const StoredEntry &old)
{
    if (isOnServer(session))
        return session.run("DELETE FROM search_text WHERE id = ?", old.id);
    return session.run("INSERT INTO search_text (search_text, rowid, number, title, detail, body) "
                       "VALUES ('delete', ?, ?, ?, ?, ?)",
                       old.id, old.entry.number, old.entry.title, old.entry.detail, old.entry.body);
}

Result<qint64> index(Session &session, qint64 id, const SearchEntry &entry)
{
    if (isOnServer(session))
        return session.run("INSERT INTO search_text (id, words) VALUES (?, CAST(? AS TSVECTOR))", id,
                           searchVector({entry.number, entry.title, entry.detail, entry.body}));
    return session.run("INSERT INTO search_text (rowid, number, title, detail, body) VALUES (?, ?, ?, ?, ?)", id,
                       entry.number, entry.title, entry.detail, entry.body);
}

Result<qint64> insertEntry(Session &session, const SearchEntry &entry)
{
    auto insert
        = session.statement("INSERT INTO search_entry (kind, record_id, account_id, number, title, title_folded, "
                            "detail, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
    insert.bind(toString(entry.kind), entry.record, entry.account, entry.number, entry.title, folded(entry.title),
                entry.detail, entry.body);
    const auto id = insert.first([](Statement &row) { return row.read<qint64>(); });
    if (!id)
        return passOn(id);
    return id->value();
}

Result<qint64> updateEntry(Session &session, qint64 id, const SearchEntry &entry)
{
    return session
        .run("UPDATE search_entry SET account_id = ?, number = ?, title = ?, title_folded = ?, detail = ?, "
             "body = ? WHERE id = ?",
             entry.account, entry.number, entry.title, folded(entry.title), entry.detail, entry.body, id)
        .map([id](qint64) { return id; });
}

/// Text that can be bound, whatever was typed.
QString cleaned(const QString &text)
{
    QString cut = text.left(longestText);
    for (QChar &c : cut) {
        if (c.isNull())
            c = u' ';
    }
    return QString::fromUtf8(cut.toUtf8()).simplified(); // a lone surrogate becomes a question mark
}

bool hasLetterOrDigit(const QString &word)
{
    return std::any_of(word.begin(), word.end(), [](QChar c) { return c.isLetterOrNumber() || c.isSurrogate(); });
}

/// "8,154.00" as amounts are kept: "8154.00".
QString withoutThousands(const QString &word)
{
    static const QRegularExpression amount(u"^\\d{1,3}(,\\d{3})+(\\.\\d*)?$"_s);
    return amount.match(word).hasMatch() ? QString(word).remove(u',') : word;
}

QStringList wordsOf(const QString &text)
{
    QStringList words;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (hasLetterOrDigit(word) && words.size() < mostWords)
            words << withoutThousands(word);
    }
    return words;
}

/// Every word in quotes, so that none of them is an operator, and as the start of one.
QString matchOf(const QStringList &words, bool onlyNumbers)
{
    QStringList phrases;
    for (QString word : words)
        phrases << u'"' + word.replace(u'"', u"\"\""_s) + u"\" *"_s;
    const QString all = phrases.join(u" AND "_s);
    return onlyNumbers ? u"{number detail} : ("_s + all + u')' : all;
}

/// Above every text that starts with \a prefix.
QString endOfPrefix(const QString &prefix)
{
    return prefix + QString::fromUcs4(U"\U0010FFFF");
}

#define HIT                                                                                                            \
    "SELECT entry.kind, entry.record_id, entry.account_id, coalesce(account.name, ''), entry.number, entry.title, "    \
    "entry.detail FROM "
#define ITS_ACCOUNT "LEFT JOIN account ON account.id = entry.account_id "

Result<SearchHit> readHit(Statement &row)
{
    const auto kind = searchKindFromString(row.read<QString>());
    SearchHit hit;
    hit.record = row.read<QUuid>();
    hit.account = row.read<accounts::AccountId>();
    hit.accountName = row.read<QString>();
    hit.number = row.read<QString>();
    hit.title = row.read<QString>();
    hit.detail = row.read<QString>();
    if (!kind)
        return passOn(kind);
    hit.kind = *kind;
    return hit;
}

/// Hits in the order they are found, each once, and no more of a kind than asked for.
class Collector
{
public:
    explicit Collector(const SearchQuery &query)
        : m_query(query)
    { }

    Result<> take(Statement select)
    {
        const auto found = select.all(readHit);
        if (!found)
            return passOn(found);
        for (const auto &hit : *found) {
            if (!hit)
                return passOn(hit);
            add(*hit);
        }
        return {};
    }
    bool wants(SearchKind kind) const
    {
        return m_query.kinds.empty()
               || std::find(m_query.kinds.begin(), m_query.kinds.end(), kind) != m_query.kinds.end();
    }
    bool isFull() const
    {
        return std::all_of(every.begin(), every.end(), [this](SearchKind kind) {
            const auto counted = m_counts.find(kind);
            return !wants(kind) || (counted != m_counts.end() && counted->second >= m_query.most);
        });
    }
    std::vector<SearchHit> hits() && { return std::move(m_hits); }

    static constexpr std::array every{SearchKind::Account, SearchKind::Location, SearchKind::Contract,
                                      SearchKind::Invoice, SearchKind::Person};

private:
    void add(const SearchHit &hit)
    {
        if (!wants(hit.kind) || m_seen.contains(hit.record) || m_counts[hit.kind] >= m_query.most)
            return;
        ++m_counts[hit.kind];
        m_seen.insert(hit.record);
        m_hits.push_back(hit);
    }

    const SearchQuery &m_query;
    std::vector<SearchHit> m_hits;
    std::map<SearchKind, int> m_counts;
    QSet<QUuid> m_seen;
};

Statement withNumber(Session &session, const QString &text)
{
    auto select = session.statement(HIT "search_entry AS entry " ITS_ACCOUNT
                                        "WHERE lower(entry.number) = lower(?) ORDER BY entry.id LIMIT 100");
    select.bind(text);
    return select;
}

Statement withNumberPrefix(Session &session, const QString &text, int most)
{
    auto select = session.statement(HIT "search_entry AS entry " ITS_ACCOUNT
                                        "WHERE lower(entry.number) >= lower(?1) AND lower(entry.number) < lower(?2) "
                                        "ORDER BY lower(entry.number) LIMIT ?3");
    select.bind(text, endOfPrefix(text), most);
    return select;
}

/// Of those with the same title the newest first: an account has many invoices.
Statement withTitlePrefix(Session &session, SearchKind kind, const QString &text, int most)
{
    auto select
        = session.statement(HIT "search_entry AS entry " ITS_ACCOUNT
                                "WHERE entry.kind = ?1 AND entry.title_folded >= ?2 AND entry.title_folded < ?3 "
                                "ORDER BY entry.title_folded, entry.id DESC LIMIT ?4");
    select.bind(toString(kind), folded(text), endOfPrefix(folded(text)), most);
    return select;
}

Statement withWordsOnServer(Session &session, const QStringList &words, bool onlyNumbers, const QString &kinds,
                            int most)
{
    auto select = session.statement(
        HIT
        "search_text JOIN search_entry AS entry ON entry.id = search_text.id " ITS_ACCOUNT
        "WHERE search_text.words @@ CAST(?1 AS TSQUERY) AND instr(?2, entry.kind) > 0 "
        "ORDER BY ts_rank('{0.125, 0.25, 0.5, 1}', search_text.words, CAST(?1 AS TSQUERY)) DESC, entry.id LIMIT ?3");
    select.bind(searchVectorQuery(words, onlyNumbers ? u"AC"_s : QString()), kinds, most);
    return select;
}

Statement withWords(Session &session, const QStringList &words, bool onlyNumbers, const QString &kinds, int most)
{
    if (isOnServer(session))
        return withWordsOnServer(session, words, onlyNumbers, kinds, most);
    auto select = session.statement(
        HIT "search_text CROSS JOIN search_entry AS entry ON entry.id = search_text.rowid " ITS_ACCOUNT
            "WHERE search_text MATCH ?1 AND rank MATCH 'bm25(8.0, 4.0, 2.0, 1.0)' AND instr(?2, entry.kind) > 0 "
            "ORDER BY rank LIMIT ?3");
    select.bind(matchOf(words, onlyNumbers), kinds, most);
    return select;
}

} // namespace

Result<> SearchSql::put(const SearchEntry &entry)
{
    Transaction transaction(m_session);
    const auto old = storedEntry(m_session, entry.kind, entry.record);
    if (!old)
        return passOn(old);
    if (*old && (*old)->entry == entry)
        return transaction.commit();
    if (*old) {
        if (const auto taken = unindex(m_session, **old); !taken)
            return passOn(taken);
    }
    const auto id = *old ? updateEntry(m_session, (*old)->id, entry) : insertEntry(m_session, entry);
    if (!id)
        return passOn(id);
    if (const auto indexed = index(m_session, *id, entry); !indexed)
        return passOn(indexed);
    return transaction.commit();
}

Result<> SearchSql::remove(SearchKind kind, const QUuid &record)
{
    Transaction transaction(m_session);
    const auto old = storedEntry(m_session, kind, record);
    if (!old)
        return passOn(old);
    if (*old) {
        if (const auto taken = unindex(m_session, **old); !taken)
            return passOn(taken);
        if (const auto removed = m_session.run("DELETE FROM search_entry WHERE id = ?", (*old)->id); !removed)
            return passOn(removed);
    }
    return transaction.commit();
}

Result<> SearchSql::indexAll()
{
    if (!isOnServer(m_session)) {
        const auto built = m_session.run("INSERT INTO search_text (search_text) VALUES ('rebuild')");
        return built ? Result<>() : passOn(built);
    }
    Transaction transaction(m_session);
    if (const auto emptied = m_session.run("DELETE FROM search_text"); !emptied)
        return passOn(emptied);
    auto entries = m_session.statement("SELECT id, number, title, detail, body FROM search_entry");
    while (entries.next()) {
        const auto id = entries.read<qint64>();
        SearchEntry entry;
        entry.number = entries.read<QString>();
        entry.title = entries.read<QString>();
        entry.detail = entries.read<QString>();
        entry.body = entries.read<QString>();
        if (const auto indexed = index(m_session, id, entry); !indexed)
            return passOn(indexed);
    }
    if (const auto read = entries.finish(); !read)
        return read;
    return transaction.commit();
}

Result<std::vector<SearchHit>> SearchSql::find(const SearchQuery &query) const
{
    Collector collector(query);
    const QString text = cleaned(query.text);
    const QStringList words = wordsOf(text);
    if (words.isEmpty())
        return std::vector<SearchHit>();
    Transaction transaction(m_session, Transaction::Read);
    if (const auto taken = collector.take(withNumber(m_session, text)); !taken)
        return passOn(taken);
    for (const SearchKind kind : Collector::every) {
        if (query.onlyNumbers || !collector.wants(kind))
            continue;
        if (const auto taken = collector.take(withTitlePrefix(m_session, kind, text, query.most)); !taken)
            return passOn(taken);
    }
    const bool isShort
        = std::all_of(words.begin(), words.end(), [](const QString &word) { return word.size() < shortestWord; });
    const int most = query.most * int(Collector::every.size());
    if (isShort || query.onlyNumbers) {
        if (const auto taken = collector.take(withNumberPrefix(m_session, text, most)); !taken)
            return passOn(taken);
    }
    if (!isShort && !collector.isFull()) {
        QStringList kinds;
        for (const SearchKind kind : Collector::every) {
            if (collector.wants(kind))
                kinds << toString(kind);
        }
        // More than are wanted of one kind, so that one with many hits does not hide the others.
        if (const auto taken
            = collector.take(withWords(m_session, words, query.onlyNumbers, kinds.join(u' '), 4 * most));
            !taken)
            return passOn(taken);
    }
    if (const auto ended = transaction.commit(); !ended)
        return passOn(ended);
    return std::move(collector).hits();
}

namespace {

Result<InvariantCheck> entriesCheck(Session &session)
{
    InvariantCheck check{u"search.entries"_s, u"each record can be found, and by what it says now"_s, {}};
    const auto subjects
        = session
              .statement(
                  "SELECT 'account ' || account.number FROM account LEFT JOIN search_entry AS entry "
                  "ON entry.kind = 'account' AND entry.record_id = account.id "
                  "WHERE (entry.number, entry.title) IS DISTINCT FROM (account.number, account.name) "
                  "UNION ALL SELECT 'location ' || code FROM location LEFT JOIN search_entry AS entry "
                  "ON entry.kind = 'location' AND entry.record_id = location.id "
                  "WHERE (entry.number, entry.title) IS DISTINCT FROM (code, location.name) "
                  "UNION ALL SELECT 'person ' || name FROM contact LEFT JOIN search_entry AS entry "
                  "ON entry.kind = 'person' AND entry.record_id = contact.id WHERE entry.title IS DISTINCT FROM name "
                  "UNION ALL SELECT 'contract ' || contract.number FROM contract LEFT JOIN search_entry AS entry "
                  "ON entry.kind = 'contract' AND entry.record_id = contract.id "
                  "WHERE entry.number IS DISTINCT FROM contract.number "
                  "UNION ALL SELECT 'invoice ' || coalesce(invoice.number, hex(invoice.id)) FROM invoice "
                  "LEFT JOIN search_entry AS entry ON entry.kind = 'invoice' AND entry.record_id = invoice.id "
                  "WHERE entry.number IS DISTINCT FROM coalesce(invoice.number, '') OR entry.title IS DISTINCT FROM "
                  "account_name "
                  "UNION ALL SELECT kind || ' ' || hex(record_id) FROM search_entry "
                  "WHERE record_id NOT IN (SELECT id FROM account UNION ALL SELECT id FROM location "
                  "UNION ALL SELECT id FROM contact UNION ALL SELECT id FROM contract "
                  "UNION ALL SELECT id FROM invoice) LIMIT 100")
              .bind()
              .all([](Statement &row) { return row.read<QString>(); });
    if (!subjects)
        return passOn(subjects);
    for (const QString &subject : *subjects)
        check.violations.push_back({check.invariant, subject});
    return check;
}

Result<InvariantCheck> vectorsCheck(Session &session)
{
    InvariantCheck check{u"search.index"_s, u"the index of words agrees with what the records say"_s, {}};
    auto entries = session.statement("SELECT id, kind, number, title, detail, body FROM search_entry ORDER BY id");
    auto indexed = session.statement("SELECT 1 FROM search_text WHERE id = ? AND words = CAST(? AS TSVECTOR)");
    while (entries.next() && check.violations.size() < 100) {
        const auto id = entries.read<qint64>();
        const auto kind = entries.read<QString>();
        QStringList texts;
        for (int i = 0; i < 4; ++i)
            texts << entries.read<QString>();
        const auto agrees = indexed.bind(id, searchVector(texts)).first([](Statement &row) { return row.read<int>(); });
        if (!agrees)
            return passOn(agrees);
        if (!*agrees)
            check.violations.push_back({check.invariant, kind + u' ' + texts[0] + u' ' + texts[1]});
    }
    if (const auto read = entries.finish(); !read)
        return passOn(read);
    return check;
}

/// Compares the index with the entries; written as an insert that changes nothing, so a file opened for reading only is
/// left out.
Result<InvariantCheck> indexCheck(Session &session)
{
    InvariantCheck check{u"search.index"_s, u"the index of words agrees with what the records say"_s, {}};
    if (isOnServer(session))
        return vectorsCheck(session);
    if (session.isReadOnly())
        return check;
    const auto agrees = session.run("INSERT INTO search_text (search_text, rank) VALUES ('integrity-check', 1)");
    if (!agrees && agrees.error().id != u"storage.damaged")
        return passOn(agrees);
    if (!agrees)
        check.violations.push_back({check.invariant, agrees.error().detail});
    return check;
}

} // namespace

Result<std::vector<InvariantCheck>> SearchSql::check() const
{
    auto entries = entriesCheck(m_session);
    if (!entries)
        return passOn(entries);
    auto words = indexCheck(m_session);
    if (!words)
        return passOn(words);
    return std::vector<InvariantCheck>{std::move(*entries), std::move(*words)};
}

} // namespace accord::storage
