// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/read_statements.h"

#include <QtCore/QHash>

namespace accord::bank {

namespace {

bool isSame(BankStatement a, BankStatement b)
{
    for (BankStatement *statement : {&a, &b}) {
        statement->line = 0;
        for (BankEntry &entry : statement->entries)
            entry.line = 0;
    }
    return a == b;
}

/// What equal statements have in common, to compare few of many.
QString shortForm(const BankStatement &statement)
{
    const BankEntry &first = statement.entries.front();
    return u"%1|%2|%3|%4|%5"_s.arg(statement.account, statement.number, QString::number(statement.entries.size()),
                                   first.bankReference, QString::number(first.amount.minor()));
}

} // namespace

void addStatement(ReadStatements &read, BankStatement statement)
{
    if (const auto finding = reconcile(statement))
        read.warnings.push_back(*finding);
    read.statements.push_back(std::move(statement));
}

ReadStatements withoutRepeats(ReadStatements read)
{
    QHash<QString, std::size_t> seen; // the last one kept of each form
    std::vector<BankStatement> kept;
    for (BankStatement &statement : read.statements) {
        const QString form = statement.entries.empty() ? QString() : shortForm(statement);
        const auto earlier = form.isEmpty() ? seen.end() : seen.find(form);
        if (earlier != seen.end() && isSame(kept[*earlier], statement)) {
            read.warnings.push_back(found(statement.line, u"bank.statement_repeated"_s, u"statement"_s,
                                          statement.number,
                                          u"each statement once; line %1 has it"_s.arg(kept[*earlier].line)));
            continue;
        }
        if (!form.isEmpty())
            seen[form] = kept.size();
        kept.push_back(std::move(statement));
    }
    read.statements = std::move(kept);
    return read;
}

} // namespace accord::bank
