<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Accounts</name>
        <message numerus="yes">
            <source>%n account(s)</source>
            <translation>
                <numerusform>%n account</numerusform>
                <numerusform>%n accounts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Expires in %n day(s)</source>
            <translation>
                <numerusform>Expires in %n day</numerusform>
                <numerusform>Expires in %n days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Billing</name>
        <message numerus="yes">
            <source>%n invoice(s)</source>
            <translation>
                <numerusform>%n invoice</numerusform>
                <numerusform>%n invoices</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Contracts</name>
        <message numerus="yes">
            <source>for %n month(s)</source>
            <translation>
                <numerusform>for %n month</numerusform>
                <numerusform>for %n months</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>renews by itself for %n month(s)</source>
            <translation>
                <numerusform>renews by itself for %n month</numerusform>
                <numerusform>renews by itself for %n months</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>within %n day(s)</source>
            <translation>
                <numerusform>within %n day</numerusform>
                <numerusform>within %n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>within %n hour(s)</source>
            <translation>
                <numerusform>within %n hour</numerusform>
                <numerusform>within %n hours</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Payments</name>
        <message numerus="yes">
            <source>%n invoice(s)</source>
            <translation>
                <numerusform>%n invoice</numerusform>
                <numerusform>%n invoices</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Recipients</name>
        <message numerus="yes">
            <source>%n kinds of documents</source>
            <translation>
                <numerusform>%n kinds of documents</numerusform>
                <numerusform>%n kinds of documents</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Sync</name>
        <message numerus="yes">
            <source>%n minute(s) ago</source>
            <translation>
                <numerusform>%n minute ago</numerusform>
                <numerusform>%n minutes ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) ago</source>
            <translation>
                <numerusform>%n hour ago</numerusform>
                <numerusform>%n hours ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) ago</source>
            <translation>
                <numerusform>%n day ago</numerusform>
                <numerusform>%n days ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conflict(s)</source>
            <translation>
                <numerusform>%n conflict</numerusform>
                <numerusform>%n conflicts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>offline · %n change(s) waiting</source>
            <translation>
                <numerusform>offline · %n change waiting</numerusform>
                <numerusform>offline · %n changes waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) waiting</source>
            <translation>
                <numerusform>%n change waiting</numerusform>
                <numerusform>%n changes waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>It looks for the team again in %n second(s).</source>
            <translation>
                <numerusform>It looks for the team again in %n second.</numerusform>
                <numerusform>It looks for the team again in %n seconds.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n account(s)</source>
            <translation>
                <numerusform>%n account</numerusform>
                <numerusform>%n accounts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n contact(s)</source>
            <translation>
                <numerusform>%n contact</numerusform>
                <numerusform>%n contacts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n note(s)</source>
            <translation>
                <numerusform>%n note</numerusform>
                <numerusform>%n notes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%n file</numerusform>
                <numerusform>%n files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n contract(s)</source>
            <translation>
                <numerusform>%n contract</numerusform>
                <numerusform>%n contracts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>headers of %n invoice(s)</source>
            <translation>
                <numerusform>headers of %n invoice</numerusform>
                <numerusform>headers of %n invoices</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message numerus="yes">
            <source>in %n day(s)</source>
            <translation>
                <numerusform>in %n day</numerusform>
                <numerusform>in %n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) ago</source>
            <translation>
                <numerusform>%n day ago</numerusform>
                <numerusform>%n days ago</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::AccountPage</name>
        <message numerus="yes">
            <source>%n contract(s)</source>
            <translation>
                <numerusform>%n contract</numerusform>
                <numerusform>%n contracts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n active location(s)</source>
            <translation>
                <numerusform>%n active location</numerusform>
                <numerusform>%n active locations</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::AccountsPage</name>
        <message numerus="yes">
            <source>Within %n day(s)</source>
            <translation>
                <numerusform>Within %n day</numerusform>
                <numerusform>Within %n days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::ApprovalDecisions</name>
        <message numerus="yes">
            <source>%n item(s) could not be approved.</source>
            <translation>
                <numerusform>%n item could not be approved.</numerusform>
                <numerusform>%n items could not be approved.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) approved.</source>
            <translation>
                <numerusform>%n item approved.</numerusform>
                <numerusform>%n items approved.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::ApprovalView</name>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s)</source>
            <translation>
                <numerusform>%n line</numerusform>
                <numerusform>%n lines</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more kind(s) of lines</source>
            <translation>
                <numerusform>and %n more kind of lines</numerusform>
                <numerusform>and %n more kinds of lines</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more line(s)</source>
            <translation>
                <numerusform>and %n more line</numerusform>
                <numerusform>and %n more lines</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more term(s)</source>
            <translation>
                <numerusform>and %n more term</numerusform>
                <numerusform>and %n more terms</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::ApprovalsPage</name>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s)</source>
            <translation>
                <numerusform>%n thing</numerusform>
                <numerusform>%n things</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) for you, together %1</source>
            <translation>
                <numerusform>%n item for you, together %1</numerusform>
                <numerusform>%n items for you, together %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) wait for others.</source>
            <translation>
                <numerusform>%n item waits for others.</numerusform>
                <numerusform>%n items wait for others.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Approve %n item(s), together %1?</source>
            <translation>
                <numerusform>Approve %n item, together %1?</numerusform>
                <numerusform>Approve %n items, together %1?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::AttachmentsTab</name>
        <message numerus="yes">
            <source>%n file(s) added.</source>
            <translation>
                <numerusform>%n file added.</numerusform>
                <numerusform>%n files added.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::BackupCard</name>
        <message numerus="yes">
            <source>Every %n hour(s)</source>
            <translation>
                <numerusform>Every %n hour</numerusform>
                <numerusform>Every %n hours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n backup(s)</source>
            <translation>
                <numerusform>%n backup</numerusform>
                <numerusform>%n backups</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::BillRunJob</name>
        <message numerus="yes">
            <source>%n invoice(s) made</source>
            <translation>
                <numerusform>%n invoice made</numerusform>
                <numerusform>%n invoices made</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n account(s) blocked</source>
            <translation>
                <numerusform>%n account blocked</numerusform>
                <numerusform>%n accounts blocked</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n account(s) failed</source>
            <translation>
                <numerusform>%n account failed</numerusform>
                <numerusform>%n accounts failed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n account(s) carried forward</source>
            <translation>
                <numerusform>%n account carried forward</numerusform>
                <numerusform>%n accounts carried forward</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::BillRunPage</name>
        <message numerus="yes">
            <source>%n blocked</source>
            <translation>
                <numerusform>%n blocked</numerusform>
                <numerusform>%n blocked</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n account(s) billed already or with nothing due</source>
            <translation>
                <numerusform>%n account billed already or with nothing due</numerusform>
                <numerusform>%n accounts billed already or with nothing due</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Now: %1 in %n line(s)</source>
            <translation>
                <numerusform>Now: %1 in %n line</numerusform>
                <numerusform>Now: %1 in %n lines</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Make %n invoice(s)</source>
            <translation>
                <numerusform>Make %n invoice</numerusform>
                <numerusform>Make %n invoices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n carried forward</source>
            <translation>
                <numerusform>%n carried forward</numerusform>
                <numerusform>%n carried forward</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::BudgetsPage</name>
        <message numerus="yes">
            <source>%n budget(s)</source>
            <translation>
                <numerusform>%n budget</numerusform>
                <numerusform>%n budgets</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::CashPage</name>
        <message numerus="yes">
            <source>%1: %n item(s), %2 collected, %3 paid out.</source>
            <translation>
                <numerusform>%1: %n item, %2 collected, %3 paid out.</numerusform>
                <numerusform>%1: %n items, %2 collected, %3 paid out.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s)</source>
            <translation>
                <numerusform>%n line</numerusform>
                <numerusform>%n lines</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1: %n cheque(s), %2.</source>
            <translation>
                <numerusform>%1: %n cheque, %2.</numerusform>
                <numerusform>%1: %n cheques, %2.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) written.</source>
            <translation>
                <numerusform>%n file written.</numerusform>
                <numerusform>%n files written.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>And %n more.</source>
            <translation>
                <numerusform>And %n more.</numerusform>
                <numerusform>And %n more.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::ContractPage</name>
        <message numerus="yes">
            <source>%n active location(s)</source>
            <translation>
                <numerusform>%n active location</numerusform>
                <numerusform>%n active locations</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::ContractPreview</name>
        <message numerus="yes">
            <source>the bills of %n month(s), before tax</source>
            <translation>
                <numerusform>the bills of %n month, before tax</numerusform>
                <numerusform>the bills of %n months, before tax</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>the first %n month(s) only, before tax</source>
            <translation>
                <numerusform>the first %n month only, before tax</numerusform>
                <numerusform>the first %n months only, before tax</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>From %1 to %2 in %n step(s).</source>
            <translation>
                <numerusform>From %1 to %2 in %n step.</numerusform>
                <numerusform>From %1 to %2 in %n steps.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::ContractsTab</name>
        <message numerus="yes">
            <source>%n finding(s)</source>
            <translation>
                <numerusform>%n finding</numerusform>
                <numerusform>%n findings</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::DatabaseSection</name>
        <message numerus="yes">
            <source>%n breach(es)</source>
            <translation>
                <numerusform>%n breach</numerusform>
                <numerusform>%n breaches</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Everything that must hold does: %n check(s).</source>
            <translation>
                <numerusform>Everything that must hold does: %n check.</numerusform>
                <numerusform>Everything that must hold does: %n checks.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n check(s) found something.</source>
            <translation>
                <numerusform>%n check found something.</numerusform>
                <numerusform>%n checks found something.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::DeliveriesPage</name>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%n document</numerusform>
                <numerusform>%n documents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The newest %n document(s)</source>
            <translation>
                <numerusform>The newest %n document</numerusform>
                <numerusform>The newest %n documents</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::DocumentView</name>
        <message numerus="yes">
            <source>%1, %n page(s)</source>
            <translation>
                <numerusform>%1, %n page</numerusform>
                <numerusform>%1, %n pages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::DunningPage</name>
        <message numerus="yes">
            <source>%n with a step due</source>
            <translation>
                <numerusform>%n with a step due</numerusform>
                <numerusform>%n with a step due</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n step(s) taken.</source>
            <translation>
                <numerusform>%n step taken.</numerusform>
                <numerusform>%n steps taken.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cut(s) of a service to be approved.</source>
            <translation>
                <numerusform>%n cut of a service to be approved.</numerusform>
                <numerusform>%n cuts of a service to be approved.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n payer(s)</source>
            <translation>
                <numerusform>%n payer</numerusform>
                <numerusform>%n payers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::ExplainPanel</name>
        <message numerus="yes">
            <source>And %n more.</source>
            <translation>
                <numerusform>And %n more.</numerusform>
                <numerusform>And %n more.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::ExportJob</name>
        <message numerus="yes">
            <source>%n row(s) written to %1.</source>
            <translation>
                <numerusform>%n row written to %1.</numerusform>
                <numerusform>%n rows written to %1.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::FinalAct</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::HistoryTab</name>
        <message numerus="yes">
            <source>%n invoice(s) were issued together</source>
            <translation>
                <numerusform>%n invoice was issued together</numerusform>
                <numerusform>%n invoices were issued together</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::HomePage</name>
        <message numerus="yes">
            <source>%n thing(s) want attention</source>
            <translation>
                <numerusform>%n thing wants attention</numerusform>
                <numerusform>%n things want attention</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n payer(s) not billed yet.</source>
            <translation>
                <numerusform>%n payer not billed yet.</numerusform>
                <numerusform>%n payers not billed yet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s)</source>
            <translation>
                <numerusform>%n thing</numerusform>
                <numerusform>%n things</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) since %1</source>
            <translation>
                <numerusform>%n change since %1</numerusform>
                <numerusform>%n changes since %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At least %n thing(s) want attention</source>
            <translation>
                <numerusform>At least %n thing wants attention</numerusform>
                <numerusform>At least %n things want attention</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n payer(s) to bill; at stake is the month before.</source>
            <translation>
                <numerusform>%n payer to bill; at stake is the month before.</numerusform>
                <numerusform>%n payers to bill; at stake is the month before.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::InvoicePairCard</name>
        <message numerus="yes">
            <source>%n line(s) as before</source>
            <translation>
                <numerusform>%n line as before</numerusform>
                <numerusform>%n lines as before</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::InvoicesPage</name>
        <message numerus="yes">
            <source>Issue %n invoice(s)?</source>
            <translation>
                <numerusform>Issue %n invoice?</numerusform>
                <numerusform>Issue %n invoices?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n invoice(s) issued.</source>
            <translation>
                <numerusform>%n invoice issued.</numerusform>
                <numerusform>%n invoices issued.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::LateChargesDialog</name>
        <message numerus="yes">
            <source>%1 for %n day(s) on %2</source>
            <translation>
                <numerusform>%1 for %n day on %2</numerusform>
                <numerusform>%1 for %n days on %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Charged for late payment of %n invoice(s).</source>
            <translation>
                <numerusform>Charged for late payment of %n invoice.</numerusform>
                <numerusform>Charged for late payment of %n invoices.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::LedgerPage</name>
        <message numerus="yes">
            <source>%n account(s)</source>
            <translation>
                <numerusform>%n account</numerusform>
                <numerusform>%n accounts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n posting(s)</source>
            <translation>
                <numerusform>%n posting</numerusform>
                <numerusform>%n postings</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The journal of %1 is written: %n record(s).</source>
            <translation>
                <numerusform>The journal of %1 is written: %n record.</numerusform>
                <numerusform>The journal of %1 is written: %n records.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::LedgerView</name>
        <message numerus="yes">
            <source>And %n more.</source>
            <translation>
                <numerusform>And %n more.</numerusform>
                <numerusform>And %n more.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::ListTools</name>
        <message numerus="yes">
            <source>%n row(s) copied.</source>
            <translation>
                <numerusform>%n row copied.</numerusform>
                <numerusform>%n rows copied.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::MilestonesDialog</name>
        <message numerus="yes">
            <source>%n instalment(s) of each invoice</source>
            <translation>
                <numerusform>%n instalment of each invoice</numerusform>
                <numerusform>%n instalments of each invoice</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::NumberingDialog</name>
        <message numerus="yes">
            <source>Documents get numbers again. Reserved: %n number(s).</source>
            <translation>
                <numerusform>Documents get numbers again. Reserved: %n number.</numerusform>
                <numerusform>Documents get numbers again. Reserved: %n numbers.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::OrderView</name>
        <message numerus="yes">
            <source>and %n earlier</source>
            <translation>
                <numerusform>and %n earlier</numerusform>
                <numerusform>and %n earlier</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::PassphraseDialog</name>
        <message numerus="yes">
            <source>After %n minute(s) without a touch</source>
            <translation>
                <numerusform>After %n minute without a touch</numerusform>
                <numerusform>After %n minutes without a touch</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::PaymentsPage</name>
        <message numerus="yes">
            <source>%n bank line(s)</source>
            <translation>
                <numerusform>%n bank line</numerusform>
                <numerusform>%n bank lines</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>And %n more.</source>
            <translation>
                <numerusform>And %n more.</numerusform>
                <numerusform>And %n more.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::PolicyPage</name>
        <message numerus="yes">
            <source>; after %n business hour(s) also %1</source>
            <translation>
                <numerusform>; after %n business hour also %1</numerusform>
                <numerusform>; after %n business hours also %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n open request(s) to be decided again.</source>
            <translation>
                <numerusform>%n open request to be decided again.</numerusform>
                <numerusform>%n open requests to be decided again.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::PriceChangeDialog</name>
        <message numerus="yes">
            <source>From %1 on there is a next version of %n contract(s). What is left of a running period is charged with the next bill.</source>
            <translation>
                <numerusform>From %1 on there is a next version of %n contract. What is left of a running period is charged with the next bill.</numerusform>
                <numerusform>From %1 on there is a next version of %n contracts. What is left of a running period is charged with the next bill.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::PurchaseOrders</name>
        <message numerus="yes">
            <source>%n location(s): %1</source>
            <translation>
                <numerusform>%n location: %1</numerusform>
                <numerusform>%n locations: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n price item(s): %1</source>
            <translation>
                <numerusform>%n price item: %1</numerusform>
                <numerusform>%n price items: %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::PurchaseOrdersPage</name>
        <message numerus="yes">
            <source>%n purchase order(s)</source>
            <translation>
                <numerusform>%n purchase order</numerusform>
                <numerusform>%n purchase orders</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::ReceivablesPage</name>
        <message numerus="yes">
            <source>%n payer(s)</source>
            <translation>
                <numerusform>%n payer</numerusform>
                <numerusform>%n payers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::ReceivedEinvoiceDialog</name>
        <message numerus="yes">
            <source>%n rule(s) broken.</source>
            <translation>
                <numerusform>%n rule broken.</numerusform>
                <numerusform>%n rules broken.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Compared with %1 for %2: %n difference(s).</source>
            <translation>
                <numerusform>Compared with %1 for %2: %n difference.</numerusform>
                <numerusform>Compared with %1 for %2: %n differences.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::RevenueDialog</name>
        <message numerus="yes">
            <source>%1 over the term by the newest version, without tax, allocated to %n promise(s). Usage is recognised over the days that it was billed for.</source>
            <translation>
                <numerusform>%1 over the term by the newest version, without tax, allocated to %n promise. Usage is recognised over the days that it was billed for.</numerusform>
                <numerusform>%1 over the term by the newest version, without tax, allocated to %n promises. Usage is recognised over the days that it was billed for.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::Sidebar</name>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n waiting</numerusform>
                <numerusform>%n waiting</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::SyncPage</name>
        <message numerus="yes">
            <source>%n conflict(s)</source>
            <translation>
                <numerusform>%n conflict</numerusform>
                <numerusform>%n conflicts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) waiting</source>
            <translation>
                <numerusform>%n change waiting</numerusform>
                <numerusform>%n changes waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) sent</source>
            <translation>
                <numerusform>%n change sent</numerusform>
                <numerusform>%n changes sent</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) read</source>
            <translation>
                <numerusform>%n row read</numerusform>
                <numerusform>%n rows read</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::TakeOverDialog</name>
        <message numerus="yes">
            <source>%n invoice(s), open %1.</source>
            <translation>
                <numerusform>%n invoice, open %1.</numerusform>
                <numerusform>%n invoices, open %1.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) cannot be taken over; nothing is.</source>
            <translation>
                <numerusform>%n row cannot be taken over; nothing is.</numerusform>
                <numerusform>%n rows cannot be taken over; nothing is.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::TaxSection</name>
        <message numerus="yes">
            <source>%n sale(s)</source>
            <translation>
                <numerusform>%n sale</numerusform>
                <numerusform>%n sales</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::UsagePage</name>
        <message numerus="yes">
            <source>%1: %n place(s) cannot be used; nothing was imported.</source>
            <translation>
                <numerusform>%1: %n place cannot be used; nothing was imported.</numerusform>
                <numerusform>%1: %n places cannot be used; nothing was imported.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>accord::ui::UsageTab</name>
        <message numerus="yes">
            <source>The largest of %n location(s)</source>
            <translation>
                <numerusform>The largest of %n location</numerusform>
                <numerusform>The largest of %n locations</numerusform>
            </translation>
        </message>
    </context>
</TS>
