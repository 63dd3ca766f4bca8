// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/search_vector.h"

#include "core/storage/sql_values.h"

#include <map>

namespace accord::storage {

namespace {

constexpr int lastPlace = 16383; // of a word in a TSVECTOR
constexpr qsizetype longestWord = 500; // a lexeme has at most 2,047 bytes
constexpr int placesOfWord = 255; // that are kept of one word

} // namespace

QStringList searchWords(const QString &text)
{
    QStringList words;
    QString word;
    const auto end = [&] {
        if (!word.isEmpty())
            words << word.left(longestWord);
        word.clear();
    };
    for (const QChar c : folded(text)) {
        if (c.isLetterOrNumber() || c.isSurrogate() || c.category() == QChar::Other_PrivateUse)
            word += c;
        else
            end();
    }
    end();
    return words;
}

QString searchVector(const QStringList &texts)
{
    std::map<QString, QStringList> places;
    int place = 0;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        for (const QString &word : searchWords(texts[i])) {
            QStringList &found = places[word];
            if (found.size() < placesOfWord)
                found << QString::number(std::min(++place, lastPlace)) + QChar(char16_t(u'A' + i));
        }
        place += 2;
    }
    QStringList lexemes;
    for (const auto &[word, found] : places)
        lexemes << u'\'' + word + u"':"_s + found.join(u',');
    return lexemes.isEmpty() ? u""_s : lexemes.join(u' ');
}

QString searchVectorQuery(const QStringList &phrases, const QString &weights)
{
    QStringList all;
    for (const QString &phrase : phrases) {
        QStringList words;
        for (const QString &word : searchWords(phrase))
            words << u'\'' + word + u'\'' + (weights.isEmpty() ? QString() : u':' + weights);
        if (words.isEmpty())
            continue;
        words.last() += weights.isEmpty() ? u":*"_s : u"*"_s;
        all << u'(' + words.join(u" <-> "_s) + u')';
    }
    return all.join(u" & "_s);
}

} // namespace accord::storage
