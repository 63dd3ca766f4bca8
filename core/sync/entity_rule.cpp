// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/entity_rule.h"

#include "core/base/error.h"

#include <algorithm>

namespace accord::sync {

EntityRules::EntityRules(std::vector<EntityRule> rules)
    : m_rules(std::move(rules))
{ }

const EntityRule *EntityRules::find(const QString &entity) const
{
    const auto found = std::ranges::find(m_rules, entity, &EntityRule::entity);
    return found == m_rules.end() ? nullptr : &*found;
}

const EntityRules &entityRules()
{
    static const EntityRules rules({
        // The fields that nothing is computed from: what a customer pays, owes and is taxed by changes on the server.
        {.entity = u"account"_s,
         .merge = MergeRule::PerField,
         .fields = {u"name"_s, u"segment"_s, u"customer_success_manager"_s},
         .operations = {u"account.edit"_s, u"account.bill"_s},
         .mayBeMade = false,
         .mayBeDeleted = false},
        {.entity = u"contact"_s,
         .merge = MergeRule::PerField,
         .fields = {u"name"_s, u"title"_s, u"email"_s, u"phone"_s, u"role"_s},
         .operations = {u"account.edit"_s, u"account.bill"_s},
         .fixedFields = {u"account"_s}},
        {.entity = u"note"_s,
         .merge = MergeRule::OnlyAdded,
         .fields = {u"text"_s},
         .operations = {u"activity.edit"_s},
         .fixedFields = {u"account"_s, u"written_at"_s},
         .authorField = u"author"_s},
        {.entity = u"attachment"_s,
         .merge = MergeRule::OnlyAdded,
         .fields = {},
         .operations = {u"activity.edit"_s, u"account.edit"_s, u"account.bill"_s, u"contract.edit"_s},
         .fixedFields = {u"account"_s, u"file_name"_s, u"media_type"_s, u"sha256"_s, u"size"_s, u"added_at"_s},
         .authorField = u"author"_s,
         .namesContent = true},
        {.entity = u"contract_draft"_s,
         .merge = MergeRule::Unit,
         .fields = {u"document"_s, u"name"_s},
         .authorField = u"author"_s,
         .titleField = u"name"_s},
        // To be read away from the server, where versions are saved in one order and asked about.
        {.entity = u"contract"_s,
         .merge = MergeRule::ServerOnly,
         .fields = {},
         .mayBeMade = false,
         .mayBeDeleted = false},
        // Headers alone: the whole document, its lines and what is done about it are with the server.
        {.entity = u"invoice"_s,
         .merge = MergeRule::ServerOnly,
         .fields = {},
         .mayBeMade = false,
         .mayBeDeleted = false},
        {.entity = conflictEntity, .merge = MergeRule::ServerOnly, .fields = {}},
        {.entity = orphanEntity, .merge = MergeRule::ServerOnly, .fields = {}},
    });
    return rules;
}

} // namespace accord::sync
