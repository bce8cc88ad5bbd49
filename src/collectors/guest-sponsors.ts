import { defineCollector } from './collector.ts'

export const guestSponsorsCollector = defineCollector({
  produces: 'guestSponsors',
  purpose: 'Shows who answers for each guest, and which guests nobody answers for',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/users',
    query: { $filter: "userType eq 'Guest'", $select: 'id', $expand: 'sponsors', $top: '999' },
    permissions: ['User.Read.All'],
  },
  reference: 'identity.md §e.2',
})
