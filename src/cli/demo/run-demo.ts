/** The demo: the whole job on the simulated cloud, step by step, ending in a report to open. */
import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Assessment } from '#model/assessment.ts'
import { assessTenant } from '#pipeline/assess-tenant.ts'
import { collectTenant } from '#pipeline/collect-tenant.ts'
import { controlBehind } from '#pipeline/explain.ts'
import { render } from '#pipeline/render.ts'
import { openSession, type Session } from '#pipeline/session.ts'
import { writeResult } from '#pipeline/write-result.ts'
import { findingInContext } from '#queries/explanation.ts'
import { showCollection } from '../collect-progress.ts'
import { collectionSummary } from '../collection-summary.ts'
import { type Context, columnsOf, isColourful } from '../context.ts'
import { print } from '../output.ts'
import { renderExplanation } from '../terminal/explain.ts'
import { type DemoLogs, logLines, reviewLogs } from './demo-logs.ts'
import { serveReport } from './serve-report.ts'
import { type SimulatedCloud, startSimulatedCloud } from './simulated-cloud.ts'

export interface DemoOptions {
  /** The demo's own data folder, begun anew each time. */
  readonly data: string
  readonly accounts: number
  readonly seed: number
  readonly serve: boolean
  readonly report: string
}

/** Runs the demo to its exit code. */
export async function runDemo(context: Context, options: DemoOptions): Promise<number> {
  await rm(options.data, { recursive: true, force: true })
  const session = await openSession(options.data)
  try {
    const logs = await collectSample(context, options, session)
    const assessment = await assessTenant({ session, clock: context.now })
    await print(context.stdout, `\n${render(assessment, 'text', look(context))}\n`)
    await explainOne(context, session, assessment)
    const lines = await logLines(context, session, options.data, logs)
    await print(context.stdout, `\n${lines.join('\n')}\n`)
    await reportOn(context, options, assessment)
    return 0
  } finally {
    await session.close()
  }
}

/** Facts and logs side by side, as two programs would; only the facts show their progress. */
async function collectSample(context: Context, options: DemoOptions, session: Session): Promise<DemoLogs> {
  await print(context.stdout, 'A simulated Microsoft cloud with a sample company, on this machine.\n')
  const cloud = await startSimulatedCloud(options.accounts, options.seed, context.now())
  const shown = showCollection(context)
  const sample = { session, ...sampleTenant(cloud, context) }
  try {
    const collecting = [
      collectTenant({ ...sample, onProgress: shown.onProgress }),
      reviewLogs(sample),
    ] as const
    // Neither may still write when the other's failure ends the demo.
    await Promise.allSettled(collecting)
    const [{ snapshot }, logs] = await Promise.all(collecting)
    shown.stop()
    const [first = ''] = collectionSummary(snapshot.manifest, false, 'text').split('\n')
    await print(context.stdout, `${first}\n`)
    return logs
  } finally {
    shown.stop()
    cloud.stop()
  }
}

function sampleTenant(
  { origin, tenantId, clientId, clientSecret }: SimulatedCloud,
  { now, signal }: Context,
) {
  const credential = { kind: 'secret', tenant: tenantId, clientId, clientSecret } as const
  return { cloud: 'global' as const, endpoint: origin, credential, now, signal }
}

/** The first of the worst, as an example of what every finding can be asked. */
async function explainOne(context: Context, session: Session, assessment: Assessment): Promise<void> {
  const findings = assessment.controls.flatMap((control) => control.findings)
  const first = findings.find(({ blastRadius }) => blastRadius === 'tenant') ?? findings[0]
  if (!first) return
  const { stored, ...found } = await findingInContext(await session.tenant(undefined), first.id)
  await print(context.stdout, `$ keyward explain ${first.id}\n\n`)
  await print(context.stdout, renderExplanation({ ...found, control: controlBehind(stored) }, look(context)))
}

async function reportOn(context: Context, options: DemoOptions, assessment: Assessment): Promise<void> {
  const html = render(assessment, 'html', look(context))
  const path = resolve(options.report)
  await writeResult(path, html)
  await print(
    context.stdout,
    `\nReport: ${path}\nExplain any finding: npx keyward explain <id> --data ${options.data}\n`,
  )
  // Without a terminal nobody is there to press Ctrl-C.
  if (options.serve && context.stdout.isTTY) await serveReport(context, html)
}

function look({ stdout, env }: Context) {
  return { colour: isColourful(stdout, env), width: columnsOf(stdout) }
}
