/**
 * Friday evening: a provider may be in somebody else's hands. First what expires is preserved, then the switches, those
 * that work at once before those that take a page (identity.md §d.5, azure.md §3).
 */
import type { GuidedPlan, GuidedStep } from '#model/guided-steps.ts'
import type { Partner } from '../register.ts'
import {
  blockInbound,
  blockPolicy,
  disableAccount,
  disableApplication,
  openPage,
  PARTNER_RELATIONSHIPS,
  preserveLogs,
  recordsOf,
  removeFromAzure,
  words,
} from './actions.ts'

/** @param unknown the channels that were not read, a sentence each */
export function containPlan(partner: Partner, unknown: readonly string[]): GuidedPlan {
  return {
    title: `Contain ${partner.name}`,
    partner: { id: partner.id, name: partner.name, tenantIds: partner.tenantIds },
    steps: [
      preserve(partner),
      ...blockPeople(partner),
      ...applications(partner),
      ...accounts(partner),
      ...azure(partner),
      ...relationship(partner),
      ...governance(partner),
    ],
    remains: [
      'Tokens that were given out before stay valid for up to an hour, where the service does not check them again.',
      'What they changed stays: credentials on your own applications, mail rules, federated domains, policies. keyward partners NAME --exit lists where to look.',
      'Relationships from before 2023 (delegated administration, DAP) show nowhere but on the page of partner relationships.',
      'Licences and subscriptions that they sell go on, and so does the bill.',
    ],
    unknown,
  }
}

function preserve({ tenantIds }: Partner): GuidedStep {
  return {
    title: 'Preserve what expires',
    why: 'Sign-in and audit logs are kept for 7 days without Entra ID P1, for 30 with it; the next steps write into them too.',
    how: preserveLogs(tenantIds),
  }
}

function blockPeople(partner: Partner): readonly GuidedStep[] {
  const { tenantIds, name } = partner
  if (tenantIds.length === 0) return []
  return [
    {
      title: 'Shut their people out',
      why: 'A Conditional Access policy takes effect at the next sign-in, before any relationship is ended.',
      how: [
        words('Have an own Global Administrator or break-glass account signed in before you go on.'),
        blockPolicy(tenantIds, name),
        ...tenantIds.map(blockInbound),
        words('Without Entra ID P1 there is no such policy: go on with the next step at once.'),
      ],
      breaks:
        'Their support of you, from this moment. Azure Lighthouse is not touched by it: its users sign in at home.',
      proof: 'keyward coverage and the control mfa/service-providers-covered show the policy.',
    },
  ]
}

function applications(partner: Partner): readonly GuidedStep[] {
  const records = recordsOf(partner, 'application')
  if (records.length === 0) return []
  return [
    {
      title: 'Switch their applications off',
      why: 'An application signs in by itself: no policy for people stops it.',
      how: records.map(disableApplication),
      breaks: 'Whatever these applications do for you: monitoring, backup, portals.',
      proof: 'accountEnabled is false in servicePrincipals of the next collection.',
    },
  ]
}

function accounts(partner: Partner): readonly GuidedStep[] {
  const records = recordsOf(partner, 'guest', 'localAccount')
  if (records.length === 0) return []
  return [
    {
      title: 'Switch their guests and accounts off, and end their sessions',
      why: 'They are accounts of your tenant: the end of a relationship does not touch them.',
      how: records.flatMap(disableAccount),
      breaks: 'Services that run under one of these accounts.',
      proof: 'The accounts are disabled in users of the next collection.',
    },
  ]
}

function azure(partner: Partner): readonly GuidedStep[] {
  const records = recordsOf(partner, 'azureRole', 'lighthouse')
  const own = records.filter(({ dataset }) => dataset !== 'subscriptions')
  if (records.length === 0) return []
  return [
    {
      title: 'Take their roles of Azure and their delegations away',
      why: 'Groups of a partner and delegations keep their rights when the relationship ends.',
      how:
        own.length > 0
          ? own.map(removeFromAzure)
          : [
              openPage(
                'https://portal.azure.com/#view/Microsoft_Azure_CustomerHub/ServiceProvidersBladeV2',
                'remove each delegation',
              ),
            ],
      breaks:
        'Their work in Azure, and perhaps the credit that they earn on your subscriptions: they will call.',
      proof: 'Neither azureRoleAssignments nor registrationAssignments of the next collection has them.',
    },
  ]
}

function relationship(partner: Partner): readonly GuidedStep[] {
  if (recordsOf(partner, 'directoryRole', 'manual', 'crossTenantAccess').length === 0) return []
  return [
    {
      title: 'Remove their roles',
      why: 'Their directory roles come from a relationship; only you can end it, and only on this page.',
      how: [
        openPage(PARTNER_RELATIONSHIPS, 'choose the partner, Remove roles, Yes'),
        words('It takes Global Administrator or Customer Delegated Admin Relationship Administrator.'),
      ],
      breaks: 'Support tickets that they opened for you, and everything that they administer.',
      proof: 'roleAssignments of the next collection has no row of their tenant.',
    },
  ]
}

function governance(partner: Partner): readonly GuidedStep[] {
  if (recordsOf(partner, 'tenantGovernance').length === 0) return []
  return [
    {
      title: 'End the governance relationship',
      why: 'The governing tenant has roles here by policy, and may set them again.',
      how: [
        openPage(
          'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/TenantGovernance',
          'terminate the relationship',
        ),
      ],
      proof: 'governanceRelationships of the next collection says terminated.',
    },
  ]
}
