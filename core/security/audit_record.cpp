// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/audit_record.h"

#include "core/base/canonical.h"

#include <QtCore/QRegularExpression>

namespace accord::security {

QByteArray AuditRecord::computedHash() const
{
    CanonicalForm form;
    form.add(previousHash).add(sequence).add(recordedAt);
    form.add(entry.actor).add(entry.device).add(entry.kind).add(entry.subjectKind).add(entry.subjectId);
    form.add(bodyText);
    return form.digest();
}

QByteArray auditGenesis()
{
    return QByteArray(64, '0');
}

Result<AuditSeal> AuditSeal::parse(const QString &text)
{
    static const QRegularExpression form(u"^(0|[1-9]\\d{0,17}):([0-9a-f]{16})$"_s);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return fail(ErrorKind::InvalidInput, u"audit.seal_malformed"_s, {{u"value"_s, text}});
    return AuditSeal{match.captured(1).toLongLong(), match.captured(2).toLatin1()};
}

QString AuditSeal::toString() const
{
    return u"%1:%2"_s.arg(sequence).arg(QString::fromLatin1(hashStart));
}

} // namespace accord::security
