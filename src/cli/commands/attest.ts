import { defineCommand } from '../command.ts'
import { decisionOptions, runDecision } from '../decision.ts'
import { dataOption, formatOption, tenantOption } from '../options.ts'

export const attest = defineCommand({
  name: 'attest',
  summary: 'vouch for what a finding asks about, until a day',
  description:
    'Records that somebody looked at a partner, the roster of its people, a subscription, or the recovery data and devices of an administrator, and vouches for it. It covers what is there now: what comes beside it (a role, a scope, an application, a later end, another number) brings the finding back, and so does the day. What goes brings nothing back.',
  arguments: [
    {
      name: '<about>',
      description:
        'the id of a finding or its beginning; a partner by name, tenant id or domain; or "roster of" such a partner',
    },
  ],
  options: [...decisionOptions, formatOption(['text', 'json']), tenantOption, dataOption],
  examples: [
    {
      line: 'keyward attest 93cc --reason "Northgate, helpdesk, contract 2026-114"',
      does: 'for 90 days',
    },
    {
      line: 'keyward attest "Northgate Managed IT" --reason "reviewed with Olga" --until 2027-01-31',
      does: 'by name, before it lapses',
    },
    {
      line: 'keyward attest "roster of Northgate Managed IT" --reason "gone through with Ina Berg"',
      does: 'its people, for a quarter',
    },
  ],
  run: (context, values, [about = '']) => runDecision(context, values, 'attest', about),
})
