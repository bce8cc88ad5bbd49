import { KeywardError } from '#model/errors.ts'
import { type CloudName, cloudNames } from '#pipeline/clouds.ts'
import { credentialFrom, type PersonalWay, personalWays } from '#pipeline/credentials.ts'
import { keptFor } from '#pipeline/kept-sign-ins.ts'
import { type Looked, look } from '#pipeline/look.ts'
import {
  renderSignIns,
  renderSimulation,
  renderSpotCheck,
  type SignInFormat,
  signInFormats,
} from '#pipeline/render-sign-ins.ts'
import { signInReport } from '#pipeline/sign-in-report.ts'
import { simulate } from '#pipeline/simulate.ts'
import { spotCheck } from '#pipeline/spot-check/spot-check.ts'
import { defineCommand, type Values, wholeNumber } from '../command.ts'
import { type Context, columnsOf, dataFolder, isColourful } from '../context.ts'
import { dataOption, formatOption, outOption, tenantOption } from '../options.ts'
import { deliverPieces } from '../output.ts'

/** One a second: a quarter of a minute. */
const USUAL_SAMPLE = 15
const LARGEST_SAMPLE = 600

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
    {
      flags: '--spot-check [number]',
      description: `ask the tenant's own What-If about so many sign-ins (default: ${USUAL_SAMPLE}), and compare`,
      parse: wholeNumber(1, LARGEST_SAMPLE),
    },
    {
      flags: '--sign-in <way>',
      description: 'for --spot-check: sign in as a person',
      choices: personalWays,
    },
    {
      flags: '--cloud <name>',
      description: "for --spot-check: Microsoft's cloud (default: the snapshot's)",
      choices: cloudNames,
    },
    { flags: '--endpoint <url>', description: 'for --spot-check: another origin, a simulated cloud' },
    formatOption(signInFormats),
    outOption,
    tenantOption,
    dataOption,
  ],
  examples: [
    { line: 'keyward coverage', does: 'the latest snapshot' },
    { line: 'keyward coverage --format csv --out coverage.csv', does: 'a row per account' },
    { line: 'keyward coverage --simulate policy.json', does: 'try a policy without making it' },
    { line: 'keyward coverage --spot-check 30', does: "compare with the service's own What-If" },
    { line: 'keyward coverage --input export/ --format json', does: 'exported files, for machines' },
  ],
  async run(context, values) {
    if (values['spotCheck'] !== undefined) mustAskATenant(values)
    const wanted = {
      data: dataFolder(values['data'], context.env),
      tenant: values['tenant'] as string | undefined,
      input: values['input'] as string | undefined,
      snapshot: values['snapshot'] as string | undefined,
      clock: context.now,
    }
    const proposal = values['simulate'] as string | undefined
    return look(wanted, async (looked) => {
      if (values['spotCheck'] !== undefined) return checkAgainstService(context, values, looked)
      if (proposal !== undefined) return tryOut(context, values, looked, proposal)
      const report = await signInReport(looked.snapshot, looked.tenant)
      await deliverPieces(
        context,
        renderSignIns(report, formatIn(values), pageFor(context, values)),
        values['out'],
      )
      return 0
    })
  },
})

const formatIn = (values: Values) => values['format'] as SignInFormat

function pageFor({ stdout, env }: Context, values: Values) {
  const toFile = values['out'] !== undefined
  return { colour: !toFile && isColourful(stdout, env), width: columnsOf(stdout) }
}

/** Files have no What-If to ask, and a policy that is not made yet no answer. */
function mustAskATenant(values: Values): void {
  const other = ['input', 'simulate'].find((name) => values[name] !== undefined)
  if (other === undefined) return
  throw new KeywardError('option-invalid', {
    option: '--spot-check',
    why: `it asks the tenant itself, and --${other} does not`,
    how: `Run it without --${other}, on a snapshot of a tenant that you can sign in to.`,
  })
}

async function tryOut(context: Context, values: Values, looked: Looked, proposal: string): Promise<number> {
  const report = await simulate(looked, proposal)
  await deliverPieces(
    context,
    renderSimulation(report, formatIn(values), pageFor(context, values)),
    values['out'],
  )
  // A policy that reaches the last way in is not one to make.
  const { touchesBreakGlass = 0, mayTouchBreakGlass = 0 } = report.counts
  return touchesBreakGlass + mayTouchBreakGlass > 0 ? 1 : 0
}

async function checkAgainstService(context: Context, values: Values, looked: Looked): Promise<number> {
  const { env, stderr } = context
  const show = (message: string) => stderr.write(`${message}\n`)
  const person = values['signIn'] as PersonalWay | undefined
  // Where the environment names the tenant by a domain, a kept sign-in is found under that.
  const tenant = env['KEYWARD_TENANT_ID'] ?? looked.tenant
  const credential = await credentialFrom(env, { tenant, person, show })
  const cloud = cloudFor(values, looked)
  const endpoint = values['endpoint'] as string | undefined
  const data = dataFolder(values['data'], env)
  const size = typeof values['spotCheck'] === 'number' ? values['spotCheck'] : USUAL_SAMPLE
  show(`Asking the service about ${size} sign-ins at most, one a second.`)
  const report = await spotCheck(looked, {
    cloud,
    endpoint,
    credential,
    kept: keptFor(credential, { env, data, cloud, endpoint, show }),
    size,
    now: context.now,
    signal: context.signal,
  })
  await deliverPieces(
    context,
    renderSpotCheck(report, formatIn(values), pageFor(context, values)),
    values['out'],
  )
  // Nothing answered is nothing confirmed.
  return report.disagreements.length > 0 || report.answered === 0 ? 1 : 0
}

/** A snapshot knows where it was collected. */
function cloudFor(values: Values, { snapshot }: Looked): CloudName {
  const named = (values['cloud'] as string | undefined) ?? snapshot.manifest.cloud
  return cloudNames.find((one) => one === named) ?? 'global'
}
