/** docs/reference/practices.md: what of Keyward serves each sentence of Microsoft's page. */
import { type PracticeSentence, practiceSentences } from '#model/practices.ts'
import { practiceIds, practiceName } from '#model/text/words.ts'

const SOURCE = 'https://learn.microsoft.com/partner-center/security/customer-security-best-practices'

/** The page. @param note the line that says that it is generated */
export function practicesPage(note: string) {
  const sections = practiceIds.map((id) => {
    const own = practiceSentences.filter(({ practice }) => practice === id)
    return `## ${practiceName(id)}\n\n${own.map(entry).join('\n')}`
  })
  const text = `${note}# The practices, sentence by sentence

Microsoft's [Customer security best practices](${SOURCE}) in our words, and what serves each sentence of it. A sentence that
nothing serves fails the tests, and so does a control, command or page that does not exist.

${sections.join('\n')}`
  return { path: 'docs/reference/practices.md', text }
}

function entry({ asks, controls, commands, guides }: PracticeSentence): string {
  const lines = [
    ...controls.map((id) => `control [${id}](controls.md#${id.replaceAll('/', '')})`),
    ...commands.map((line) => `\`keyward ${line}\``),
    ...guides.map((name) => `guide [${name}](../guide/${name}.md)`),
  ]
  return `- ${asks}\n${lines.map((line) => `  - ${line}\n`).join('')}`
}
