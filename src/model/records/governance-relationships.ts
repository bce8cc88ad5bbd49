import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrOpen, absentOrText, open } from './fields.ts'

/** A tenant that governs this one, or is governed by it; unlike a partner's relationship it can be listed from here. */
export const governanceRelationships = defineDataset({
  name: 'governanceRelationships',
  title: 'Tenant governance: tenants that hold delegated roles here, or are governed from here',
  key: ['id'],
  record: z.object({
    id: z.string(),
    status: absentOrText,
    createdType: absentOrText,
    creationDateTime: absentOrText,
    governingTenantId: absentOrText,
    governingTenantName: absentOrText,
    governedTenantId: absentOrText,
    governedTenantName: absentOrText,
    policySnapshot: open
      .extend({
        governedTenantCanTerminate: z.boolean().nullish(),
        delegatedAdministrationRoleAssignments: z
          .array(
            open.extend({
              groupId: absentOrText,
              groupDisplayName: absentOrText,
              roleTemplates: z.array(open).nullish(),
            }),
          )
          .nullish(),
        multiTenantApplicationsToProvision: z.array(absentOrOpen).nullish(),
      })
      .nullish(),
  }),
})
export type GovernanceRelationship = RecordOf<typeof governanceRelationships>
