// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/xml_survey.h"

#include <functional>

namespace accord::einvoice {

namespace {

/// The paths below \a element of those without elements in them for which \a isWanted holds.
void collectLeaves(const XmlElement &element, const QString &path, QStringList &paths,
                   const std::function<bool(const XmlElement &)> &isWanted)
{
    for (const XmlElement &child : element.children) {
        const QString childPath = path + u'/' + child.name;
        if (child.children.empty() && isWanted(child))
            paths << childPath;
        collectLeaves(child, childPath, paths, isWanted);
    }
}

} // namespace

QStringList notUnderstood(const XmlElement &root)
{
    QStringList paths;
    collectLeaves(root, root.name, paths,
                  [](const XmlElement &element) { return !element.isUnderstood && !element.text.trimmed().isEmpty(); });
    return paths;
}

QStringList emptyElements(const XmlElement &root)
{
    QStringList paths;
    collectLeaves(root, root.name, paths, [](const XmlElement &element) { return element.text.trimmed().isEmpty(); });
    return paths;
}

} // namespace accord::einvoice
