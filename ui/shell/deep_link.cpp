// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/deep_link.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>

#include <algorithm>

namespace accord::ui {

namespace {

constexpr qsizetype mostCharacters = 4096;
constexpr qsizetype mostOfAnAddress = 200;
constexpr qsizetype mostOfAText = 500;
constexpr int mostLevels = 4;
constexpr int mostValues = 200;

bool isPlain(const QString &text)
{
    return std::none_of(text.cbegin(), text.cend(), [](QChar letter) {
        return letter.category() == QChar::Other_Control || letter.category() == QChar::Other_Format
               || letter.category() == QChar::Separator_Line || letter.category() == QChar::Separator_Paragraph;
    });
}

bool isAddress(const QString &address)
{
    if (address.isEmpty() || address.size() > mostOfAnAddress || !isPlain(address) || address.contains(u'\\'))
        return false;
    const QStringList parts = address.split(u'/');
    return std::none_of(parts.cbegin(), parts.cend(),
                        [](const QString &part) { return part.isEmpty() || part == "."_L1 || part == ".."_L1; });
}

/// Whether \a value is small and flat enough; counts what it holds.
bool isSmall(const QJsonValue &value, int levels, int &values)
{
    if (++values > mostValues || levels > mostLevels)
        return false;
    if (value.isString())
        return value.toString().size() <= mostOfAText && isPlain(value.toString());
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        return std::all_of(array.cbegin(), array.cend(),
                           [&](const QJsonValue &part) { return isSmall(part, levels + 1, values); });
    }
    const QJsonObject object = value.toObject();
    for (auto part = object.constBegin(); part != object.constEnd(); ++part) {
        if (part.key().size() > mostOfAText || !isSmall(part.value(), levels + 1, values))
            return false;
    }
    return true;
}

QString encoded(const QString &text, const QByteArray &kept = {})
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text, kept));
}

tl::unexpected<Error> refused(const QString &why)
{
    return fail(ErrorKind::InvalidInput, u"link."_s + why);
}

Result<QVariantMap> readState(const QUrl &url)
{
    const QUrlQuery query(url);
    if (query.isEmpty())
        return QVariantMap();
    const QList<std::pair<QString, QString>> items = query.queryItems(QUrl::FullyDecoded);
    if (items.size() != 1 || items.constFirst().first != "view"_L1)
        return refused(u"view"_s);
    const QJsonDocument document = QJsonDocument::fromJson(items.constFirst().second.toUtf8());
    int values = 0;
    if (!document.isObject() || !isSmall(document.object(), 1, values))
        return refused(u"view"_s);
    return document.object().toVariantMap();
}

} // namespace

bool DeepLink::isLink(const QString &text)
{
    return text.trimmed().startsWith("accord:"_L1, Qt::CaseInsensitive);
}

QString DeepLink::text() const
{
    const QString place
        = u"accord://"_s + company.toString(QUuid::WithoutBraces) + u'/' + encoded(address, QByteArrayLiteral("/"));
    const QByteArray view = QJsonDocument(QJsonObject::fromVariantMap(state)).toJson(QJsonDocument::Compact);
    const QString whole = place + u"?view="_s + encoded(QString::fromUtf8(view));
    return state.isEmpty() || !fromText(whole) ? place : whole;
}

Result<DeepLink> DeepLink::fromText(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.size() > mostCharacters)
        return refused(u"too_long"_s);
    const QUrl url(trimmed, QUrl::StrictMode);
    const QUuid company = QUuid::fromString(url.host());
    if (!url.isValid() || url.scheme() != "accord"_L1 || company.isNull() || !url.userInfo().isEmpty()
        || url.port() != -1 || url.hasFragment())
        return refused(u"no_link"_s);
    const QString address = url.path(QUrl::FullyDecoded).mid(1);
    if (!isAddress(address))
        return refused(u"address"_s);
    const auto state = readState(url);
    if (!state)
        return passOn(state);
    return DeepLink{company, address, *state};
}

} // namespace accord::ui
