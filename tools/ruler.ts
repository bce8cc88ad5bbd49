/**
 * `npm run ruler [-- --json]`: our own sizes, room by room. It judges nothing; whoever reads it sees where a file or
 * a function has outgrown the others, and where the type checker was talked out of an objection.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { table } from '#model/text/table.ts'

export interface SourceText {
  /** Below the root, with slashes. */
  readonly path: string
  readonly text: string
}

interface Length {
  readonly name: string
  readonly lines: number
}

const COUNTED = ['any', 'casts', 'nonNull', 'suppressions', 'undocumented'] as const
type Counts = Record<(typeof COUNTED)[number], number>

interface FileSize {
  readonly path: string
  readonly room: string
  readonly lines: number
  readonly functions: readonly Length[]
  readonly counts: Counts
}

export interface RoomSize {
  readonly room: string
  readonly files: number
  readonly lines: number
  /** Per 1,000 lines. */
  readonly per1000: Counts
}

interface Spread {
  readonly median: number
  readonly p90: number
}

export interface Sizes {
  readonly rooms: readonly RoomSize[]
  readonly file: Spread
  readonly function: Spread
  readonly longestFiles: readonly Length[]
  readonly longestFunctions: readonly Length[]
}

/** How many of the longest are worth naming. */
const LONGEST = 10

/** Measures sources. */
export function measure(sources: readonly SourceText[]): Sizes {
  const files = sources.map(sizeOf)
  const functions = files.flatMap((file) => file.functions)
  const byRoom = Map.groupBy(files, ({ room }) => room)
  const rooms = [...byRoom].map(([room, inside]) => roomSize(room, inside))
  return {
    rooms: [...rooms.sort((a, b) => (a.room < b.room ? -1 : 1)), roomSize('all', files)],
    file: spread(files.map(({ lines }) => lines)),
    function: spread(functions.map(({ lines }) => lines)),
    longestFiles: longest(files.map(({ path, lines }) => ({ name: path, lines }))),
    longestFunctions: longest(functions),
  }
}

function roomSize(room: string, files: readonly FileSize[]): RoomSize {
  const lines = files.reduce((sum, file) => sum + file.lines, 0)
  const per1000 = (name: keyof Counts) => {
    const total = files.reduce((sum, { counts }) => sum + counts[name], 0)
    return lines === 0 ? 0 : Math.round((total / lines) * 10_000) / 10
  }
  return { room, files: files.length, lines, per1000: countsBy(per1000) }
}

function countsBy(count: (name: keyof Counts) => number): Counts {
  return Object.fromEntries(COUNTED.map((name) => [name, count(name)])) as Counts
}

function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
  return { median: at(0.5), p90: at(0.9) }
}

function longest(lengths: readonly Length[]): readonly Length[] {
  return lengths.toSorted((a, b) => b.lines - a.lines).slice(0, LONGEST)
}

function sizeOf({ path, text }: SourceText): FileSize {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true)
  const nodes = everyNode(source)
  const has = (test: (node: ts.Node) => boolean) => nodes.filter(test).length
  return {
    path,
    room: roomOf(path),
    lines: source.getLineAndCharacterOfPosition(text.length).line + (text.endsWith('\n') ? 0 : 1),
    functions: nodes.flatMap((node) => functionLength(node, source)),
    counts: {
      any: has((node) => node.kind === ts.SyntaxKind.AnyKeyword),
      casts: has(isCast),
      nonNull: has(ts.isNonNullExpression),
      suppressions: suppressions(nodes, text),
      undocumented: has((node) => isPublicFunction(node) && ts.getJSDocCommentsAndTags(node).length === 0),
    },
  }
}

function everyNode(root: ts.Node): readonly ts.Node[] {
  const nodes: ts.Node[] = []
  const visit = (node: ts.Node) => {
    nodes.push(node)
    ts.forEachChild(node, visit)
  }
  visit(root)
  return nodes
}

/** `src/store/spool.ts` → `store`; tests beside their subject are tests. */
function roomOf(path: string): string {
  if (path.endsWith('.examples.ts')) return 'examples'
  const [first = '', second = ''] = path.split('/')
  return first === 'src' ? second : first
}

/** `as const` claims nothing that the checker does not see itself. */
function isCast(node: ts.Node): boolean {
  return (
    (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) && !ts.isConstTypeReference(node.type)
  )
}

/** Functions that have a name and a body; the small anonymous ones are part of the function around them. */
function functionLength(node: ts.Node, source: ts.SourceFile): readonly Length[] {
  const name = nameOf(node)
  if (name === undefined) return []
  const line = (position: number) => source.getLineAndCharacterOfPosition(position).line
  return [
    { name: `${source.fileName} ${name}`, lines: line(node.getEnd()) - line(node.getStart(source)) + 1 },
  ]
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isConstructorDeclaration(node)) return node.body && 'constructor'
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isAccessor(node))
    return node.body && node.name?.getText()
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return undefined
  const { parent } = node
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)
    ? parent.name.getText()
    : undefined
}

/** An exported function, declared or bound to a constant. */
function isPublicFunction(node: ts.Node): boolean {
  if (ts.isFunctionDeclaration(node)) return isExported(node)
  if (!ts.isVariableStatement(node) || !isExported(node)) return false
  return node.declarationList.declarations.some(
    ({ initializer }) =>
      initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)),
  )
}

function isExported(node: ts.HasModifiers): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false
}

const SUPPRESSION = /@ts-(ignore|expect-error|nocheck)|biome-ignore|(oxlint|eslint)-disable/

/** In comments only: a text that names one suppresses nothing. */
function suppressions(nodes: readonly ts.Node[], text: string): number {
  const comments = new Map<number, string>()
  for (const node of nodes) {
    const before = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []
    const behind = ts.getTrailingCommentRanges(text, node.getEnd()) ?? []
    for (const { pos, end } of [...before, ...behind]) comments.set(pos, text.slice(pos, end))
  }
  return [...comments.values()].filter((comment) => SUPPRESSION.test(comment)).length
}

const FOLDERS = ['src', 'simulator', 'bench', 'tools', 'test']

/** The hand-written sources below `root`. */
export function sourcesOf(root: string): readonly SourceText[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(({ name }) => name.endsWith('.ts') && !name.endsWith('.generated.ts'))
      .map(({ parentPath, name }) => join(parentPath, name)),
  )
    .sort()
    .map((path) => ({
      path: relative(root, path).replaceAll('\\', '/'),
      text: readFileSync(path, 'utf8').replaceAll('\r\n', '\n'),
    }))
}

const WIDTH = 100
const right = 'right' as const

/** The sizes as tables. */
export function asTables({
  rooms,
  file,
  function: functions,
  longestFiles,
  longestFunctions,
}: Sizes): string {
  const headers = ['room', 'files', 'lines', 'any', 'casts', 'non-null', 'suppressed', 'undocumented']
  const columns = headers.map((header, at) => (at === 0 ? { header } : { header, align: right }))
  const rows = rooms.map(({ room, files, lines, per1000 }) => [
    room,
    String(files),
    String(lines),
    ...COUNTED.map((name) => per1000[name].toFixed(1)),
  ])
  const spreads = [
    ['file', String(file.median), String(file.p90)],
    ['function', String(functions.median), String(functions.p90)],
  ]
  return [
    'Sizes, and counts per 1,000 lines',
    ...table(columns, rows, WIDTH),
    '',
    ...table(
      [{ header: 'lines of a' }, { header: 'median', align: right }, { header: '90 %', align: right }],
      spreads,
      WIDTH,
    ),
    '',
    ...longestTable('longest files', longestFiles),
    '',
    ...longestTable('longest functions', longestFunctions),
    '',
  ].join('\n')
}

function longestTable(header: string, lengths: readonly Length[]): readonly string[] {
  const rows = lengths.map(({ name, lines }) => [name, String(lines)])
  return table(
    [
      { header, max: 90 },
      { header: 'lines', align: right },
    ],
    rows,
    WIDTH,
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = measure(sourcesOf(fileURLToPath(new URL('..', import.meta.url))))
  process.stdout.write(
    process.argv.includes('--json') ? `${JSON.stringify(sizes, null, 2)}\n` : asTables(sizes),
  )
}
