// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/postgresql_triggers.h"

#include "core/storage/postgresql_error.h"

#include <QtCore/QRegularExpression>

namespace accord::storage {

namespace {

struct Trigger
{
    QString locked; ///< "contract.id": the record whose writers it waits for; empty for all who write
    QString lockedBy; ///< "new.contract_id"
    QString name;
    QString timing; ///< BEFORE or AFTER
    QString event; ///< INSERT, UPDATE or DELETE
    QString columns; ///< of UPDATE OF; empty for any
    QString table;
    QString condition; ///< empty for always
    QString body;
};

/// The id of `SELECT raise(abort, 'id');`, empty for another body.
QString refusalOf(const QString &body)
{
    static const QRegularExpression form(u"^SELECT raise\\(abort, '([a-z0-9_.]+)'\\);$"_s);
    return form.match(body.trimmed()).captured(1);
}

/// "x IS NOT y" compares values in SQLite alone.
QString portable(QString condition)
{
    static const QRegularExpression isNot(u"\\bIS NOT (?!NULL\\b|DISTINCT\\b|TRUE\\b|FALSE\\b)"_s);
    return condition.replace(isNot, u"IS DISTINCT FROM "_s);
}

QString actionOf(const Trigger &trigger)
{
    const QString refusal = refusalOf(trigger.body);
    if (refusal.isEmpty())
        return trigger.body.trimmed();
    return u"RAISE EXCEPTION USING ERRCODE = '%1', MESSAGE = '%2';"_s.arg(QLatin1String(refusedByTrigger), refusal);
}

bool readsOtherRows(const Trigger &trigger)
{
    return trigger.condition.contains(u"SELECT"_s);
}

bool keepsRows(const Trigger &trigger)
{
    return trigger.timing == u"BEFORE"_s && trigger.event == u"DELETE"_s && !refusalOf(trigger.body).isEmpty();
}

/// What \a condition says of the row alone before it looks at others: "new.state = 'issued'". Empty when it begins with
/// the others, or is not a list of conditions that must all hold.
QString ofTheRow(const QString &condition)
{
    static const QRegularExpression word(u"[()]|\\b(?:AND|OR|BETWEEN|CASE)\\b"_s);
    int depth = 0;
    qsizetype end = 0;
    for (auto words = word.globalMatch(condition); words.hasNext();) {
        const auto match = words.next();
        const QStringView found = match.capturedView();
        depth += (found == u"(") - (found == u")");
        if (depth > 0 || found == u"(" || found == u")")
            continue;
        if (found != u"AND")
            return {};
        if (!QStringView(condition).first(match.capturedStart()).contains(u"SELECT"))
            end = match.capturedStart();
    }
    return condition.first(end).trimmed();
}

/// Nobody else writes what the rule reads until the transaction ends.
QString waitingFor(const Trigger &trigger)
{
    const QString everybody = u"PERFORM 1 FROM write_order FOR UPDATE;\n"_s;
    if (trigger.locked.isEmpty())
        return u"    "_s + everybody;
    const QString table = trigger.locked.section(u'.', 0, 0);
    return u"    PERFORM 1 FROM %1 WHERE %2 = %3 FOR NO KEY UPDATE;\n    IF NOT FOUND THEN\n        "_s.arg(
               table, trigger.locked, trigger.lockedBy)
           + everybody + u"    END IF;\n"_s;
}

QString functionOf(const Trigger &trigger)
{
    QString text = u"CREATE FUNCTION "_s + trigger.name
                   + u"() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$\nBEGIN\n"_s;
    const QString action = actionOf(trigger);
    if (keepsRows(trigger))
        text += u"    IF TG_OP = 'TRUNCATE' THEN\n        "_s + action + u"\n    END IF;\n"_s;
    if (readsOtherRows(trigger)) {
        text += waitingFor(trigger) + u"    IF "_s + portable(trigger.condition) + u"\n    THEN\n        "_s + action
                + u"\n    END IF;\n"_s;
    } else {
        text += u"    "_s + action + u'\n';
    }
    const QString row = trigger.timing == u"AFTER"_s ? u"NULL"_s : trigger.event == u"DELETE"_s ? u"OLD"_s : u"NEW"_s;
    return text + u"    RETURN "_s + row + u";\nEND $body$;\n"_s;
}

QString translated(const Trigger &trigger)
{
    QString text = functionOf(trigger);
    text += u"CREATE TRIGGER %1 %2 %3%4 ON %5 FOR EACH ROW"_s.arg(
        trigger.name, trigger.timing, trigger.event,
        trigger.columns.isEmpty() ? QString() : u" OF "_s + trigger.columns, trigger.table);
    // A condition on the row alone spares the call of the function.
    const QString ofRow = readsOtherRows(trigger) ? ofTheRow(trigger.condition) : trigger.condition;
    if (!ofRow.isEmpty())
        text += u" WHEN ("_s + portable(ofRow) + u')';
    text += u" EXECUTE FUNCTION "_s + trigger.name + u"();\n"_s;
    if (keepsRows(trigger))
        text += u"CREATE TRIGGER %1_whole BEFORE TRUNCATE ON %2 FOR EACH STATEMENT EXECUTE FUNCTION %1();\n"_s.arg(
            trigger.name, trigger.table);
    return text;
}

} // namespace

QByteArray withPostgreSqlTriggers(const QByteArray &script)
{
    static const QRegularExpression form(
        u"(?:-- waits for: (\\w+\\.\\w+) = ((?:new|old)\\.\\w+)\\n)?CREATE "
        u"TRIGGER\\s+(\\w+)\\s+(BEFORE|AFTER)\\s+(INSERT|UPDATE|DELETE)(?:\\s+OF\\s+([\\w\\s,]+?))?\\s+ON\\s+"
        "(\\w+)\\s*(?:WHEN\\s+(.*?))?\\s*\\bBEGIN\\b\\s+(.*?)\\s*\\bEND;"_s,
        QRegularExpression::DotMatchesEverythingOption);
    const QString text = QString::fromUtf8(script);
    QString result;
    qsizetype copied = 0;
    for (auto matches = form.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        result += QStringView(text).sliced(copied, match.capturedStart() - copied);
        result += translated({match.captured(1), match.captured(2), match.captured(3), match.captured(4),
                              match.captured(5), match.captured(6), match.captured(7), match.captured(8),
                              match.captured(9)});
        copied = match.capturedEnd();
    }
    result += QStringView(text).sliced(copied);
    return result.toUtf8();
}

} // namespace accord::storage
