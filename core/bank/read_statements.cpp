// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/read_statements.h"

namespace accord::bank {

namespace {

bool isSame(BankStatement a, BankStatement b)
{
    if (a.account != b.account || a.number != b.number || a.entries.size() != b.entries.size() || a.entries.empty())
        return false;
    for (BankStatement *statement : {&a, &b}) {
        statement->line = 0;
        for (BankEntry &entry : statement->entries)
            entry.line = 0;
    }
    return a == b;
}

} // namespace

void addStatement(ReadStatements &read, BankStatement statement)
{
    for (const BankStatement &earlier : read.statements) {
        if (isSame(earlier, statement)) {
            read.warnings.push_back(found(statement.line, u"bank.statement_repeated"_s, u"statement"_s,
                                          statement.number,
                                          u"each statement once; line %1 has it"_s.arg(earlier.line)));
            return;
        }
    }
    if (const auto finding = reconcile(statement))
        read.warnings.push_back(*finding);
    read.statements.push_back(std::move(statement));
}

} // namespace accord::bank
