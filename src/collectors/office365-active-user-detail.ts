import { defineCollector } from './collector.ts'

/**
 * v1.0 gives a CSV behind a link, beta would give JSON. The CSV it is: beta may change any day, and ninety days of a
 * report are asked for once in a collection (identity.md §b.4).
 */
export const office365ActiveUserDetailCollector = defineCollector({
  produces: 'office365ActiveUserDetail',
  purpose:
    'Shows which accounts are used for mail, Teams and files, so that administrators who work in theirs show',
  source: {
    kind: 'report',
    lane: 'usageReports',
    path: "/v1.0/reports/getOffice365ActiveUserDetail(period='D90')",
    permissions: ['Reports.Read.All'],
  },
  reference: 'identity.md §b.4',
})
