// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/form_drafts.h"

#include "core/storage/saved_views_sql.h"

namespace accord::workspace {

namespace {

const QString draftPage = u"form-draft"_s;

} // namespace

Result<std::optional<FormDraft>> formDraft(Services &services, const QString &form)
{
    const QString actor = services.actor();
    const auto drafts = storage::SavedViewsSql(services.session()).of(actor, draftPage);
    if (!drafts)
        return passOn(drafts);
    for (const storage::SavedView &draft : *drafts) {
        if (draft.owner == actor && draft.name == form)
            return std::optional(
                FormDraft{draft.body.value(u"fields"_s).toObject(),
                          QDateTime::fromString(draft.body.value(u"kept_at"_s).toString(), Qt::ISODateWithMs)});
    }
    return std::optional<FormDraft>();
}

Result<> keepFormDraft(Services &services, const QString &form, const QJsonObject &fields)
{
    storage::SavedViewsSql views(services.session());
    if (fields.isEmpty())
        return views.remove(services.actor(), draftPage, form);
    return views.save({services.actor(),
                       draftPage,
                       form,
                       {{u"fields"_s, fields}, {u"kept_at"_s, services.clock().now().toString(Qt::ISODateWithMs)}}});
}

} // namespace accord::workspace
