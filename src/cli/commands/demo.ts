import { join } from 'node:path'
import { defineCommand, wholeNumber } from '../command.ts'
import { dataFolder } from '../context.ts'
import { runDemo } from '../demo/run-demo.ts'
import { dataOption } from '../options.ts'

export const demo = defineCommand({
  name: 'demo',
  summary: 'try everything on a simulated Microsoft cloud, no account needed',
  description:
    'Starts a simulated Microsoft cloud on this machine with a sample company and two partners, collects it over HTTP, judges it, explains one finding, runs the rules over its logs and writes a report. Its data is kept apart from yours.',
  options: [
    { flags: '--no-serve', description: 'end after writing the report; do not show it in a browser' },
    {
      flags: '--accounts <n>',
      description: 'size of the sample company',
      default: '400',
      parse: wholeNumber(50, 1_000_000),
    },
    {
      flags: '--seed <n>',
      description: 'another sample company of the same kind',
      default: '1',
      parse: wholeNumber(0, 2 ** 31),
    },
    { flags: '--out <file>', description: 'where the report goes', default: 'keyward-report.html' },
    dataOption,
  ],
  examples: [
    { line: 'keyward demo', does: 'the sample company' },
    { line: 'keyward demo --accounts 20000 --no-serve', does: 'a large one, without the browser' },
  ],
  run: (context, values) =>
    runDemo(context, {
      data: join(dataFolder(values['data'], context.env), 'demo'),
      accounts: Number(values['accounts']),
      seed: Number(values['seed']),
      serve: values['serve'] !== false,
      report: String(values['out']),
    }),
})
