import { look } from '#pipeline/look.ts'
import {
  renderSignIns,
  renderSimulation,
  type SignInFormat,
  signInFormats,
} from '#pipeline/render-sign-ins.ts'
import { signInReport } from '#pipeline/sign-in-report.ts'
import { simulate } from '#pipeline/simulate.ts'
import { defineCommand } from '../command.ts'
import { columnsOf, dataFolder, isColourful } from '../context.ts'
import { dataOption, formatOption, outOption, tenantOption } from '../options.ts'
import { deliverPieces } from '../output.ts'

export const coverage = defineCommand({
  name: 'coverage',
  summary: 'who can sign in with one factor, to what, and because of what',
  description:
    'Judges every account, application and client over Conditional Access, security defaults and per-user MFA together, and shows for each gap one sign-in that passes with one factor. Grades: A phishing-resistant MFA always, B MFA always, C by security defaults or per-user MFA, D one factor at times, E one factor.',
  options: [
    {
      flags: '--input <path>',
      description: "a folder or .zip of Microsoft's responses, or a ScubaGear export; nothing is kept",
    },
    { flags: '--snapshot <id>', description: 'an older snapshot' },
    {
      flags: '--simulate <file>',
      description: 'a policy as JSON: who would gain, lose or be locked out, before it is made',
    },
    formatOption(signInFormats),
    outOption,
    tenantOption,
    dataOption,
  ],
  examples: [
    { line: 'keyward coverage', does: 'the latest snapshot' },
    { line: 'keyward coverage --format csv --out coverage.csv', does: 'a row per account' },
    { line: 'keyward coverage --simulate policy.json', does: 'try a policy without making it' },
    { line: 'keyward coverage --input export/ --format json', does: 'exported files, for machines' },
  ],
  async run(context, values) {
    const wanted = {
      data: dataFolder(values['data'], context.env),
      tenant: values['tenant'] as string | undefined,
      input: values['input'] as string | undefined,
      snapshot: values['snapshot'] as string | undefined,
      clock: context.now,
    }
    const toFile = values['out'] !== undefined
    const page = {
      colour: !toFile && isColourful(context.stdout, context.env),
      width: columnsOf(context.stdout),
    }
    const format = values['format'] as SignInFormat
    const proposal = values['simulate'] as string | undefined
    return look(wanted, async (looked) => {
      if (proposal === undefined) {
        const report = await signInReport(looked.snapshot, looked.tenant)
        await deliverPieces(context, renderSignIns(report, format, page), values['out'])
        return 0
      }
      const report = await simulate(looked, proposal)
      await deliverPieces(context, renderSimulation(report, format, page), values['out'])
      // A policy that reaches the last way in is not one to make.
      const { touchesBreakGlass = 0, mayTouchBreakGlass = 0 } = report.counts
      return touchesBreakGlass + mayTouchBreakGlass > 0 ? 1 : 0
    })
  },
})
