// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What was taken of the `purchase_order` of the query around it: the lines that name it with their tax, drafts
/// included, less what issued credit notes gave back of them.
#define ORDER_USED                                                                                                     \
    "((SELECT coalesce(sum(line.net_minor + line.tax_minor), 0) FROM invoice_line AS line "                            \
    "JOIN invoice ON invoice.id = line.invoice_id WHERE invoice.account_id = purchase_order.account_id "               \
    "AND line.purchase_order = purchase_order.number AND invoice.currency = purchase_order.currency) "                 \
    "- (SELECT coalesce(sum(given.net_minor + given.tax_minor), 0) FROM credit_note AS note "                          \
    "JOIN credit_note_line AS given ON given.credit_note_id = note.id "                                                \
    "JOIN invoice_line AS line ON line.invoice_id = given.invoice_id AND line.n = given.invoice_line "                 \
    "WHERE note.account_id = purchase_order.account_id AND note.state = 'issued' "                                     \
    "AND line.purchase_order = purchase_order.number AND note.currency = purchase_order.currency))"
