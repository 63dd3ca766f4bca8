// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/policy_json.h"
#include "core/workspace/approval_policies.h"
#include "core/workspace/sample/sample_parts.h"

namespace accord::workspace::sample {

Result<> makePolicy(Services &admin, Services &controller)
{
    const auto document = readResource(u"sample/approval-policy.json"_s);
    if (!document)
        return passOn(document);
    const auto policy = approvals::readPolicy(*document);
    if (!policy)
        return passOn(policy);
    const auto version = ApprovalPolicies(admin).propose(*policy);
    if (!version)
        return passOn(version);
    const auto published = ApprovalPolicies(controller).publish(*version);
    return published ? Result<>() : passOn(published);
}

} // namespace accord::workspace::sample
