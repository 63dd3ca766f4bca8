// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/asked_secret.h"

#include <cstdio>
#include <termios.h>
#include <unistd.h>

namespace accord::ctl {

namespace {

/// The terminal shows nothing of what is typed while this lives.
class Unseen
{
public:
    Unseen()
    {
        ::tcgetattr(STDIN_FILENO, &m_before);
        termios quiet = m_before;
        quiet.c_lflag &= ~tcflag_t(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~Unseen() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before); }
    Q_DISABLE_COPY_MOVE(Unseen)

private:
    termios m_before{};
};

} // namespace

Result<QString> askedSecret(const char *variable, const QString &question)
{
    if (qEnvironmentVariableIsSet(variable))
        return qEnvironmentVariable(variable);
    if (::isatty(STDIN_FILENO) == 0)
        return fail(ErrorKind::InvalidInput, u"usage.secret_missing"_s,
                    {{u"variable"_s, QString::fromLatin1(variable)}});
    std::fprintf(stderr, "%s ", qPrintable(question));
    const Unseen unseen;
    char line[1024];
    const bool isRead = std::fgets(line, sizeof line, stdin) != nullptr;
    std::fputc('\n', stderr);
    return isRead ? QString::fromUtf8(line).chopped(1) : QString();
}

} // namespace accord::ctl
