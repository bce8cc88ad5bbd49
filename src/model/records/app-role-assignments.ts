import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/** An app role that a principal holds on a resource: what an application may do without anybody signed in. */
export const appRoleAssignments = defineDataset({
  name: 'appRoleAssignments',
  title: 'Application permissions granted on Microsoft Graph, Exchange Online and SharePoint Online',
  key: ['id'],
  record: z.object({
    id: z.string(),
    appRoleId: absentOrText,
    principalId: absentOrText,
    principalType: absentOrText,
    principalDisplayName: absentOrText,
    resourceId: absentOrText,
    resourceDisplayName: absentOrText,
    /** The resource by its application id, which is the same in every tenant; exports do not have it. */
    resourceAppId: absentOrText,
    createdDateTime: absentOrText,
  }),
})
export type AppRoleAssignment = RecordOf<typeof appRoleAssignments>
