/** How long a log that is sent somewhere can be had there (azure.md §5.3). */
import type { LogTable } from '#model/records/log-tables.ts'
import type { LogWorkspace } from '#model/records/log-workspaces.ts'
import type { Sink } from './exports.ts'

/**
 * Half a year: what Microsoft keeps of the unified audit log for everybody since October 2023 (identity.md §f.7), and
 * what this product asks to be at hand (azure.md §5.4). Frameworks name anything from 90 days to a year and more.
 */
export const ENOUGH_DAYS = 180

/** Azure forgets the activity log after this (azure.md §5.1). */
export const ACTIVITY_LOG_DAYS = 90

export type Kept =
  | { readonly days: number; readonly words: string }
  /** Where the log goes to is known, and how long it stays there is not. */
  | { readonly because: string }

export interface WorkspaceRecords {
  readonly logWorkspaces: readonly LogWorkspace[]
  readonly logTables: readonly LogTable[]
}

/** Answers how long a sink keeps a table. */
export function retentionIn({
  logWorkspaces,
  logTables,
}: WorkspaceRecords): (sink: Sink, table: string) => Kept {
  const workspaces = new Map(logWorkspaces.map((workspace) => [workspace.id, workspace]))
  const tables = Map.groupBy(logTables, ({ workspaceId }) => workspaceId)
  return ({ kind, id }, table) => {
    const name = id.split('/').at(-1) ?? id
    if (kind !== 'workspace') return { because: NOT_READ[kind](name) }
    return keptIn(name, table, tables.get(id) ?? [], workspaces.get(id))
  }
}

const NOT_READ = {
  storage: (name: string) => `how long storage account ${name} keeps it was not read`,
  eventHub: (name: string) => `how long whoever listens to event hub ${name} keeps it is not seen from here`,
  marketplace: (name: string) => `how long ${name} of the marketplace keeps it is not seen from here`,
}

function keptIn(
  name: string,
  table: string,
  tables: readonly LogTable[],
  workspace: LogWorkspace | undefined,
): Kept {
  if (tables.some(({ notFound }) => notFound))
    return { days: 0, words: `workspace ${name} is not there any more` }
  const own = tables.find((one) => one.name?.toLowerCase() === table.toLowerCase())
  if (own === undefined) return { because: `table ${table} of workspace ${name} was not read` }
  const days = positive(own.totalRetentionInDays) ?? positive(own.retentionInDays)
  const all = days ?? positive(workspace?.retentionInDays)
  return all === undefined
    ? { because: `how long workspace ${name} keeps ${table} was not read` }
    : { days: all, words: `${all} days in workspace ${name}` }
}

/** -1 says that the default of the workspace counts. */
function positive(days: number | null | undefined): number | undefined {
  return typeof days === 'number' && days > 0 ? days : undefined
}

/** What a log's sinks come to together: the longest of them, unless one that was not read may be longer. */
export type Verdict =
  | { readonly state: 'enough' }
  | { readonly state: 'short'; readonly words: string }
  | { readonly state: 'unknown'; readonly because: string }

/**
 * Judges one log.
 * @param platform for how long Microsoft itself keeps it, in words
 */
export function verdictOn(kept: readonly Kept[], platform: string): Verdict {
  const known = kept.flatMap((one) => ('days' in one ? [one] : []))
  const longest = known.toSorted((a, b) => b.days - a.days)[0]
  if (longest !== undefined && longest.days >= ENOUGH_DAYS) return { state: 'enough' }
  const open = kept.find((one) => 'because' in one)
  if (open !== undefined) return { state: 'unknown', because: open.because }
  return { state: 'short', words: longest?.words ?? `sent nowhere, ${platform}` }
}
