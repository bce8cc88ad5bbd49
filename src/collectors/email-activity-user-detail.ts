import { defineCollector } from './collector.ts'

export const emailActivityUserDetailCollector = defineCollector({
  produces: 'emailActivityUserDetail',
  purpose: 'Shows how much mail each account sends and reads, so that an administrator’s daily mailbox shows',
  source: {
    kind: 'report',
    lane: 'usageReports',
    path: "/v1.0/reports/getEmailActivityUserDetail(period='D90')",
    permissions: ['Reports.Read.All'],
  },
  reference: 'identity.md §b.4',
})
