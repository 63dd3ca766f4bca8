// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/number_index.h"

#include "core/payments/number_parts.h"

#include <QtCore/QSet>

#include <algorithm>
#include <array>

namespace accord::payments {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::uint64_t longestRange = 60;

/// The letters that end right before \a position, up to three separators away: "INV" of "inv. #2026".
QString lettersBefore(const QString &capitals, qsizetype position)
{
    qsizetype end = position;
    while (end > 0 && position - end < 3 && !capitals[end - 1].isLetterOrNumber())
        --end;
    qsizetype start = end;
    while (start > 0 && capitals[start - 1].isLetter())
        --start;
    return capitals.mid(start, end - start);
}

/// Whether digits alone stand for a number: six of them, or all of a number that has no letters.
bool isTold(int digits, const QString &letters)
{
    return digits >= enoughDigits || (letters.isEmpty() && digits >= 4);
}

QString lettersIn(QStringView text)
{
    QString letters;
    for (const QChar character : text) {
        if (character.isLetter())
            letters += character;
    }
    return letters;
}

/// What may stand between the parts of one number: separators, and a few letters where the number has them.
bool isInside(QStringView between)
{
    return between.size() <= 3 || (between.size() <= 6 && lettersIn(between).size() <= 3);
}

/// What may stand between the numbers of a list, in a few languages.
bool isListSeparator(QStringView between)
{
    static const QSet<QString> words{u"AND"_s, u"UND"_s, u"U"_s,  u"ET"_s,  u"Y"_s,
                                     u"E"_s,   u"NR"_s,  u"NO"_s, u"BIS"_s, u"TO"_s};
    QString word;
    for (const QChar character : between) {
        if (character.isLetter()) {
            word += character;
            continue;
        }
        if (!u" /,+&;-.\n\r\t"_s.contains(character) || (!word.isEmpty() && !words.contains(word)))
            return false;
        word.clear();
    }
    return !between.isEmpty() && between.size() <= 8 && (word.isEmpty() || words.contains(word));
}

bool isRange(QStringView between)
{
    const QString mark = between.toString().simplified().remove(u' ');
    return mark == u"-" || mark == u"BIS" || mark == u"TO";
}

} // namespace

/// A text while it is read.
struct NumberIndex::Reading
{
    QString capitals;
    std::vector<Group> groups;
    std::vector<FoundNumber> found;
    std::vector<std::uint32_t> known; ///< documents found so far
    const Number *last = nullptr; ///< the number that short forms follow
    std::uint64_t lastValue = 0;

    QStringView between(size_t before, size_t after) const
    {
        return QStringView(capitals).mid(groups[before].end, groups[after].start - groups[before].end);
    }
    void keep(const std::vector<const Number *> &numbers, bool isFull, bool hasLetters)
    {
        FoundNumber one{{}, isFull, hasLetters};
        for (const Number *number : numbers) {
            if (std::find(known.begin(), known.end(), number->document) != known.end())
                continue;
            one.documents.push_back(number->document);
            known.push_back(number->document);
        }
        if (!one.documents.empty())
            found.push_back(std::move(one));
    }
};

std::uint64_t NumberIndex::keyOf(std::uint64_t value, int digits)
{
    return value + std::uint64_t(digits) * powers[mostDigits];
}

std::uint64_t NumberIndex::keyWith(std::uint64_t before, std::uint64_t value)
{
    // The finaliser of SplitMix64 (Steele, Lea and Flood 2014): 64 bits without a collision worth speaking of.
    std::uint64_t key = before * 0x9E3779B97F4A7C15U + value + 1;
    key = (key ^ key >> 30) * 0xBF58476D1CE4E5B9U;
    key = (key ^ key >> 27) * 0x94D049BB133111EBU;
    return key ^ key >> 31;
}

void NumberIndex::reserve(size_t count)
{
    m_numbers.reserve(count);
    for (auto *index : {&m_byDigits, &m_byGroups, &m_byEnd})
        index->reserve(count);
}

std::vector<NumberIndex::Group> NumberIndex::groupsIn(const QString &capitals)
{
    std::vector<Group> groups;
    for (qsizetype i = 0; i < capitals.size(); ++i) {
        if (!isDigit(capitals[i]))
            continue;
        Group group{i, i, 0, 0};
        for (; group.end < capitals.size() && isDigit(capitals[group.end]); ++group.end) {
            if (++group.digits <= mostDigits)
                group.value = group.value * 10 + std::uint64_t(capitals[group.end].unicode() - u'0');
        }
        groups.push_back(group);
        i = group.end;
    }
    return groups;
}

void NumberIndex::add(const QString &number, std::uint32_t document)
{
    const QString capitals = inCapitals(number);
    const auto groups = groupsIn(capitals);
    Number entry;
    entry.document = document;
    for (const Group &group : groups) {
        entry.digits += group.digits;
        if (entry.digits > mostDigits)
            return;
        entry.value = entry.value * powers[size_t(group.digits)] + group.value;
        entry.groupsKey = keyWith(entry.groupsKey, group.value);
        entry.end = group.value;
        entry.lastGroup = group.digits;
    }
    if (groups.empty())
        return;
    entry.letters = lettersIn(QStringView(capitals).left(groups.front().start));
    if (!m_numbers.empty() && m_numbers.back().letters == entry.letters)
        entry.letters = m_numbers.back().letters; // one string for a whole series
    entry.inner = lettersIn(QStringView(capitals).mid(groups.front().start, groups.back().end - groups.front().start));
    const auto place = std::uint32_t(m_numbers.size());
    m_byDigits.add(keyOf(entry.value, entry.digits), place);
    if (groups.size() <= mostGroups)
        m_byGroups.add(entry.groupsKey, place);
    m_byEnd.add(entry.end, place);
    m_numbers.push_back(std::move(entry));
}

std::vector<const NumberIndex::Number *> NumberIndex::withDigits(std::uint64_t value, int digits) const
{
    std::vector<const Number *> result;
    m_byDigits.each(keyOf(value, digits), [&](std::uint32_t place) { result.push_back(&m_numbers[place]); });
    return result;
}

/// Reads one number that begins with group \a from, of as many groups as possible. \returns how many it took.
size_t NumberIndex::readFull(Reading &reading, size_t from) const
{
    const QString before = lettersBefore(reading.capitals, reading.groups[from].start);
    struct Candidate
    {
        size_t taken = 0;
        std::vector<const Number *> numbers;
        bool hasLetters = false;
    } best;
    std::uint64_t value = 0;
    int digits = 0;
    std::uint64_t groupsKey = 0;
    QString inner;
    for (size_t i = from; i < reading.groups.size() && i < from + mostGroups; ++i) {
        const Group &group = reading.groups[i];
        digits += group.digits;
        if (digits > mostDigits || (i > from && !isInside(reading.between(i - 1, i))))
            break;
        value = value * powers[size_t(group.digits)] + group.value;
        groupsKey = keyWith(groupsKey, group.value);
        if (i > from)
            inner += lettersIn(reading.between(i - 1, i));
        // "0O103" is not 0: without its zeros a number ends where the word does.
        const bool endsInWord = group.end < reading.capitals.size() && reading.capitals[group.end].isLetter();
        std::vector<const Number *> named, told;
        const auto look = [&](const Number &number, bool isExact) {
            if (number.inner != inner)
                return;
            if (number.letters.isEmpty() || !before.endsWith(number.letters)) {
                if (isExact && isTold(digits, number.letters))
                    told.push_back(&number);
            } else if (std::find(named.begin(), named.end(), &number) == named.end()) {
                named.push_back(&number);
            }
        };
        m_byDigits.each(keyOf(value, digits), [&](std::uint32_t place) { look(m_numbers[place], true); });
        if (!endsInWord)
            m_byGroups.each(groupsKey, [&](std::uint32_t place) { look(m_numbers[place], false); });
        if (!named.empty())
            best = {i - from + 1, std::move(named), true};
        else if (!told.empty())
            best = {i - from + 1, std::move(told), false};
    }
    if (best.taken == 0)
        return 0;
    reading.last = best.numbers.size() == 1 ? best.numbers.front() : nullptr;
    reading.lastValue = reading.last ? reading.last->value : 0;
    reading.keep(best.numbers, true, best.hasLetters);
    return best.taken;
}

/// Reads group \a from as the end of a number like the last one. \returns how many groups it took.
size_t NumberIndex::readShort(Reading &reading, size_t from) const
{
    const Group &group = reading.groups[from];
    if (!reading.last || from == 0 || group.digits > reading.last->lastGroup
        || !isListSeparator(reading.between(from - 1, from)))
        return 0;
    const std::uint64_t unit = powers[size_t(group.digits)];
    const std::uint64_t value = reading.lastValue / unit * unit + group.value;
    const bool isSpan = isRange(reading.between(from - 1, from)) && value > reading.lastValue
                        && value - reading.lastValue <= longestRange;
    std::vector<const Number *> numbers;
    for (std::uint64_t one = isSpan ? reading.lastValue + 1 : value; one <= value; ++one) {
        auto same = withDigits(one, reading.last->digits);
        std::erase_if(same, [&](const Number *number) { return number->letters != reading.last->letters; });
        if (same.size() != 1)
            return 0;
        numbers.push_back(same.front());
    }
    for (const Number *number : numbers)
        reading.keep({number}, false, true);
    reading.lastValue = value;
    return 1;
}

std::vector<FoundNumber> NumberIndex::find(const QString &text) const
{
    Reading reading;
    reading.capitals = inCapitals(text);
    reading.groups = groupsIn(reading.capitals);
    for (size_t i = 0; i < reading.groups.size();) {
        size_t taken = readFull(reading, i);
        if (taken == 0)
            taken = readShort(reading, i);
        if (taken == 0)
            reading.last = nullptr;
        i += std::max<size_t>(taken, 1);
    }
    return reading.found;
}

} // namespace accord::payments
