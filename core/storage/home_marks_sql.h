// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QDate>
#include <QtCore/QDateTime>
#include <QtCore/QHash>
#include <QtCore/QJsonObject>

namespace accord::storage {

class Session;

/// Somebody put an item of the start page aside.
struct HomeMark
{
    QString item; ///< what it is about: stable
    QString fact; ///< what was true of it when it was put aside; when that changes, it comes back
    QDate until; ///< the day it comes back; null: done, only a new fact brings it back

    bool hides(const QString &presentFact, const QDate &today) const
    {
        return fact == presentFact && (!until.isValid() || today < until);
    }
};

/// What a person saw on the start page: at the end of the visit before, and at the latest look of the present one.
struct HomeVisit
{
    QDateTime beforeAt; ///< null: this is the first visit
    QJsonObject before; ///< item to fact
    QDateTime latestAt;
    QJsonObject latest;
};

/// What the start page keeps for each person.
class HomeMarksSql
{
public:
    explicit HomeMarksSql(Session &session)
        : m_session(session)
    { }

    Result<> save(const QString &who, const HomeMark &mark, const QDateTime &now);
    Result<> remove(const QString &who, const QString &item);
    /// By item.
    Result<QHash<QString, HomeMark>> of(const QString &who) const;

    Result<> save(const QString &who, const HomeVisit &visit);
    /// An empty one for somebody who never looked.
    Result<HomeVisit> visitOf(const QString &who) const;

private:
    Session &m_session;
};

} // namespace accord::storage
