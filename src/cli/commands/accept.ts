import { defineCommand } from '../command.ts'
import { decisionOptions, runDecision } from '../decision.ts'
import { dataOption, formatOption, tenantOption } from '../options.ts'

export const accept = defineCommand({
  name: 'accept',
  summary: 'live with a finding as it is now, until a day',
  description:
    'Records that somebody knows of a finding and lives with it. It stays in the report as accepted and counts as a failure no longer. It returns when the day has come, when it becomes more severe, or when it rests on a record that nobody saw.',
  arguments: [{ name: '<finding>', description: 'the id of a finding, or its beginning' }],
  options: [...decisionOptions, formatOption(['text', 'json']), tenantOption, dataOption],
  examples: [
    {
      line: 'keyward accept 93cc --reason "scanner, replaced in March" --until 2027-03-31',
      does: 'an exception with an end',
    },
  ],
  run: (context, values, [finding = '']) => runDecision(context, values, 'accept', finding),
})
