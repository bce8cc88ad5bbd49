/** What the commands on a tenant's logs share: whose logs, which span of time, and the two ways to print. */
import { openSession, type Session } from '#pipeline/session.ts'
import { type CommandOption, instant, type Values } from '../command.ts'
import { type Context, dataFolder } from '../context.ts'
import { deliver, print } from '../output.ts'

type Tenant = Awaited<ReturnType<Session['tenant']>>

/** The span of time that is looked at. */
export const spanOptions: readonly CommandOption[] = [
  { flags: '--since <time>', description: 'events from here on', parse: instant },
  { flags: '--until <time>', description: 'events up to here', parse: instant },
]

/** The span in milliseconds since 1970; an end that was not given is left out. */
export function rangeOf(values: Values): { readonly from?: number; readonly to?: number } {
  const [since, until] = [values['since'] as Date | undefined, values['until'] as Date | undefined]
  return { ...(since ? { from: since.getTime() } : {}), ...(until ? { to: until.getTime() } : {}) }
}

/** Opens the tenant that is meant, and closes behind `work`. @throws KeywardError as `Session.tenant` */
export async function onTenant(
  context: Context,
  values: Values,
  work: (tenant: Tenant) => Promise<number>,
): Promise<number> {
  const session = await openSession(dataFolder(values['data'], context.env))
  try {
    return await work(await session.tenant(values['tenant'] as string | undefined))
  } finally {
    await session.close()
  }
}

/** Prints a report for machines or for people, as asked. */
export function printReport(
  context: Context,
  values: Values,
  report: object,
  text: () => string,
): Promise<void> {
  return print(context.stdout, written(values, report, text))
}

/** As `printReport`, for commands with `--out`: to that file, where one was given. @throws KeywardError `data-unwritable` */
export function deliverReport(
  context: Context,
  values: Values,
  report: object,
  text: () => string,
): Promise<void> {
  return deliver(context, written(values, report, text), values['out'])
}

const written = (values: Values, report: object, text: () => string): string =>
  values['format'] === 'json' ? `${JSON.stringify(report, null, 2)}\n` : text()
