// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/asked_act.h"

#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"

namespace accord::ui {

AskedActs::AskedActs(workspace::Workspace &workspace, Page *page)
    : QObject(page)
    , m_workspace(workspace)
    , m_page(page)
{ }

void AskedActs::ask(const Question &question, Act act)
{
    if (m_dialog)
        return;
    m_dialog = new FieldDialog(
        question.title, question.sentence, question.fields, question.verb,
        [this, act = std::move(act)](const FieldDialog::Answers &answers,
                                     const std::function<void(const Result<> &)> &told) { run(act, answers, told); },
        m_page->window());
    std::vector<FormDraft::Field> drafted;
    for (const FieldDialog::Field &field : question.fields)
        drafted.push_back({field.key, m_dialog->editors().value(field.key)});
    new FormDraft(m_workspace, question.form, drafted, m_dialog);
    m_dialog->open();
}

void AskedActs::run(Act act)
{
    run(std::move(act), {}, [this](const Result<> &done) {
        if (!done)
            Q_EMIT m_page->toastRequested({inWords(done.error()).paragraph(), Tone::Bad});
    });
}

void AskedActs::run(Act act, const FieldDialog::Answers &answers, std::function<void(const Result<> &)> told)
{
    m_workspace.start(
        this,
        [act = std::move(act), answers](workspace::Services &services, jobs::Progress &) {
            return act(services, answers);
        },
        [this, told = std::move(told)](const Result<QString> &done) {
            told(done ? Result<>() : passOn(done));
            if (!done)
                return;
            Q_EMIT m_page->toastRequested({*done, Tone::Good});
            m_workspace.announceChange();
        });
}

} // namespace accord::ui
