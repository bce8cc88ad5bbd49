import { type Severity, severities } from '#model/severity.ts'
import { assessTenant } from '#pipeline/assess-tenant.ts'
import { frameworks } from '#pipeline/frameworks.ts'
import { render, reportFormats } from '#pipeline/render.ts'
import { openSession } from '#pipeline/session.ts'
import { defineCommand, instant } from '../command.ts'
import { columnsOf, dataFolder, isColourful } from '../context.ts'
import { meetsThreshold } from '../fail-on.ts'
import { dataOption, formatOption, outOption, tenantOption } from '../options.ts'
import { deliver } from '../output.ts'

export const assess = defineCommand({
  name: 'assess',
  summary: 'judge a snapshot, or a folder of exported responses',
  description:
    'Judges the latest snapshot of a tenant, or exported files. What could not be read makes a verdict unknown, never a pass.',
  options: [
    {
      flags: '--input <path>',
      description: "a folder or .zip of Microsoft's responses, or a ScubaGear ProviderSettingsExport.json",
    },
    { flags: '--snapshot <id>', description: 'an older snapshot: a look back that changes no finding' },
    { flags: '--now <time>', description: 'judge at this time', parse: instant },
    {
      flags: '--framework <id>',
      description: "answer the requirements of a framework as well: CISA's SCuBA for Microsoft Entra ID",
      choices: frameworks,
    },
    formatOption(['text', ...reportFormats.filter((format) => format !== 'text')]),
    outOption,
    {
      flags: '--fail-on <severity>',
      description: 'exit 1 when something at or above it fails or is unknown',
      choices: severities,
    },
    { flags: '--allow-unknown', description: 'with --fail-on: unknown verdicts do not count' },
    tenantOption,
    dataOption,
  ],
  examples: [
    { line: 'keyward assess', does: 'the latest snapshot' },
    { line: 'keyward assess --input export/ --format json', does: 'exported files, for machines' },
    {
      line: 'keyward assess --input ProviderSettingsExport.json --framework scuba-aad',
      does: 'SCuBA, policy by policy',
    },
    { line: 'keyward assess --format html --out report.html', does: 'a report to send' },
    { line: 'keyward assess --fail-on high', does: 'for a pipeline' },
  ],
  async run(context, values) {
    const session = await openSession(dataFolder(values['data'], context.env))
    try {
      const assessment = await assessTenant({
        session,
        tenant: values['tenant'] as string | undefined,
        input: values['input'] as string | undefined,
        snapshot: values['snapshot'] as string | undefined,
        now: values['now'] as Date | undefined,
        framework: values['framework'] as string | undefined,
        clock: context.now,
      })
      const toFile = values['out'] !== undefined
      const look = {
        colour: !toFile && isColourful(context.stdout, context.env),
        width: columnsOf(context.stdout),
      }
      await deliver(context, render(assessment, values['format'] as string, look), values['out'])
      const threshold = values['failOn'] as Severity | undefined
      return threshold && meetsThreshold(assessment, threshold, values['allowUnknown'] === true) ? 1 : 0
    } finally {
      await session.close()
    }
  },
})
