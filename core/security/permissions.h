// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace accord::security {

/// How far a role may go with an operation.
enum class Reach {
    None,
    Own, ///< objects that the person is responsible for
    Region, ///< accounts of the person's regions
    All
};
QString toString(Reach reach);

/// One cell of the matrix: a role and an operation.
struct Grant
{
    Reach reach = Reach::None;
    bool notOwn = false; ///< not what the person made or asked for: "not own", and "four eyes" of who agrees
    bool fourEyes = false; ///< another person has to agree before it counts
    bool toLimit = false; ///< up to the limit that the approval policy says
    std::optional<int> rows; ///< at most so many at once
    bool operator==(const Grant &) const = default;
};

/// Who asks.
struct Person
{
    QString name;
    QStringList roles;
    QStringList regions; ///< that the person works in; none: no account is theirs by region
    QStringList entities = {}; ///< ids of the issuing companies that the person works for; none: of all
    QStringList costCentres = {}; ///< of customers that the person looks after; none: of all

    /// Whether some companies or cost centres are named, whatever a role could reach otherwise. Who is confined does
    /// nothing that is of the whole company.
    bool isConfined() const { return !entities.isEmpty() || !costCentres.isEmpty(); }
};

/// What it is about; what is not known is empty and not looked at.
struct Target
{
    std::optional<QString> region = {}; ///< of the account
    std::optional<QString> owner = {}; ///< user who is responsible
    QString maker = {}; ///< user who made it or asked for it
    std::optional<QString> entity = {}; ///< id of the company that issues
    std::optional<QStringList> costCentres = {}; ///< that it is charged to; one of them is enough to be about it
};

/// The roles in the order of the matrix: "rep", "csm", "manager", "billing", "approver", "controller", "legal",
/// "auditor", "admin", "worker".
const QStringList &knownRoles();
/// The regions of a person, which are written behind each other with commas.
QStringList regionsOf(const QString &text);

/// The permission matrix of `resources/permissions.csv`: who may do what, and how far.
class Permissions
{
public:
    struct Row
    {
        QString operation; ///< "invoice.read"
        QString meaning; ///< "read invoices and balances"
        std::vector<Grant> grants; ///< in the order of knownRoles()
    };

    /// \returns InvalidInput "permission.matrix" with the line that cannot be read.
    static Result<Permissions> fromCsv(const QByteArray &utf8);

    const std::vector<Row> &rows() const { return m_rows; }
    /// \returns null when there is no such operation.
    const Row *find(QStringView operation) const;
    Grant grant(QStringView operation, const QString &role) const;
    /// The farthest that one of \a roles goes.
    Reach reach(QStringView operation, const QStringList &roles) const;
    /// The roles that may do it at all, in the order of knownRoles().
    QStringList rolesFor(QStringView operation) const;

    /// Whether \a person may do one of \a operations to \a target. An operation that \a target says nothing about is
    /// tested by the roles alone.
    ///
    /// \returns Forbidden "permission.role_missing", "permission.other_region", "permission.not_responsible",
    ///          "permission.own_work", "permission.other_entity", "permission.other_cost_centre",
    ///          "permission.whole_company" with `user`, `operation` in words and the `roles` that may; Internal
    ///          "permission.operation_unknown".
    Result<> check(const Person &person, const QStringList &operations, const Target &target = {}) const;

private:
    std::vector<Row> m_rows;
};

/// Whether \a target is of a company and of a cost centre that \a person works for, whatever their roles; \a act in
/// words.
/// \returns Forbidden "permission.other_entity", "permission.other_cost_centre" as Permissions::check().
Result<> checkScope(const Person &person, const QString &act, const Target &target);

/// Operations that have no part of one company of the seller or one cost centre: the bank, the books, usage files,
/// rules.
const QStringList &wholeCompanyOperations();
/// Operations on whole bills, which are of several cost centres: nothing for who looks after some of them only.
const QStringList &wholeBillOperations();

/// Two roles that one person never holds: administrators neither bill, approve nor control, and auditors only read.
std::optional<std::pair<QString, QString>> conflictOf(const QStringList &roles);
/// \returns InvalidInput "permission.role_unknown"; Conflict "permission.roles_conflict".
Result<> checkRoles(const QStringList &roles);

} // namespace accord::security
