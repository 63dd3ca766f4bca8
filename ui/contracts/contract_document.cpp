// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/contract_document.h"

#include "ui/contracts/document_path.h"

namespace accord::ui {

namespace {
constexpr size_t mostSteps = 100;
}

void ContractDocument::start(const QJsonObject &json)
{
    m_json = json;
    m_past.clear();
    m_future.clear();
    m_lastPath.clear();
    Q_EMIT replaced();
}

QJsonValue ContractDocument::value(const QString &path) const
{
    return valueAt(m_json, path);
}

QString ContractDocument::text(const QString &path) const
{
    const QJsonValue found = value(path);
    return found.isDouble() ? QString::number(found.toInteger()) : found.toString();
}

void ContractDocument::set(const QString &path, const QJsonValue &value)
{
    QJsonObject next = withValue(m_json, path, value);
    if (next == m_json)
        return;
    const bool isStructure = value.isArray() || value.isObject() || value.isUndefined();
    if (isStructure || path != m_lastPath)
        m_past.push_back(m_json);
    if (m_past.size() > mostSteps)
        m_past.erase(m_past.begin());
    m_lastPath = path;
    m_future.clear();
    m_json = std::move(next);
    Q_EMIT changed(path);
}

void ContractDocument::undo()
{
    if (m_past.empty())
        return;
    m_future.push_back(m_json);
    m_json = std::move(m_past.back());
    m_past.pop_back();
    m_lastPath.clear();
    Q_EMIT replaced();
}

void ContractDocument::redo()
{
    if (m_future.empty())
        return;
    m_past.push_back(m_json);
    m_json = std::move(m_future.back());
    m_future.pop_back();
    m_lastPath.clear();
    Q_EMIT replaced();
}

} // namespace accord::ui
