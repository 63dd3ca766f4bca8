// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <vector>

namespace accord::sync {

/// How two changes of one row meet.
enum class MergeRule {
    PerField, ///< each field for itself
    Unit, ///< as a whole: what comes second stands beside it as a sibling
    OnlyAdded, ///< anybody adds; who wrote it may revise and withdraw it
    ServerOnly ///< read by clients, never changed by their commands
};

/// A field that commands before \c version call otherwise.
struct FormerName
{
    int version = 0;
    QString former;
    QString present;
};

/// What may change offline in one kind of row, and how.
struct EntityRule
{
    QString entity; ///< "contact"
    MergeRule merge = MergeRule::ServerOnly;
    QStringList fields; ///< that a command may set
    QStringList operations
        = {}; ///< of the permission matrix, one of which must be allowed; none: whoever has the scope
    QStringList fixedFields = {}; ///< that a command sets when it makes the row, and never again
    QString authorField = {}; ///< the server writes there who made the row
    QString titleField = {}; ///< that tells a sibling from the row beside which it stands
    QString stageField = {}; ///< in what stage the row is
    QStringList closedStages = {}; ///< that nobody leaves offline without being asked
    std::vector<FormerName> formerNames = {};
    bool mayBeMade = true; ///< offline
    bool mayBeDeleted = true; ///< offline
    bool namesContent = false; ///< by "sha256" and "size": a file, which is there before the command that names it

    bool allows(const QString &field, bool making) const
    {
        return fields.contains(field) || (making && fixedFields.contains(field));
    }
};

/// The rules of all kinds of rows.
class EntityRules
{
public:
    explicit EntityRules(std::vector<EntityRule> rules);
    /// Null for what is not synchronised.
    const EntityRule *find(const QString &entity) const;
    const std::vector<EntityRule> &all() const { return m_rules; }

private:
    std::vector<EntityRule> m_rules;
};

/// The entities that every server adds by itself: conflicts and edits of rows that left somebody's region.
inline const QString conflictEntity = QStringLiteral("conflict");
inline const QString orphanEntity = QStringLiteral("orphan_edit");

/// What Accord synchronises: another kind of row is another line here.
const EntityRules &entityRules();

} // namespace accord::sync
