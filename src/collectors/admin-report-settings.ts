import { defineCollector } from './collector.ts'

export const adminReportSettingsCollector = defineCollector({
  produces: 'adminReportSettings',
  purpose: 'Shows whether usage reports conceal names, so that "cannot tell" is said where they do',
  source: {
    kind: 'one',
    lane: 'directory',
    path: '/v1.0/admin/reportSettings',
    permissions: ['ReportSettings.Read.All'],
  },
  reference: 'identity.md §b.4',
})
