/** docs/reference/<framework>.md: every requirement with its examples, which are its tests. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Requirement } from '#frameworks/requirement.ts'
import { catalogue } from './registry.ts'

interface Example {
  readonly name: string
  readonly then: string
}

const INTRODUCTION = `\`keyward assess --framework scuba-aad\` answers each policy of CISA's Secure Configuration Baseline for Microsoft Entra ID
(SCuBA), from collected data as well as from exported files. What is listed under *Examples* is tested on every run.

Each policy names one or two ways to read: what ScubaGear exports, and what Graph gives. The first one whose datasets
were all asked for answers. Whoever is left out of a policy makes it fall short, unless ScubaGear's configuration
declares it (\`CapExclusions\`, \`RoleExclusions\`), or \`keyward declare break-glass\` does.`

/** The page of SCuBA's baseline. */
export async function frameworkPages(root: string, requirements: readonly Requirement[], note: string) {
  const files = await catalogue(root, 'frameworks', (value) => requirements.some((one) => one === value))
  const parts: string[] = []
  for (const requirement of requirements) {
    const file = files.find(({ value }) => value === requirement)?.file ?? ''
    parts.push(partOf(requirement, await examplesOf(root, file)))
  }
  return [
    {
      path: 'docs/reference/scuba-aad.md',
      text: `${note}# SCuBA: Microsoft Entra ID\n\n${INTRODUCTION}\n\n${overview(requirements)}\n\n${parts.join('\n')}`,
    },
  ]
}

function overview(requirements: readonly Requirement[]): string {
  const rows = requirements.map(({ id, title, obligation }) => `| ${id} | ${title} | ${obligation} |`)
  return ['| Policy | Says | |', '|---|---|---|', ...rows].join('\n')
}

function partOf(
  { id, title, obligation, checks, readings, references }: Requirement,
  examples: readonly Example[],
) {
  const reads = readings.map(({ needs, eitherOf = [] }) => readWords(needs, eitherOf))
  const lines = [
    `## ${id}`,
    '',
    `**${title}.** (${obligation})`,
    '',
    checks,
    '',
    `- Reads: ${reads.join('; or else ')}`,
    '',
    'Examples:',
    '',
    ...examples.map(({ name, then }) => `- ${name}: *${then}*`),
    '',
    `References: ${references.map((url) => `<${url}>`).join(', ')}`,
    '',
  ]
  return lines.join('\n')
}

function readWords(needs: readonly string[], eitherOf: readonly string[]): string {
  const all = needs.filter((name) => !eitherOf.includes(name))
  const parts = [...all, ...(eitherOf.length > 0 ? [`one of ${eitherOf.join(' and ')}`] : [])]
  return parts.join(', ') || 'nothing'
}

async function examplesOf(root: string, file: string): Promise<readonly Example[]> {
  const path = join(root, 'src', file.replace(/\.ts$/, '.examples.ts'))
  if (!existsSync(path)) return []
  const module = (await import(pathToFileURL(path).href)) as { examples?: { examples?: readonly Example[] } }
  return module.examples?.examples ?? []
}
