import { defineCollector } from './collector.ts'

export const administrativeUnitsCollector = defineCollector({
  produces: 'administrativeUnits',
  purpose: 'Names the parts of the directory that roles are limited to',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/directory/administrativeUnits',
    query: {
      $select: 'id,displayName,visibility,isMemberManagementRestricted,membershipType,membershipRule',
    },
    permissions: ['AdministrativeUnit.Read.All'],
  },
  reference: 'identity.md §b.1',
})
