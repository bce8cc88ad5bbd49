/**
 * The accounts of a snapshot as numbers, for whoever judges all of them: what tells their kind, their per-user MFA
 * state, and who is in which group, by position. Nothing is in it that the datasets do not say; a snapshot without
 * one is indexed when it is asked for.
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { GroupMembers } from '#model/records/group-members.ts'
import type { User } from '#model/records/users.ts'
import { columnChunks, literal } from '../duckdb.ts'
import { type AccountIds, AccountIdsBuilder } from './account-ids.ts'

/** The fields of an account that tell its kind; `external` says that its UPN has the mark of an invited account. */
export type AccountClues = Pick<User, 'userType'> & {
  readonly external: boolean
  readonly identities: readonly Pick<NonNullable<User['identities']>[number], 'signInType' | 'issuer'>[]
}

/** A record of `groupMembers` with its users as positions; all else that is in it stands in `members`. */
export interface IndexedMembers extends GroupMembers {
  /** Positions of accounts. */
  readonly people: Uint32Array
}

export interface AccountIndex {
  readonly ids: AccountIds
  /** Of each account its place in `clues`. */
  readonly kinds: Uint32Array
  readonly clues: readonly AccountClues[]
  /** Of each account its place in `states`. */
  readonly perUserMfa: Uint32Array
  /** `perUserMfaState` as it was read; undefined where it was not. */
  readonly states: readonly (string | undefined)[]
  /** In the order of the dataset. */
  readonly members: readonly IndexedMembers[]
}

/** The sealed files that the index is made of; those without a record are left out. */
export interface IndexedFiles {
  readonly users?: string | undefined
  readonly perUserMfaStates?: string | undefined
  readonly groupMembers?: string | undefined
}

/** Reads the files. @param connection sees their folder */
export async function indexAccounts(
  connection: DuckDBConnection,
  files: IndexedFiles,
): Promise<AccountIndex> {
  const accounts = await indexUsers(connection, files.users)
  const states = await indexStates(connection, files, accounts.ids)
  return { ...accounts, ...states, members: await indexMembers(connection, files.groupMembers, accounts.ids) }
}

/** As text, so that an account's clues are one of a few: DuckDB then tells which, and hands over no text at all. */
const CLUES = `to_json(struct_pack(
  userType := userType, absent := list_contains(_absent, 'userType'),
  external := coalesce(contains(userPrincipalName, '#EXT#'), false),
  identities := json_transform(identities, '[{"signInType":"VARCHAR","issuer":"VARCHAR"}]')))::VARCHAR`

async function indexUsers(connection: DuckDBConnection, file: string | undefined) {
  const ids = new AccountIdsBuilder()
  const codes = new Codes()
  if (file === undefined) return { ids: ids.done(), kinds: new Uint32Array(), clues: [] }
  const from = `FROM read_parquet(${literal(file)})`
  await connection.run(`CREATE TEMP TYPE clues AS ENUM (SELECT DISTINCT ${CLUES} ${from})`)
  const counted = await connection.runAndReadAll(`SELECT count(*) ${from}`)
  const kinds = new Uint32Array(Number(counted.getRows()[0]?.[0]))
  let position = 0
  for await (const { columns } of columnChunks(connection, `SELECT id, ${CLUES}::clues ${from}`)) {
    for (const id of columns[0] ?? []) ids.add(String(id))
    for (const clues of columns[1] ?? []) {
      kinds[position] = codes.of(String(clues))
      position += 1
    }
  }
  await connection.run('DROP TYPE clues')
  return { ids: ids.done(), kinds, clues: codes.texts.map(cluesIn) }
}

function cluesIn(text: string): AccountClues {
  const { userType, absent, external, identities } = JSON.parse(text) as AccountClues & { absent: boolean }
  return { ...(absent ? {} : { userType }), external, identities: identities ?? [] }
}

async function indexStates(
  connection: DuckDBConnection,
  { users, perUserMfaStates }: IndexedFiles,
  ids: AccountIds,
) {
  const codes = new Codes()
  codes.of(NOT_READ)
  const perUserMfa = new Uint32Array(ids.count)
  if (users !== undefined && perUserMfaStates !== undefined) {
    const inStep = await sameOrder(connection, users, perUserMfaStates)
    await readStates(connection, perUserMfaStates, inStep, (row, userId, state) => {
      const code = codes.of(state)
      for (const position of inStep ? [row] : ids.positionsOf(userId)) perUserMfa[position] = code
    })
  }
  return { perUserMfa, states: codes.texts.map((text) => (text === NOT_READ ? undefined : text)) }
}

/** Whether both files tell of the same accounts in the same order, as they do where all states were read. */
async function sameOrder(connection: DuckDBConnection, users: string, states: string): Promise<boolean> {
  const compared = await connection.runAndReadAll(
    `SELECT bool_and(id IS NOT DISTINCT FROM userId) FROM (SELECT id FROM read_parquet(${literal(users)}))
      POSITIONAL JOIN (SELECT userId FROM read_parquet(${literal(states)}))`,
  )
  return compared.getRows()[0]?.[0] === true
}

async function readStates(
  connection: DuckDBConnection,
  file: string,
  inStep: boolean,
  take: (row: number, userId: string, state: string) => void,
): Promise<void> {
  const state = `coalesce(perUserMfaState, ${literal(NOT_READ)})`
  const userId = inStep ? "''" : 'userId'
  let row = 0
  for await (const { columns } of columnChunks(
    connection,
    `SELECT ${state}, ${userId} FROM read_parquet(${literal(file)})`,
  )) {
    const [states = [], userIds = []] = columns
    for (const [index, text] of states.entries()) take(row + index, String(userIds[index]), String(text))
    row += states.length
  }
}

/** No state of Microsoft's is empty. */
const NOT_READ = ''

async function indexMembers(
  connection: DuckDBConnection,
  file: string | undefined,
  ids: AccountIds,
): Promise<IndexedMembers[]> {
  if (file === undefined) return []
  const rows: IndexedMembers[] = []
  const sql = `SELECT groupId, part, slice, slices, last, notFound, transitive, members FROM read_parquet(${literal(file)})`
  for await (const { rows: count, columns } of columnChunks(connection, sql)) {
    const [groupId = [], part = [], slice = [], slices = [], last = [], notFound = [], transitive = []] =
      columns
    for (let row = 0; row < count; row += 1) {
      const members = JSON.parse(String(columns[7]?.[row])) as GroupMembers['members']
      rows.push({
        groupId: String(groupId[row]),
        part: Number(part[row]),
        slice: Number(slice[row]),
        slices: Number(slices[row]),
        last: last[row] === true,
        notFound: notFound[row] === true,
        transitive: transitive[row] === true,
        ...placed(members, ids),
      })
    }
  }
  return rows
}

/** Users that are accounts of the tenant become positions; what else there is keeps its record. */
function placed(all: GroupMembers['members'], ids: AccountIds): Pick<IndexedMembers, 'members' | 'people'> {
  const members: GroupMembers['members'] = []
  const people: number[] = []
  for (const member of all) {
    const positions = isUser(member) ? ids.positionsOf(member.id) : []
    if (positions.length === 0) members.push(member)
    else people.push(...positions)
  }
  return { members, people: Uint32Array.from(people).sort() }
}

function isUser(member: GroupMembers['members'][number]): boolean {
  const type = member['@odata.type']
  return !type || type === '#microsoft.graph.user'
}

/** Gives each different text the number of its first appearance. */
class Codes {
  readonly #codes = new Map<string, number>()

  of(text: string): number {
    const known = this.#codes.get(text)
    if (known !== undefined) return known
    this.#codes.set(text, this.#codes.size)
    return this.#codes.size - 1
  }

  get texts(): string[] {
    return [...this.#codes.keys()]
  }
}
